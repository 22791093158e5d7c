// An open file that closes itself.
#ifndef DIALGATE_POSIX_FILE_DESCRIPTOR_H
#define DIALGATE_POSIX_FILE_DESCRIPTOR_H

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <system_error>
#include <utility>

#include "dialgate/posix/error.h"

namespace dialgate::posix {

class FileDescriptor {
 public:
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  FileDescriptor(FileDescriptor&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&&) = delete;
  ~FileDescriptor() {
    if (valid()) close(descriptor_);
  }

  // O_NONBLOCK: so that a pipe or a device in a file's place is refused, not waited for.
  static FileDescriptor OpenForReading(const std::string& path) {
    return FileDescriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  }

  bool valid() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

inline tl::unexpected<Error> SystemError(const std::string& path, int number) {
  return tl::make_unexpected(Error{path + ": " + std::generic_category().message(number)});
}

}  // namespace dialgate::posix

#endif
