#include "platform/audit/log_walk.h"

#include <unistd.h>

#include <algorithm>
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

// The segments of a folder: how many bytes, the first, and the first that is missing before the
// last.
struct Segments {
  uint64_t bytes = 0;
  unsigned first = 0;
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
  const std::string problem = failed            ? failed.message()
                              : numbers.empty() ? "has no segment of a log"
                                                : "";
  if (!problem.empty()) {
    return tl::make_unexpected(
        Error{folder + ": " + problem + ": name the folder that a gate logs to"});
  }
  segments.first = *numbers.begin();
  segments.missing = segments.first - 1;
  while (numbers.count(segments.missing + 1) != 0) ++segments.missing;
  segments.missing = segments.missing == *numbers.rbegin() ? 0 : segments.missing + 1;
  return segments;
}

// What a log says of itself that begins behind its first record.
struct Name {
  std::string site, gate;
  uint64_t log = 0;
  StartKind kind = StartKind::kNone;
};

// By its first record that says so: an auditor's ledger knows the rest.
Name FindName(const std::string& folder, unsigned first) {
  Name name;
  (void)posix::ReadLog(
      folder,
      [&name](const Entry&, const Record& record, const posix::LogPlace&) -> Result<void> {
        if (record.kind == RecordKind::kDropped) name.log = record.dropped.log;
        if (record.kind != RecordKind::kStart) return {};
        name = {std::string(record.start.site), std::string(record.start.gate), record.start.log,
                record.start.kind};
        return tl::make_unexpected(Error{});  // that is all
      },
      {first, 0});
  return name;
}

// Takes one record after the other, until one is not what it should be.
class Walk {
 public:
  Walk(const std::string& folder, const AuditorKeys* keys, const Ledger* ledger,
       const Segments& segments, const TakePassage& take)
      : folder_(folder), keys_(keys), ledger_(ledger), segments_(segments), take_(take) {}

  // The error ends the reading; its message means something only where the walk has no fault.
  Result<void> Take(const Entry& entry, const Record& record, const posix::LogPlace& place) {
    if (walked_.records == 0) {
      const Result<void> begun = Begin(record, place);
      if (!begun) return begun;
    }
    const uint64_t expected = Next();
    if (record.sequence != expected) return OutOfOrder(record.sequence, expected, place);
    if (!IsSealed(entry, expected)) return WrongSeal(expected, place);
    walked_.records = expected;
    walked_.last_at = record.at;
    if (chain_ && expected > walked_.held && record.kind == RecordKind::kDropped) {
      dropped_before_ = std::max(dropped_before_, record.dropped.before);
    }
    done_ += entry.size;
    take_({record, entry.seal, chain_ ? &chain_->key() : nullptr, walked_, done_, segments_.bytes});
    return {};
  }

  // Behind the last record. What is missing is worse than an end that is torn.
  void Finish() {
    if (walked_.fault && walked_.fault->kind != Fault::Kind::kTorn) return;
    if (walked_.records < walked_.held) {
      return SetFault(Fault::Kind::kMissing,
                      folder_ + ": ends at record " + std::to_string(walked_.records) +
                          ", and the ledger holds it up to record " + std::to_string(walked_.held) +
                          ": its end was cut off");
    }
    // A gate seals which records it drops, behind those that are held, before it drops them.
    if (keys_ == nullptr || walked_.first <= dropped_before_) return;
    SetFault(Fault::Kind::kMissing,
             folder_ + ": begins at record " + std::to_string(walked_.first) +
                 ", and no record in it says that its gate dropped those before: its beginning was "
                 "taken away");
    walked_.fault->sequence = dropped_before_;
  }

  void SetFault(Fault::Kind kind, const std::string& message) {
    walked_.fault = Fault{kind, Next(), message};
  }

  Walked& walked() { return walked_; }
  const std::optional<Error>& refusal() const { return refusal_; }

 private:
  uint64_t Next() const { return walked_.records == 0 ? walked_.first : walked_.records + 1; }

  tl::unexpected<Error> Stop(Fault::Kind kind, const posix::LogPlace& place,
                             const std::string& what) {
    SetFault(kind, posix::PlaceText(folder_, place) + ": " + what);
    return tl::make_unexpected(Error{what});
  }

  tl::unexpected<Error> OutOfOrder(uint64_t found, uint64_t expected,
                                   const posix::LogPlace& place) {
    const std::string what = "record " + std::to_string(found) + " stands where record " +
                             std::to_string(expected) + " should: ";
    return found > expected
               ? Stop(Fault::Kind::kMissing, place, what + "records are missing, or it was changed")
               : Stop(Fault::Kind::kRepeated, place,
                      what + "records were put in, or it was changed");
  }

