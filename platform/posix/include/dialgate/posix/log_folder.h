// A sealed log in a folder of files, for the one gate that writes it.
//
//   F/  00000001.log, 00000002.log, ...  segments: each a message Log of core/audit.proto
//       lock                             held (flock(2)) by the gate that writes here
#ifndef DIALGATE_POSIX_LOG_FOLDER_H
#define DIALGATE_POSIX_LOG_FOLDER_H

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "dialgate/log.h"
#include "dialgate/posix/error.h"
#include "dialgate/posix/log_reader.h"

namespace dialgate::posix {

// Sizes in bytes.
struct LogSizes {
  uint64_t segment = 8 << 20;  // once one is this large, the next begins
  uint64_t ahead = 2 << 20;    // of the disk, taken before it is needed
  // Likewise, kept back for withdrawals, receipts and what is sealed forward before a segment is
  // removed: that may be nearly all of one, and its records get a little longer.
  uint64_t reserve = 10 << 20;
};

// Why a log could not be opened for writing.
struct LogError {
  std::string message;  // one line for a person
  bool held = false;    // another process is writing to it
};

// One thread at a time appends; any number sync, also meanwhile.
//
// The disk's room is taken ahead of the writing, so that a full disk is seen before it costs a
// record: from then on HasRoom is false, and what is kept back still takes withdrawals. A write or
// a sync that fails ends the writing for good, since nobody knows what of it is on the disk: open
// the folder anew.
class LogFolder final : public LogWriter {
 public:
  // Makes a new log. Refuses a folder that has anything in it.
  static tl::expected<std::unique_ptr<LogFolder>, LogError> Create(const std::string& folder,
                                                                   LogSizes sizes = {});

  // Goes on with a log: gives its entries to `take` (ReadLog), then cuts off what was torn at its
  // end. Refuses a folder that is not there or has no segment, one that another process writes to,
  // and what ReadLog refuses.
  // `from`: where the reading begins, as ReadLog has it.
  static tl::expected<std::unique_ptr<LogFolder>, LogError> Open(const std::string& folder,
                                                                 const TakeEntry& take,
                                                                 LogSizes sizes = {},
                                                                 LogPlace from = {});
  LogFolder(const LogFolder&) = delete;
  LogFolder& operator=(const LogFolder&) = delete;
  ~LogFolder();

  bool HasRoom() const override;

  // Makes no system call: Sync and Flush write. False once a write or a sync has failed, or where
  // even what is kept back is used up.
  bool Append(ByteView entry) override;

  // Whether over a MiB waits to be written, so that the room that is taken ahead may run out before
  // the next sync that somebody waits for.
  bool IsPressed() const {
    return !failed_.load() && appended_.load() > written_in_all_.load() + kMuch;
  }

  // Makes durable all that was appended before the call. Error: that failed, now or earlier.
  Result<void> Sync();

  // Writes it without making it durable: a reader finds it then. Errors: as Sync.
  Result<void> Flush();

  // Takes more room ahead where there is too little: Sync does so too. For a log that stands still
  // because the disk was full.
  void MakeRoom();

  // The segment that is written: those before it are whole, and never change.
  unsigned segment() const { return segment_number_.load(); }

  // Removes the segments before that one, durably, oldest first. Precondition: a record Dropped
  // that covers them is durable. Errors: a file cannot be removed.
  Result<void> RemoveBefore(unsigned segment);

  // What Open found; all zero after Create.
  const LogContents& found() const { return found_; }
  const std::string& folder() const { return folder_; }

 private:
  static constexpr uint64_t kMuch = 1 << 20;  // bytes

  LogFolder(std::string folder, LogSizes sizes) : folder_(std::move(folder)), sizes_(sizes) {}

  tl::expected<void, LogError> Lock();
  Result<void> OpenSegment(unsigned number, uint64_t end);
  Result<void> BeginSegment(unsigned number);
  Result<void> WritePending(bool durable);
  Result<void> Write(const std::string& bytes);
  void TakeAhead();
  uint64_t Wanted() const;
  uint64_t Left() const;
  Result<void> Failed(const std::string& doing, int number);

  const std::string folder_;
  const LogSizes sizes_;
  LogContents found_;
  int lock_ = -1;

  std::mutex writing_;  // held while files are written; then:
  int segment_ = -1;
  std::atomic<unsigned> segment_number_{0};
  uint64_t written_ = 0;  // bytes of that segment
  std::atomic<uint64_t> written_in_all_{0};  // since the log was opened
  std::string outgoing_;
  bool unsynced_ = false;

  mutable std::mutex pending_mutex_;  // held for a moment; then:
  std::string pending_;
  std::string error_;

  std::atomic<uint64_t> appended_{0};  // bytes appended, and bytes that room was taken for, both
  std::atomic<uint64_t> taken_{0};     // counted from where the log stood when it was opened
  std::atomic<bool> failed_{false};
};

}  // namespace dialgate::posix

#endif
