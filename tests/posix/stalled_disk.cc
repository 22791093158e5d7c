#include "stalled_disk.h"

#include <dlfcn.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <new>

namespace dialgate::testing {
namespace {

struct State {
  std::atomic<unsigned> stalled{0};  // calls, as bits
  std::atomic<bool> reached{false};
};

// Shared with the children of this program.
State& Shared() {
  static State* const state = new (mmap(nullptr, sizeof(State), PROT_READ | PROT_WRITE,
                                        MAP_SHARED | MAP_ANONYMOUS, -1, 0)) State;
  return *state;
}

[[maybe_unused]] const State& from_the_beginning = Shared();  // before there are children

void Pause() { usleep(500); }

void Wait(DiskCall call) {
  State& state = Shared();
  while ((state.stalled & static_cast<unsigned>(call)) != 0) {
    state.reached = true;
    Pause();
  }
}

template <typename Function>
Function* Real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

StalledDisk::StalledDisk(DiskCall call) {
  Shared().reached = false;
  Shared().stalled = static_cast<unsigned>(call);
}

void StalledDisk::WaitUntilReached() const {
  while (!Shared().reached) Pause();
}

void StalledDisk::LetGo() { Shared().stalled = 0; }

}  // namespace dialgate::testing

using dialgate::testing::DiskCall;
using dialgate::testing::Real;
using dialgate::testing::Wait;

// In the place of the C library's.
extern "C" {

int fdatasync(int descriptor) {
  static auto* const real = Real<int(int)>("fdatasync");
  Wait(DiskCall::kSync);
  return real(descriptor);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  static auto* const real = Real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  Wait(DiskCall::kWrite);
  return real(descriptor, bytes, size, offset);
}

ssize_t pread(int descriptor, void* bytes, size_t size, off_t offset) {
  static auto* const real = Real<ssize_t(int, void*, size_t, off_t)>("pread");
  const ssize_t count = real(descriptor, bytes, size, offset);
  if (count == 0) Wait(DiskCall::kRead);
  return count;
}

}
