// A disk that stands still: whoever waits for it waits until the test lets it go on.
#ifndef DIALGATE_TESTS_POSIX_STALLED_DISK_H
#define DIALGATE_TESTS_POSIX_STALLED_DISK_H

namespace dialgate::testing {

// The calls of the C library that a stalled disk holds up, in this program and its children.
enum class DiskCall : unsigned {
  kSync = 1,   // fdatasync, as a log is synced
  kWrite = 2,  // pwrite, as a log is written
  kRead = 4,   // pread, as a log is read, once it has found the end: it sees no more of the file
};

// Stalls as long as it lives, unless it is let go before.
class StalledDisk {
 public:
  explicit StalledDisk(DiskCall call);
  StalledDisk(const StalledDisk&) = delete;
  ~StalledDisk() { LetGo(); }

  // Returns once somebody is held up.
  void WaitUntilReached() const;
  void LetGo();
};

}  // namespace dialgate::testing

#endif
