#include "dialgate/posix/log_folder.h"

#include <errno.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "file_descriptor.h"

namespace dialgate::posix {
namespace {

constexpr size_t kWindow = 1 << 20;

Result<void> SyncFolder(const std::string& folder) {
  const FileDescriptor opened = FileDescriptor::OpenForReading(folder);
  if (!opened.valid() || fsync(opened.get()) != 0) return SystemError(folder, errno);
  return {};
}

// The folder above: so that a new log's own name survives a power cut.
std::string Parent(const std::string& folder) {
  const auto parent = std::filesystem::absolute(folder + "/.").parent_path().parent_path();
  return parent.string();
}

// Takes room on the disk for `want` bytes behind byte `end`; how many it got. The file gets no
// longer by that, so that it ends where its last entry does. Where the file system cannot do that,
// what it has free is believed.
uint64_t Take(int segment, uint64_t end, uint64_t want) {
  int number;
  do {
    number = fallocate(segment, FALLOC_FL_KEEP_SIZE, static_cast<off_t>(end),
                       static_cast<off_t>(want)) == 0
                 ? 0
                 : errno;
  } while (number == EINTR);
  if (number == 0) return want;
  if (number != EOPNOTSUPP && number != ENOSYS) return 0;
  struct statvfs disk;
  if (fstatvfs(segment, &disk) != 0 || (disk.f_flag & ST_RDONLY) != 0) return 0;
  return std::min<uint64_t>(want, uint64_t{disk.f_bavail} * disk.f_frsize / 2);
}

// Writes once more what is read there. Of what a sync failed to save Linux keeps a copy in memory
// that it takes for saved: it can be read until the power goes, and no sync but of a new write
// saves it.
Result<void> WriteAgain(int segment, uint64_t end, const std::string& path) {
  std::vector<char> bytes(kWindow);
  for (uint64_t done = 0; done < end;) {
    const size_t want = static_cast<size_t>(std::min<uint64_t>(bytes.size(), end - done));
    const auto offset = static_cast<off_t>(done);
    ssize_t count = pread(segment, bytes.data(), want, offset);
    if (count > 0) count = pwrite(segment, bytes.data(), static_cast<size_t>(count), offset);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError(path, errno);
    if (count == 0) return SystemError(path, EIO);
    done += static_cast<uint64_t>(count);
  }
  return {};
}

// But for a lock, which is left where the power went before the first segment was there.
bool IsEmpty(const std::string& folder, std::error_code* failed) {
  for (std::filesystem::directory_iterator file(folder, *failed), end; !*failed && file != end;
       file.increment(*failed)) {
    if (file->path().filename() != "lock") return false;
  }
  return true;
}

tl::unexpected<LogError> Refused(const Error& error) {
  return tl::make_unexpected(LogError{error.message});
}

tl::unexpected<LogError> Refused(const tl::unexpected<Error>& error) {
  return Refused(error.value());
}

}  // namespace

using Opened = tl::expected<std::unique_ptr<LogFolder>, LogError>;

Opened LogFolder::Create(const std::string& folder, LogSizes sizes) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  const bool empty = !failed && IsEmpty(folder, &failed);
  if (failed) return Refused(SystemError(folder, failed.value()));
  if (!empty) {
    return Refused(Error{folder + ": has something in it that is no log: a new log needs a folder "
                                  "of its own, empty or new"});
  }
  std::unique_ptr<LogFolder> log(new LogFolder(folder, sizes));
  const auto locked = log->Lock();
  if (!locked) return tl::make_unexpected(locked.error());
  Result<void> made = log->BeginSegment(1);
  if (made) made = SyncFolder(Parent(folder));
  if (!made) return Refused(made.error());
  return log;
}

Opened LogFolder::Open(const std::string& folder, const TakeEntry& take, LogSizes sizes,
                       LogPlace from) {
  std::error_code failed;
  if (!std::filesystem::is_directory(folder, failed)) {
    return Refused(Error{folder + ": there is no log here: name the gate's own log"});
  }
  std::unique_ptr<LogFolder> log(new LogFolder(folder, sizes));
  const auto locked = log->Lock();
  if (!locked) return tl::make_unexpected(locked.error());
  const Result<LogContents> found = ReadLog(folder, take, from);
  if (!found) return Refused(found.error());
  if (found->end.segment == 0) {
    return Refused(Error{folder + ": has no segment of a log: name the gate's own log"});
  }
  log->found_ = *found;
  const Result<void> opened = log->OpenSegment(found->end.segment, found->end.offset);
  if (!opened) return Refused(opened.error());
  return log;
}

LogFolder::~LogFolder() {
  if (segment_ >= 0) {
    // Gives back the room that it did not need; what was not written nobody waits for.
    if (!failed_.load()) (void)ftruncate(segment_, static_cast<off_t>(written_));
    close(segment_);
  }
  if (lock_ >= 0) close(lock_);
}

tl::expected<void, LogError> LogFolder::Lock() {
  const std::string path = folder_ + "/lock";
  lock_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock_ < 0) return Refused(SystemError(path, errno));
  if (flock(lock_, LOCK_EX | LOCK_NB) == 0) return {};
  if (errno != EWOULDBLOCK) return Refused(SystemError(path, errno));
  return tl::make_unexpected(
      LogError{folder_ + ": another gate is running on this log: stop it first, or give this one a "
                         "log of its own",
               true});
}

