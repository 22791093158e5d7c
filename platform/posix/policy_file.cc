#include "dialgate/posix/policy_file.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "file_descriptor.h"

namespace dialgate::posix {
namespace {

constexpr off_t kMaxSize = 0x7FFFFFFF;

Result<size_t> SizeOf(const FileDescriptor& file, const std::string& path) {
  struct stat status;
  if (fstat(file.get(), &status) != 0) return SystemError(path, errno);
  if (!S_ISREG(status.st_mode)) {
    return tl::make_unexpected(Error{path + ": is not a regular file: name the policy's file"});
  }
  if (status.st_size == 0) {
    return tl::make_unexpected(Error{path + ": is empty: copy the whole policy again"});
  }
  if (status.st_size > kMaxSize) {
    return tl::make_unexpected(
        Error{path + ": is over 2 GiB, which no policy is: name the policy's file"});
  }
  return static_cast<size_t>(status.st_size);
}

// Fills `data`, and sees to it that the file ends where it did when its size was read.
Result<void> ReadWhole(const FileDescriptor& file, const std::string& path, void* data,
                       size_t size) {
  size_t filled = 0;
  char beyond;
  while (true) {
    const bool full = filled == size;
    const ssize_t count = full ? read(file.get(), &beyond, 1)
                               : read(file.get(), static_cast<char*>(data) + filled, size - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError(path, errno);
    if (full && count == 0) return {};
    if (full || count == 0) {
      return tl::make_unexpected(Error{
          path + ": changed while it was read: replace a policy by renaming a new file over it"});
    }
    filled += static_cast<size_t>(count);
  }
}

}  // namespace

Result<PolicyFile> PolicyFile::Open(const std::string& path) {
  FileDescriptor file = FileDescriptor::OpenForReading(path);
  if (!file.valid()) return SystemError(path, errno);
  const Result<size_t> size = SizeOf(file, path);
  if (!size) return tl::make_unexpected(size.error());

  void* data = mmap(nullptr, *size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (data == MAP_FAILED) return SystemError(path, errno);
  PolicyFile policy(data, *size);
  madvise(data, *size, MADV_HUGEPAGE);  // only an advice: where it is not taken, nothing is lost
  Result<void> read = ReadWhole(file, path, data, *size);
  if (!read) return tl::make_unexpected(read.error());
  if (mprotect(data, *size, PROT_READ) != 0) return SystemError(path, errno);
  return policy;
}

PolicyFile::PolicyFile(PolicyFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

PolicyFile& PolicyFile::operator=(PolicyFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

PolicyFile::~PolicyFile() {
  if (data_ != nullptr) munmap(data_, size_);
}

}  // namespace dialgate::posix
