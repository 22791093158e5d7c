// Many wait for the disk, one asks it.
#ifndef DIALGATE_POSIX_GROUP_COMMIT_H
#define DIALGATE_POSIX_GROUP_COMMIT_H

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>

namespace dialgate::posix {

// For any number of threads. Whoever finds nobody syncing does so for all that wait by then; who
// comes meanwhile waits for the next.
class GroupCommit {
 public:
  // `sync` makes durable what was appended before it is called and gives the sequence of the newest
  // such record, or 0 where that failed: then nothing is durable any more that was not before.
  explicit GroupCommit(std::function<uint64_t()> sync) : sync_(std::move(sync)) {}

  // Returns once record `sequence` is durable; false: it will not be.
  bool WaitFor(uint64_t sequence);

 private:
  const std::function<uint64_t()> sync_;
  std::mutex mutex_;
  std::condition_variable synced_;
  uint64_t durable_ = 0;
  bool syncing_ = false;
  bool failed_ = false;
};

}  // namespace dialgate::posix

#endif
