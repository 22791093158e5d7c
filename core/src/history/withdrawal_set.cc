#include "history/withdrawal_set.h"

namespace dialgate {
namespace {

constexpr uint64_t kEnded = UINT64_MAX;

}  // namespace

// A kind above a tag of 60 bits; the number of a role is few bits, so they stand above.
uint64_t WithdrawalSet::KeyOf(WithdrawalKind kind, uint64_t what) {
  if (kind == WithdrawalKind::kRole) what <<= 4;
  return (what & ~uint64_t{15}) | static_cast<unsigned>(kind);
}

bool WithdrawalSet::Contains(uint64_t key) const {
  if (made_ == 0) return false;
  for (uint32_t i = Home(key); Load(At(i)) != 0; i = Next(i)) {
    if (Load(At(i)) == key && Load(At(i) + 2) != kEnded) return true;
  }
  return false;
}

void WithdrawalSet::Put(uint64_t key, uint64_t id) const {
  uint32_t i = Home(key);
  while (Load(At(i)) != 0) i = Next(i);
  Store(At(i), key);
  Store(At(i) + 2, id);
}

void WithdrawalSet::End(uint64_t id) const {
  for (uint32_t i = 0; i < size_; ++i) {
    if (Load(At(i)) != 0 && Load(At(i) + 2) == id) Store(At(i) + 2, kEnded);
  }
}

bool WithdrawalSet::Holds(uint64_t id) const {
  for (uint32_t i = 0; i < size_; ++i) {
    if (Load(At(i)) != 0 && Load(At(i) + 2) == id) return true;
  }
  return false;
}

}  // namespace dialgate
