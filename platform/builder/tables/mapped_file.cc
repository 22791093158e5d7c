#include "platform/builder/tables/mapped_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace dialgate::builder {

tl::expected<MappedFile, Problem> MappedFile::Open(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return tl::make_unexpected(Problem{path + ": cannot be opened: " + strerror(errno)});
  }
  auto file = Of(descriptor, path);
  close(descriptor);
  return file;
}

tl::expected<MappedFile, Problem> MappedFile::Of(int descriptor, const std::string& path) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) {
    return tl::make_unexpected(Problem{path + ": cannot be read: " + strerror(errno)});
  }
  if (!S_ISREG(status.st_mode)) {
    return tl::make_unexpected(Problem{path + ": is not a regular file; name another"});
  }
  const auto size = static_cast<size_t>(status.st_size);
  const unsigned mode = status.st_mode & 0777;
  if (size == 0) return MappedFile(nullptr, 0, mode);
  void* const data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (data == MAP_FAILED) {
    return tl::make_unexpected(Problem{path + ": cannot be read: " + strerror(errno)});
  }
  return MappedFile(static_cast<const char*>(data), size, mode);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(other.size_), mode_(other.mode_) {}

MappedFile::~MappedFile() {
  if (data_ != nullptr) munmap(const_cast<char*>(data_), size_);
}

}  // namespace dialgate::builder