  Result<void> Begin(const Record& record, const posix::LogPlace& place) {
    if (record.sequence > 1 && segments_.first > 1) return BeginBehindDropped(record, place);
    if (record.sequence != 1) return OutOfOrder(record.sequence, 1, place);
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

  // Only what an auditor holds may have been dropped, so his ledger says where to go on.
  Result<void> BeginBehindDropped(const Record& record, const posix::LogPlace& place) {
    const Name name = FindName(folder_, segments_.first);
    const LedgerLog* known = ledger_ == nullptr ? nullptr : ledger_->Find(name.log);
    walked_.site = known == nullptr ? name.site : known->site;
    walked_.gate = known == nullptr ? name.gate : known->gate;
    walked_.log = name.log;
    walked_.kind = name.kind;
    if (keys_ != nullptr) {
      if (known != nullptr) held_ = ledger_->HeldFrom(name.log, record.sequence - 1);
      if (!held_) {
        return Stop(
            Fault::Kind::kMissing, place,
            "the log begins at record " + std::to_string(record.sequence) +
                (known == nullptr ? ", and the ledger does not know log " + LogText(name.log) +
                                        ": what comes before is missing, or this is not "
                                        "the folder of the log's auditor"
                                  : ", and the ledger holds nothing of what comes before: "
                                    "it is missing"));
      }
      walked_.held = held_->value.sequence;
      if (walked_.held == record.sequence - 1) GoOn();
    }
    walked_.first = record.sequence;
    return {};
  }

  void GoOn() { chain_.emplace(held_->value.next_key, held_->value.sequence + 1); }

  bool IsSealed(const Entry& entry, uint64_t sequence) {
    if (chain_) return chain_->Next(crypto_, entry.record) == entry.seal;
    if (!held_ || sequence != held_->value.sequence) return true;
    GoOn();
    return entry.seal == held_->value.seal;
  }

  tl::unexpected<Error> WrongSeal(uint64_t sequence, const posix::LogPlace& place) {
    return Stop(Fault::Kind::kSeal, place,
                sequence == 1
                    ? "the first record's seal does not fit: the record was changed, or these "
                      "are not the keys of this log's auditor"
                    : "the seal of record " + std::to_string(sequence) +
                          " does not fit: the record was changed, put in or sealed with another "
                          "key");
  }

  const std::string& folder_;
  const AuditorKeys* keys_;
  const Ledger* const ledger_;
  const Segments& segments_;
  const TakePassage& take_;
  const SodiumCrypto crypto_{};
  std::optional<SealChain> chain_;
  std::optional<posix::Wiped<HeldPoint>> held_;
  uint64_t dropped_before_ = 1;  // by what is sealed, no record before this one need be there
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

std::string TornText(const std::string& folder, const posix::LogContents& contents,
                     uint64_t records) {
  return posix::PlaceText(folder, contents.end) + ": the last " + std::to_string(contents.torn) +
         " bytes are no whole record: the power went, a gate is writing just now, or it was "
         "changed. Start the gate once, or copy the log again; it is whole up to record " +
         std::to_string(records);
}

}  // namespace

Result<Walked> WalkLog(const std::string& folder, const AuditorKeys* keys, const Ledger* ledger,
                       const TakePassage& take) {
  const Result<Segments> segments = FindSegments(folder);
  if (!segments) return tl::make_unexpected(segments.error());
  Walk walk(folder, keys, ledger, *segments, take);
  const auto contents = posix::ReadLog(
      folder,
      [&walk](const Entry& entry, const Record& record, const posix::LogPlace& place) {
        return walk.Take(entry, record, place);
      },
      {segments->first, 0});
  Walked& walked = walk.walked();
  if (walk.refusal()) return tl::make_unexpected(*walk.refusal());
  if (!contents && !walked.fault) {
    walk.SetFault(Fault::Kind::kMalformed,
                  UnreadText(folder, segments->missing, contents.error().message));
  }
  if (contents && contents->torn != 0) {
    walk.SetFault(Fault::Kind::kTorn, TornText(folder, *contents, walked.records));
  } else if (contents && walked.records == 0) {
    walk.SetFault(Fault::Kind::kNoStart,
                  folder + ": holds no record: not even the start of the log");
  }
  walk.Finish();
  return std::move(walked);
}

Result<Walked> WalkLog(const std::string& folder, const AuditorKeys* keys, const TakeRecord& take) {
  return WalkLog(folder, keys, nullptr, [&take](const Passage& passage) {
    take(passage.record, passage.done, passage.total);
  });
}

}  // namespace dialgate::audit
