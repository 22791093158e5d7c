// What a gate over files gives its core: a clock, and a log that may be missing.
#ifndef DIALGATE_POSIX_GATE_PARTS_H
#define DIALGATE_POSIX_GATE_PARTS_H

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dialgate/clock.h"
#include "dialgate/posix/gate_folder.h"
#include "dialgate/posix/log_folder.h"
#include "dialgate/posix/system_clock.h"
#include "dialgate/receipt.h"
#include "dialgate/record.h"

namespace dialgate::posix {

// The random number in the id of a gate's log.
inline uint64_t LogNumber(const GateSettings& settings) {
  return std::stoull(settings.log, nullptr, 16);
}

// The system's clock. Whether it is synchronised is asked now and then, not for every call.
class GateClock final : public Clock {
 public:
  GateClock(bool must_be_synchronised, const Clock* other)
      : must_be_synchronised_(must_be_synchronised), other_(other) {
    Refresh();
  }

  int64_t Now() const override { return other_ != nullptr ? other_->Now() : Read(); }
  bool IsTrusted() const override {
    return other_ != nullptr ? other_->IsTrusted()
                             : posix::IsTrusted(Read(), must_be_synchronised_, synchronised_);
  }
  void Refresh() { synchronised_ = ReadSystemClock(must_be_synchronised_).trusted; }
  ClockReading Reading() const { return {Now(), IsTrusted()}; }

 private:
  static int64_t Read() { return ReadSystemClock(false).utc; }

  const bool must_be_synchronised_;
  const Clock* const other_;
  std::atomic<bool> synchronised_{false};
};

// The log of a gate that may have none it can use: then nothing has room.
class GateLog final : public LogWriter {
 public:
  bool HasRoom() const override {
    return folder != nullptr && !ended && !seal_stuck && folder->HasRoom();
  }
  bool IsPressed() const { return folder != nullptr && folder->IsPressed(); }
  // Of what is kept back decisions get nothing: a denial is not recorded then.
  bool Append(ByteView entry) override {
    if (folder == nullptr || ended) return false;
    const bool appended = (folder->HasRoom() || !IsDecision(entry)) && folder->Append(entry);
    if (!appended) return false;
    newest_.assign(entry.begin(), entry.end());
    if (follows_) Follow(entry);
    return true;
  }
  // The record that was appended last. Precondition: one was.
  Checkpoint Head() const {
    const auto entry = ReadEntry({newest_.data(), newest_.size()});
    const auto record = ReadRecord(entry->record);
    return {0, record->sequence, entry->seal, record->at};
  }

  // While the log is read anew, what is appended is noted here too: its reader takes it from time
  // to time, and at last while the gate is held, when nobody should wait for a file. Nothing: it
  // was more than is noted; then all of it is to be read from the files, and followed anew.
  void BeginToFollow() {
    followed_ = Room();
    follows_ = true;
  }
  std::optional<std::string> TakeFollowed() {
    if (!follows_) return std::nullopt;
    return std::exchange(followed_, Room());
  }
  std::optional<std::string> EndFollowing() {
    std::optional<std::string> rest;
    if (follows_) rest = std::move(followed_);
    follows_ = false;
    followed_ = {};
    return rest;
  }

  std::unique_ptr<LogFolder> folder;
  // The seal's place cannot be kept behind the log: its old key stays readable.
  std::atomic<bool> seal_stuck{false};
  std::atomic<bool> ended{false};

 private:
  static constexpr size_t kMostFollowed = 4 << 20;

  std::vector<uint8_t> newest_ = ReservedEntry();
  bool follows_ = false;
  std::string followed_;

  // Taken ahead: what is appended is in the log by then, and no lack of memory may hide that.
  static std::string Room() {
    std::string room;
    room.reserve(kMostFollowed);
    return room;
  }
  void Follow(ByteView entry) {
    follows_ = followed_.size() + entry.size <= kMostFollowed;
    if (follows_) followed_.append(reinterpret_cast<const char*>(entry.data), entry.size);
  }
  static std::vector<uint8_t> ReservedEntry() {
    std::vector<uint8_t> entry;
    entry.reserve(kMaxEntrySize);
    return entry;
  }
  static bool IsDecision(ByteView entry) {
    const auto read = ReadEntry(entry);
    const auto record = read ? ReadRecord(read->record) : tl::make_unexpected(read.error());
    return record && record->kind == RecordKind::kDecided;
  }
};

}  // namespace dialgate::posix

#endif
