#include "platform/builder/tables/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace dialgate::builder {
namespace {

constexpr size_t kBuffer = 256 * 1024;
constexpr char kDescriptors[] = "/proc/self/fd";
constexpr int kNames = 1000;  // tried for a file that cannot be without one

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

std::string NameBeside(const std::string& path, int number) {
  return path + ".new" + std::to_string(getpid()) + "-" + std::to_string(number);
}

// 0 or errno.
int WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR) return errno;
    if (count > 0) bytes.remove_prefix(static_cast<size_t>(count));
  }
  return 0;
}

Problem CannotWrite(const std::string& path, int error) {
  return {path + ": cannot be written: " + strerror(error)};
}

struct Unnamed {
  int descriptor;
  std::string name;  // empty where the file system has files without one
};

tl::expected<Unnamed, Problem> CreateUnnamed(const std::string& path) {
  // It gets its name through /proc, so there must be one.
  int descriptor = -1;
  if (access(kDescriptors, X_OK) == 0) {
    descriptor = open(FolderOf(path).c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
    if (descriptor >= 0) return Unnamed{descriptor, ""};
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) {
      return tl::make_unexpected(CannotWrite(path, errno));
    }
  }
  for (int number = 0; number < kNames; ++number) {
    const std::string name = NameBeside(path, number);
    descriptor = open(name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
    if (descriptor >= 0) return Unnamed{descriptor, name};
    if (errno != EEXIST) break;
  }
  return tl::make_unexpected(CannotWrite(path, errno));
}

}  // namespace

OutputFile::OutputFile(std::string path, int descriptor, std::string name)
    : path_(std::move(path)), descriptor_(descriptor), name_(std::move(name)) {}

tl::expected<OutputFile, Problem> OutputFile::Create(const std::string& path) {
  struct stat status;
  if (stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    return tl::make_unexpected(Problem{path + ": is not a regular file; name another"});
  }
  tl::expected<Unnamed, Problem> file = CreateUnnamed(path);
  if (!file) return tl::make_unexpected(file.error());
  return OutputFile(path, file->descriptor, std::move(file->name));
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::exchange(other.name_, "")),
      buffer_(std::move(other.buffer_)),
      size_(other.size_),
      error_(other.error_) {}

OutputFile::~OutputFile() {
  if (!name_.empty()) unlink(name_.c_str());
  if (descriptor_ >= 0) close(descriptor_);
}

void OutputFile::SetMode(unsigned mode) {
  if (fchmod(descriptor_, mode) != 0 && error_ == 0) error_ = errno;
}

void OutputFile::Write(std::string_view bytes) {
  size_ += bytes.size();
  if (buffer_.size() + bytes.size() > kBuffer) Flush();
  if (bytes.size() > kBuffer) return WriteThrough(bytes);
  buffer_.append(bytes);
}

void OutputFile::Flush() {
  WriteThrough(buffer_);
  buffer_.clear();
}

void OutputFile::WriteThrough(std::string_view bytes) {
  if (error_ == 0) error_ = WriteAll(descriptor_, bytes);
}

tl::expected<void, Problem> OutputFile::Sync() {
  Flush();
  if (error_ == 0 && fsync(descriptor_) != 0) error_ = errno;
  if (error_ != 0) return tl::make_unexpected(CannotWrite(path_, error_));
  return {};
}

tl::expected<void, Problem> OutputFile::Keep() {
  // A file without a name can only be given one that is free; the last step is the same for both.
  for (int number = 0; name_.empty() && number < kNames; ++number) {
    const std::string name = NameBeside(path_, number);
    const std::string self = kDescriptors + ("/" + std::to_string(descriptor_));
    if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0)
      name_ = name;
    if (name_.empty() && errno != EEXIST) break;
  }
  if (name_.empty() || rename(name_.c_str(), path_.c_str()) != 0) {
    return tl::make_unexpected(CannotWrite(path_, errno));
  }
  name_.clear();
  const int folder = open(FolderOf(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = folder >= 0 && fsync(folder) == 0;
  const int error = errno;
  if (folder >= 0) close(folder);
  if (!synced) return tl::make_unexpected(CannotWrite(path_, error));
  return {};
}

tl::expected<Spool, Problem> Spool::CreateBeside(const std::string& path) {
  tl::expected<Unnamed, Problem> file = CreateUnnamed(path);
  if (!file) return tl::make_unexpected(file.error());
  if (!file->name.empty()) unlink(file->name.c_str());
  return Spool(file->descriptor);
}

Spool::Spool(Spool&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      buffer_(std::move(other.buffer_)),
      place_(other.place_),
      error_(other.error_) {}

Spool::~Spool() {
  if (descriptor_ >= 0) close(descriptor_);
}

void Spool::Add(std::string_view piece) {
  const uint32_t size = static_cast<uint32_t>(piece.size());
  buffer_.append(reinterpret_cast<const char*>(&size), sizeof size);
  buffer_.append(piece);
  if (buffer_.size() >= kBuffer) Flush();
}

void Spool::Flush() {
  if (error_ == 0) error_ = WriteAll(descriptor_, buffer_);
  buffer_.clear();
}

tl::expected<void, Problem> Spool::Rewind() {
  Flush();
  if (error_ == 0 && lseek(descriptor_, 0, SEEK_SET) != 0) error_ = errno;
  if (error_ != 0)
    return tl::make_unexpected(CannotWrite("a scratch file beside the policy", error_));
  return {};
}

// Brings `size` more bytes into the buffer, from where is read next.
bool Spool::Fill(size_t size) {
  buffer_.erase(0, place_);
  place_ = 0;
  size_t have = buffer_.size();
  buffer_.resize(std::max(size, kBuffer));
  while (have < size) {
    const ssize_t count = read(descriptor_, &buffer_[have], buffer_.size() - have);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    have += static_cast<size_t>(count);
  }
  buffer_.resize(have);
  return true;
}

tl::expected<std::string_view, Problem> Spool::Next() {
  uint32_t size;
  bool read = buffer_.size() - place_ >= sizeof size || Fill(sizeof size);
  if (read) memcpy(&size, &buffer_[place_], sizeof size);
  read = read && (buffer_.size() - place_ >= sizeof size + size || Fill(sizeof size + size));
  if (!read)
    return tl::make_unexpected(
        Problem{"a scratch file beside the policy cannot be read; build again"});
  const std::string_view piece(&buffer_[place_ + sizeof size], size);
  place_ += sizeof size + size;
  return piece;
}

}  // namespace dialgate::builder
