#include "group_commit.h"

namespace dialgate::posix {

bool GroupCommit::WaitFor(uint64_t sequence) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (durable_ < sequence && !failed_) {
    if (syncing_) {
      synced_.wait(lock);
      continue;
    }
    syncing_ = true;
    lock.unlock();
    const uint64_t durable = sync_();
    lock.lock();
    syncing_ = false;
    if (durable == 0) failed_ = true;
    if (durable > durable_) durable_ = durable;
    synced_.notify_all();
  }
  return durable_ >= sequence;
}

}  // namespace dialgate::posix
