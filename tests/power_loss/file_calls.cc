// The calls of the C library that change files, in its place.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>

#include "traced_files.h"

namespace dialgate::testing {
namespace {

using Kind = FileOperation::Kind;

std::atomic<TracedFiles*> active{nullptr};

}  // namespace

void TracedFiles::Activate(TracedFiles* before, TracedFiles* files) {
  active.compare_exchange_strong(before, files);
}

// What the calls of the C library do here, beside what they do.
struct FileCalls {
  template <typename Function>
  static Function* Real(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
  }

  // `call` with its operation, unless that is to fail.
  template <typename Call>
  static auto Do(TracedFiles* files, FileOperation operation, const Call& call)
      -> decltype(call()) {
    const int failure = files->fails_ ? files->fails_(operation) : 0;
    if (failure != 0) {
      if (operation.kind == Kind::kSync) {
        operation.kind = Kind::kFailedSync;
        files->operations_.push_back(operation);
      }
      errno = failure;
      return -1;
    }
    // What the disk has is what the trace says: that it really has it costs time alone.
    if (operation.kind == Kind::kSync) return files->Took(operation), 0;
    const auto result = call();
    if (result < 0) return result;
    if (operation.kind == Kind::kWrite) operation.bytes.resize(static_cast<size_t>(result));
    files->Took(operation);
    return result;
  }

  // Of something that has a name below the root; else only `call`.
  template <typename Call>
  static int Named(Kind kind, const char* path, const char* to, const Call& call) {
    TracedFiles* const files = active;
    const auto below = files == nullptr ? std::nullopt : files->Below(path);
    if (!below) return call();
    const std::lock_guard<std::mutex> lock(files->mutex_);
    FileOperation operation{kind, *below, to == nullptr ? "" : *files->Below(to)};
    const auto name = files->names_.find(*below);
    if (name != files->names_.end()) operation.file = name->second;
    return Do(files, operation, call);
  }

  // Of something that is open.
  template <typename Call>
  static auto Opened(Kind kind, int descriptor, uint64_t offset, std::string bytes,
                     const Call& call) -> decltype(call()) {
    TracedFiles* const files = active;
    if (files == nullptr) return call();
    const std::lock_guard<std::mutex> lock(files->mutex_);
    const auto open = files->open_.find(descriptor);
    if (open == files->open_.end()) return call();
    return Do(files, {kind, open->second.path, "", open->second.file, offset, std::move(bytes)},
              call);
  }

  template <typename Call>
  static int Open(const char* path, int flags, const Call& call) {
    TracedFiles* const files = active;
    const auto below = files == nullptr ? std::nullopt : files->Below(path);
    if (!below) return call();
    const std::lock_guard<std::mutex> lock(files->mutex_);
    const bool there = files->names_.count(*below) != 0;
    const bool writes = (flags & O_ACCMODE) != O_RDONLY;
    int result;
    if (writes && !there && (flags & O_CREAT) != 0) {
      result = Do(files, {Kind::kCreate, *below}, call);
    } else if (writes && there && (flags & O_TRUNC) != 0) {
      result = Do(files, {Kind::kResize, *below, "", files->names_[*below]}, call);
    } else if (writes && files->fails_ && files->fails_({Kind::kTakeRoom, *below}) == EROFS) {
      errno = EROFS;
      result = -1;
    } else {
      result = call();
    }
    if (result >= 0) files->open_[result] = {*below, files->names_[*below], 0};
    return result;
  }

  static void WaitToLookInto(const char* folder) {
    TracedFiles* const files = active;
    const auto below = files == nullptr ? std::nullopt : files->Below(folder);
    if (!below) return;
    std::unique_lock<std::mutex> lock(files->hold_mutex_);
    files->let_go_.wait(lock, [&] { return files->held_.empty() || files->held_ != *below; });
  }

  static void Closed(int descriptor) {
    TracedFiles* const files = active;
    if (files == nullptr) return;
    const std::lock_guard<std::mutex> lock(files->mutex_);
    files->open_.erase(descriptor);
  }

  static uint64_t Position(int descriptor, size_t count) {
    TracedFiles* const files = active;
    if (files == nullptr) return 0;
    const std::lock_guard<std::mutex> lock(files->mutex_);
    const auto open = files->open_.find(descriptor);
    if (open == files->open_.end()) return 0;
    open->second.position += count;
    return open->second.position - count;
  }
};

}  // namespace dialgate::testing

using dialgate::testing::FileCalls;
using Kind = dialgate::testing::FileOperation::Kind;

// In the place of the C library's, for the libraries that this program loads, too.
extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  static auto* const real = FileCalls::Real<int(const char*, int, ...)>("open");
  return FileCalls::Open(path, flags, [&] { return real(path, flags, mode); });
}

// The C++ library looks into folders by it.
int openat(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  static auto* const real = FileCalls::Real<int(int, const char*, int, ...)>("openat");
  FileCalls::WaitToLookInto(path);
  return real(folder, path, flags, mode);
}

int close(int descriptor) {
  FileCalls::Closed(descriptor);
  static auto* const real = FileCalls::Real<int(int)>("close");
  return real(descriptor);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  static auto* const real = FileCalls::Real<ssize_t(int, const void*, size_t)>("write");
  return FileCalls::Opened(Kind::kWrite, descriptor, FileCalls::Position(descriptor, size),
                           {static_cast<const char*>(bytes), size},
                           [&] { return real(descriptor, bytes, size); });
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  static auto* const real = FileCalls::Real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return FileCalls::Opened(Kind::kWrite, descriptor, static_cast<uint64_t>(offset),
                           {static_cast<const char*>(bytes), size},
                           [&] { return real(descriptor, bytes, size, offset); });
}

int ftruncate(int descriptor, off_t size) noexcept {
  static auto* const real = FileCalls::Real<int(int, off_t)>("ftruncate");
  return FileCalls::Opened(Kind::kResize, descriptor, static_cast<uint64_t>(size), "",
                           [&] { return real(descriptor, size); });
}

int fallocate(int descriptor, int mode, off_t offset, off_t size) {
  static auto* const real = FileCalls::Real<int(int, int, off_t, off_t)>("fallocate");
  return FileCalls::Opened(Kind::kTakeRoom, descriptor, 0, "",
                           [&] { return real(descriptor, mode, offset, size); });
}

int fsync(int descriptor) {
  static auto* const real = FileCalls::Real<int(int)>("fsync");
  return FileCalls::Opened(Kind::kSync, descriptor, 0, "", [&] { return real(descriptor); });
}

int fdatasync(int descriptor) {
  static auto* const real = FileCalls::Real<int(int)>("fdatasync");
  return FileCalls::Opened(Kind::kSync, descriptor, 0, "", [&] { return real(descriptor); });
}

int rename(const char* from, const char* to) noexcept {
  static auto* const real = FileCalls::Real<int(const char*, const char*)>("rename");
  return FileCalls::Named(Kind::kRename, from, to, [&] { return real(from, to); });
}

int unlink(const char* path) noexcept {
  static auto* const real = FileCalls::Real<int(const char*)>("unlink");
  return FileCalls::Named(Kind::kRemove, path, nullptr, [&] { return real(path); });
}

int mkdir(const char* path, mode_t mode) noexcept {
  static auto* const real = FileCalls::Real<int(const char*, mode_t)>("mkdir");
  return FileCalls::Named(Kind::kMakeFolder, path, nullptr, [&] { return real(path, mode); });
}

}
