#include "platform/audit/log_walk.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "dialgate/sodium_crypto.h"

namespace dialgate::audit {
namespace {

namespace fs = std::filesystem;
using posix::Error;
using posix::Result;

// The segments of a folder: how many bytes, and the first that is missing before the last.
struct Segments {
  uint64_t bytes = 0;
  unsigned missing = 0;
};

// The number in the name of a segment, 0 for any other file.
unsigned SegmentNumber(const std::string& name) {
  constexpr size_t kDigits = 8;
  const bool fits = name.size() == kDigits + 4 && name.compare(kDigits, 4, ".log") == 0 &&
                    name.find_first_not_of("0123456789") == kDigits;
  return fits ? static_cast<unsigned>(std::stoul(name.substr(0, kDigits))) : 0;
}

Result<Segments> FindSegments(const std::string& folder) {
  std::set<unsigned> numbers;
  Segments segments;
  std::error_code failed;
  for (fs::directory_iterator file(folder, failed), end; !failed && file != end;
       file.increment(failed)) {
    const std::string path = file->path().string();
    const unsigned number = SegmentNumber(file->path().filename().string());
    if (number == 0) continue;
    if (access(path.c_str(), R_OK) != 0) {
      return tl::make_unexpected(Error{path + ": " + std::strerror(errno)});
    }
    numbers.insert(number);
    segments.bytes += file->file_size(failed);
  }
  if (failed) return tl::make_unexpected(Error{folder + ": " + failed.message()});
  if (numbers.empty()) {
    return tl::make_unexpected(
        Error{folder + ": has no segment of a log: name the folder that a gate logs to"});
  }
  while (numbers.count(segments.missing + 1) != 0) ++segments.missing;
  segments.missing = segments.missing == *numbers.rbegin() ? 0 : segments.missing + 1;
  return segments;
}

// Takes one record after the other, until one is not what it should be.
class Walk {
 public:
  Walk(const std::string& folder, const AuditorKeys* keys, uint64_t total, const TakeRecord& take)
      : folder_(folder), keys_(keys), total_(total), take_(take) {}

  // The error ends the reading; its message means something only where the walk has no fault.
  Result<void> Take(const Entry& entry, const Record& record, const posix::LogPlace& place) {
    const uint64_t expected = walked_.records + 1;
    if (record.sequence != expected) return OutOfOrder(record.sequence, place);
    if (expected == 1) {
      const Result<void> begun = Begin(record, place);
      if (!begun) return begun;
    }
    if (chain_ && !(chain_->Next(crypto_, entry.record) == entry.seal)) return WrongSeal(place);
    walked_.records = expected;
    walked_.last_at = record.at;
    done_ += entry.size;
    take_(record, done_, total_);
    return {};
  }

  void SetFault(Fault::Kind kind, const std::string& message) {
    walked_.fault = Fault{kind, walked_.records + 1, message};
  }

  Walked& walked() { return walked_; }
  const std::optional<Error>& refusal() const { return refusal_; }

 private:
  tl::unexpected<Error> Stop(Fault::Kind kind, const posix::LogPlace& place,
                             const std::string& what) {
    SetFault(kind, posix::PlaceText(folder_, place) + ": " + what);
    return tl::make_unexpected(Error{what});
  }

  tl::unexpected<Error> OutOfOrder(uint64_t found, const posix::LogPlace& place) {
    const uint64_t expected = walked_.records + 1;
    const std::string what = "record " + std::to_string(found) + " stands where record " +
                             std::to_string(expected) + " should: ";
    return found > expected
               ? Stop(Fault::Kind::kMissing, place, what + "records are missing, or it was changed")
               : Stop(Fault::Kind::kRepeated, place,
                      what + "records were put in, or it was changed");
  }

  Result<void> Begin(const Record& record, const posix::LogPlace& place) {
    const Start& start = record.start;
    if (record.kind != RecordKind::kStart || start.kind == StartKind::kAgain) {
      return Stop(Fault::Kind::kNoStart, place, "is no start of a log: what began it is missing");
    }
    walked_.site = start.site;
    walked_.gate = start.gate;
    walked_.log = start.log;
    walked_.kind = start.kind;
    if (keys_ == nullptr) return {};
    const bool simulated = start.kind == StartKind::kSimulation;
    if (simulated ? !keys_->lookup : !keys_->seal) {
      refusal_ = Error{folder_ + ": is verified with " + (simulated ? "lookup.key" : "seal.key") +
                       ", which is not in the folder of keys: name that of the log's auditor"};
      return tl::make_unexpected(*refusal_);
    }
    const posix::Wiped<SealKey> key = simulated ? SimulationKey(*keys_->lookup, start.log, crypto_)
                                                : StartKey(*keys_->seal, start, crypto_);
    chain_.emplace(key.value, 1);
    return {};
  }

  tl::unexpected<Error> WrongSeal(const posix::LogPlace& place) {
    return Stop(
        Fault::Kind::kSeal, place,
        walked_.records == 0
            ? "the first record's seal does not fit: the record was changed, or these are "
              "not the keys of this log's auditor"
            : "the seal of record " + std::to_string(walked_.records + 1) +
                  " does not fit: the record was changed, put in or sealed with another key");
  }

  const std::string& folder_;
  const AuditorKeys* keys_;
  const uint64_t total_;
  const TakeRecord& take_;
  const SodiumCrypto crypto_{};
  std::optional<SealChain> chain_;
  uint64_t done_ = 0;
  Walked walked_;
  std::optional<Error> refusal_;
};

// What the reader says of a segment that is not there is said better.
std::string UnreadText(const std::string& folder, unsigned missing, const std::string& message) {
  const std::string path = folder + "/" + posix::SegmentName(missing);
  if (missing == 0 || message.compare(0, path.size(), path) != 0) return message;
  return path + ": is missing, and with it the records in it";
}

std::string TornText(const std::string& folder, const posix::LogContents& contents) {
  return posix::PlaceText(folder, contents.end) + ": the last " + std::to_string(contents.torn) +
         " bytes are no whole record: the power went, a gate is writing just now, or it was "
         "changed";
}

}  // namespace

Result<Walked> WalkLog(const std::string& folder, const AuditorKeys* keys, const TakeRecord& take) {
  const Result<Segments> segments = FindSegments(folder);
  if (!segments) return tl::make_unexpected(segments.error());
  Walk walk(folder, keys, segments->bytes, take);
  const auto contents = posix::ReadLog(
      folder, [&walk](const Entry& entry, const Record& record, const posix::LogPlace& place) {
        return walk.Take(entry, record, place);
      });
  Walked& walked = walk.walked();
  if (walk.refusal()) return tl::make_unexpected(*walk.refusal());
  if (!contents && !walked.fault) {
    walk.SetFault(Fault::Kind::kMalformed,
                  UnreadText(folder, segments->missing, contents.error().message));
  }
  if (contents && contents->torn != 0) {
    walk.SetFault(Fault::Kind::kTorn, TornText(folder, *contents));
  } else if (contents && walked.records == 0) {
    walk.SetFault(Fault::Kind::kNoStart,
                  folder + ": holds no record: not even the start of the log");
  }
  return std::move(walked);
}

}  // namespace dialgate::audit
