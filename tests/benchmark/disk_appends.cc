#include "disk_appends.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic<uint64_t> syncs{0};

}  // namespace

extern "C" int __real_fdatasync(int file);
extern "C" int __wrap_fdatasync(int file) {
  ++syncs;
  return __real_fdatasync(file);
}

namespace dialgate::benchmarks {
namespace {

constexpr uint64_t kAhead = 3 << 20;     // as posix::LogFolder takes it
constexpr uint64_t kSegment = 64 << 20;  // likewise

[[noreturn]] void GiveUp(const std::string& path) {
  std::perror(path.c_str());
  std::exit(2);
}

}  // namespace

uint64_t SyncCount() { return syncs.load(); }

double Seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

DiskAppends::DiskAppends(const std::string& path)
    : path_(path), file_(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
  if (file_ < 0) GiveUp(path_);
}

DiskAppends::~DiskAppends() {
  close(file_);
  unlink(path_.c_str());
}

double DiskAppends::Run(benchmark::State& state, size_t size) {
  const std::string bytes(size, 'r');
  if (written_ > kSegment) {
    if (ftruncate(file_, 0) != 0) GiveUp(path_);
    written_ = taken_ = 0;
  }
  const double begin = Seconds();
  for (auto _ : state) Append(bytes);
  return static_cast<double>(state.iterations()) / (Seconds() - begin);
}

void DiskAppends::Append(const std::string& bytes) {
  if (taken_ < written_ + kAhead / 2) {
    if (fallocate(file_, FALLOC_FL_KEEP_SIZE, static_cast<off_t>(written_), kAhead) != 0) {
      GiveUp(path_);
    }
    taken_ = written_ + kAhead;
  }
  const ssize_t count = pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(written_));
  if (count != static_cast<ssize_t>(bytes.size()) || fdatasync(file_) != 0) GiveUp(path_);
  written_ += bytes.size();
}

}  // namespace dialgate::benchmarks
