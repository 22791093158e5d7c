#include "history/permit_ring.h"

namespace dialgate {

constexpr int64_t kClockMayStepBack = 60;  // seconds: row 4 lets that pass

bool PermitRing::HasRoom(int64_t now) const {
  if (made_ < size_) return true;
  return size_ != 0 && now - At(made_)[1] > kReportWithin + kClockMayStepBack;
}

void PermitRing::Put(uint64_t sequence, int64_t at) const {
  if (size_ == 0) return;
  At(made_)[0] = static_cast<uint32_t>(sequence) << 2;
  At(made_)[1] = static_cast<uint32_t>(at);
}

// Sequences rise, and those that a ring holds lie within 2^30 of each other.
uint32_t* PermitRing::Find(uint64_t sequence) const {
  if (made_ == 0 || size_ == 0) return nullptr;
  const uint32_t newest = At(made_ - 1)[0];
  const auto age = [newest](uint32_t word) { return (newest & ~3u) - (word & ~3u); };
  const uint32_t wanted = age(static_cast<uint32_t>(sequence) << 2);
  uint32_t first = made_ > size_ ? made_ - size_ : 0, last = made_;
  while (first < last) {  // ages fall from the first to the last
    const uint32_t middle = first + (last - first) / 2;
    uint32_t* word = At(middle);
    if (age(*word) == wanted) return word;
    if (age(*word) > wanted) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return nullptr;
}

}  // namespace dialgate