// Goes on behind byte `end`, and drops what stands there.
Result<void> LogFolder::OpenSegment(unsigned number, uint64_t end) {
  const std::string path = folder_ + "/" + SegmentName(number);
  segment_number_ = number;
  written_ = end;  // an error leaves it to the destructor
  segment_ = open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (segment_ < 0) return SystemError(path, errno);
  struct stat status;
  if (fstat(segment_, &status) != 0) return SystemError(path, errno);
  if (static_cast<uint64_t>(status.st_size) != end) {
    if (ftruncate(segment_, static_cast<off_t>(end)) != 0) return SystemError(path, errno);
  }
  // What was read may not be on the disk, nor on its way there.
  const Result<void> written = WriteAgain(segment_, end, path);
  if (!written) return written;
  if (fsync(segment_) != 0) return SystemError(path, errno);
  TakeAhead();
  return {};
}

Result<void> LogFolder::BeginSegment(unsigned number) {
  const std::string path = folder_ + "/" + SegmentName(number);
  const int fresh = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (fresh < 0) return SystemError(path, errno);
  const uint64_t taken = Take(fresh, 0, Wanted());
  const Result<void> synced = taken != 0 ? SyncFolder(folder_) : SystemError(path, ENOSPC);
  if (!synced) {
    close(fresh);
    unlink(path.c_str());
    return synced;
  }
  if (segment_ >= 0) {
    // Gives back the room that it did not need.
    (void)ftruncate(segment_, static_cast<off_t>(written_));
    close(segment_);
  }
  segment_ = fresh;
  segment_number_ = number;
  written_ = 0;
  taken_ = written_in_all_ + taken;
  return {};
}

uint64_t LogFolder::Wanted() const { return sizes_.reserve + sizes_.ahead + kMuch; }

uint64_t LogFolder::Left() const {
  const uint64_t taken = taken_.load(), appended = appended_.load();
  return taken > appended ? taken - appended : 0;
}

// A decision's record and its outcome's.
bool LogFolder::HasRoom() const {
  return !failed_.load() && Left() >= sizes_.reserve + 2 * kMaxEntrySize;
}

bool LogFolder::Append(ByteView entry) {
  if (failed_.load() || Left() < entry.size) return false;
  const std::lock_guard<std::mutex> lock(pending_mutex_);
  pending_.append(reinterpret_cast<const char*>(entry.data), entry.size);
  appended_ += entry.size;
  return true;
}

Result<void> LogFolder::Sync() {
  const std::lock_guard<std::mutex> lock(writing_);
  return WritePending(true);
}

Result<void> LogFolder::Flush() {
  const std::lock_guard<std::mutex> lock(writing_);
  return WritePending(false);
}

void LogFolder::MakeRoom() {
  const std::lock_guard<std::mutex> lock(writing_);
  if (!failed_.load()) TakeAhead();
}

Result<void> LogFolder::WritePending(bool durable) {
  outgoing_.clear();
  {
    const std::lock_guard<std::mutex> lock(pending_mutex_);
    if (failed_.load()) return tl::make_unexpected(Error{error_});
    outgoing_.swap(pending_);
  }
  const Result<void> written = Write(outgoing_);
  if (!written) return written;
  unsynced_ = unsynced_ || !outgoing_.empty();
  if (durable && unsynced_) {
    if (fdatasync(segment_) != 0) return Failed("sync", errno);
    unsynced_ = false;
    // The next one could not be made: this one goes on.
    if (written_ >= sizes_.segment) (void)BeginSegment(segment_number_ + 1);
  }
  TakeAhead();
  return {};
}

Result<void> LogFolder::Write(const std::string& bytes) {
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t count = pwrite(segment_, bytes.data() + done, bytes.size() - done,
                                 static_cast<off_t>(written_));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Failed("write", errno);
    done += static_cast<size_t>(count);
    written_ += static_cast<uint64_t>(count);
    written_in_all_ += static_cast<uint64_t>(count);
  }
  return {};
}

void LogFolder::TakeAhead() {
  if (Left() >= sizes_.reserve + (sizes_.ahead + kMuch) / 2) return;
  const uint64_t taken = Take(segment_, written_, Wanted());
  if (taken != 0) taken_ = written_in_all_ + taken;
}

Result<void> LogFolder::RemoveBefore(unsigned segment) {
  const Result<SegmentRange> there = FindSegments(folder_);
  if (!there) return tl::make_unexpected(there.error());
  for (unsigned number = there->first; number < std::min(segment, this->segment()); ++number) {
    const std::string path = folder_ + "/" + SegmentName(number);
    if (unlink(path.c_str()) != 0 && errno != ENOENT) return SystemError(path, errno);
    const Result<void> synced = SyncFolder(folder_);
    if (!synced) return synced;
  }
  return {};
}

Result<void> LogFolder::Failed(const std::string& doing, int number) {
  const std::lock_guard<std::mutex> lock(pending_mutex_);
  error_ = folder_ + "/" + SegmentName(segment_number_) + ": " + doing + " failed: " +
           std::generic_category().message(number) +
           ": nothing more is recorded; mend the disk and start the gate again";
  failed_ = true;
  return tl::make_unexpected(Error{error_});
}

}  // namespace dialgate::posix
