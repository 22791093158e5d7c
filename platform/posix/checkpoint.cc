#include "dialgate/posix/checkpoint.h"

#include <errno.h>

#include <cstring>
#include <optional>
#include <vector>

#include "dialgate/posix/files.h"
#include "dialgate/posix/gate_folder.h"
#include "dialgate/posix/receipt_text.h"
#include "dialgate/posix/record_finder.h"
#include "dialgate/posix/seal_slots.h"
#include "file_descriptor.h"

namespace dialgate::posix {
namespace {

using Points = std::vector<Wiped<SealPoint>>;

std::string HeadPath(const std::string& device) { return device + "/head"; }

// The record before all points, if it is the one that the folder knows by its seal.
std::optional<Checkpoint> ReadHead(const std::string& device, const Points& points,
                                   const SealCrypto& crypto) {
  const auto key = ReadSecretKey<dialgate::SealKey>(device + "/checkpoint.key");
  const auto text = ReadText(HeadPath(device));
  if (!key || !text) return {};
  const auto message = ParseCheckpointText(*text);
  if (!message) return {};
  const auto head = ReadCheckpoint(BytesOf(*message), key->value, crypto);
  const bool is_next = head && head->sequence + 1 == points.front().value.sequence;
  return is_next ? std::optional<Checkpoint>(*head) : std::nullopt;
}

// Follows the log from the older point that the folder keeps, or the record before it that it
// knows, through the newer one, to its end.
class Head {
 public:
  Head(const Points& points, const std::optional<Checkpoint>& known, const std::string& device,
       const std::string& log, const SealCrypto& crypto)
      : points_(points),
        known_(known),
        device_(device),
        log_(log),
        crypto_(crypto),
        chain_(points.front().value.key, points.front().value.sequence) {}

  Result<void> Take(const Entry& entry, const Record& record, const LogPlace& place) {
    const bool known = known_ && record.sequence == known_->sequence;
    if (record.sequence < chain_.sequence() && !known) return {};
    if (known ? !IsKnown(entry, record) : !IsNext(entry, record)) {
      return tl::make_unexpected(
          Error{PlaceText(log_, place) + ": record " + std::to_string(record.sequence) +
                " is not under the seal that " + device_ +
                " keeps: name the log that this gate writes, as it stands"});
    }
    checkpoint_.sequence = record.sequence;
    checkpoint_.seal = entry.seal;
    checkpoint_.at = record.at;
    return {};
  }

  // Behind all that the folder knows of.
  bool whole() const {
    const bool has_known = !known_ || checkpoint_.sequence >= known_->sequence;
    return has_known && chain_.sequence() >= points_.back().value.sequence;
  }
  const Checkpoint& checkpoint() const { return checkpoint_; }  // its sequence 0: there is none

 private:
  bool IsKnown(const Entry& entry, const Record& record) const {
    return entry.seal == known_->seal && record.at == known_->at;
  }
  bool IsNext(const Entry& entry, const Record& record) {
    return record.sequence == chain_.sequence() &&
           chain_.Next(crypto_, entry.record) == entry.seal && MeetsPoints();
  }
  bool MeetsPoints() const {
    for (const auto& point : points_) {
      if (point.value.sequence != chain_.sequence()) continue;
      if (memcmp(point.value.key.bytes, chain_.key().bytes, sizeof chain_.key().bytes) != 0) {
        return false;
      }
    }
    return true;
  }

  const Points& points_;
  const std::optional<Checkpoint>& known_;
  const std::string& device_;
  const std::string& log_;
  const SealCrypto& crypto_;
  SealChain chain_;
  Checkpoint checkpoint_;
};

}  // namespace

// The segments before the last were synced before the last began.
Result<void> SyncLog(const std::string& log, const LogPlace& end) {
  const std::string path = log + "/" + SegmentName(end.segment);
  const FileDescriptor file = FileDescriptor::OpenForReading(path);
  if (file.valid() && fsync(file.get()) == 0) return {};
  const bool unchanging = file.valid() && (errno == EROFS || errno == EINVAL);
  return unchanging ? Result<void>() : SystemError(path, errno);
}

Result<Checkpoint> TakeCheckpoint(const std::string& device, const std::string& log,
                                  const SealCrypto& crypto) {
  const Result<GateKeys> keys = ReadGateKeys(device);
  if (!keys) return tl::make_unexpected(keys.error());
  const Points points = SealSlots::Read(device);
  if (points.empty()) {
    return tl::make_unexpected(
        Error{device + ": has no whole seal.0 or seal.1, and no log.key: ask again in a second; "
                       "where that does not help, have the auditor provision the gate again"});
  }
  const auto known = ReadHead(device, points, crypto);
  const auto place = SegmentOf(log, known ? known->sequence : points.front().value.sequence);
  if (!place) {
    return tl::make_unexpected(
        Error{log + ": holds no record of a log: name the log of this gate, once it has started"});
  }
  Head head(points, known, device, log, crypto);
  const auto read = ReadLog(
      log,
      [&head](const Entry& entry, const Record& record, const LogPlace& at) {
        return head.Take(entry, record, at);
      },
      *place);
  if (!read) return tl::make_unexpected(read.error());
  if (!head.whole()) {
    return tl::make_unexpected(
        Error{log + ": ends before record " + std::to_string(points.back().value.sequence - 1) +
              ", which " + device + " knows: bring back the whole log"});
  }
  if (head.checkpoint().sequence == 0) {
    return tl::make_unexpected(
        Error{device + ": keeps no seal by which the last record of " + log +
              " can be told: let the gate run for a second, and ask again"});
  }
  const Result<void> synced = SyncLog(log, read->end);
  if (!synced) return tl::make_unexpected(synced.error());
  Checkpoint checkpoint = head.checkpoint();
  checkpoint.log = std::stoull(keys->settings->log, nullptr, 16);
  return checkpoint;
}

Result<void> KeepHead(const Checkpoint& head, const std::string& device,
                      const SealCrypto& crypto) {
  const auto text = WriteCheckpointText(head, device, crypto);
  if (!text) return tl::make_unexpected(text.error());
  return ReplaceFile(HeadPath(device), *text + "\n");
}

Result<std::string> WriteCheckpointText(const Checkpoint& checkpoint, const std::string& device,
                                        const SealCrypto& crypto) {
  const auto key = ReadSecretKey<dialgate::SealKey>(device + "/checkpoint.key");
  if (!key) return tl::make_unexpected(key.error());
  uint8_t message[kMaxCheckpointSize];
  const size_t size = WriteCheckpoint(checkpoint, key->value, crypto, message);
  return CheckpointText({message, size});
}

}  // namespace dialgate::posix
