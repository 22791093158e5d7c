// Which withdrawals of devices a policy ends.
#include "dialgate/policy.h"
#include "little_endian.h"

namespace dialgate {

bool Policy::Restores(uint64_t log, uint64_t sequence) const {
  constexpr size_t kWord = sizeof(uint64_t);
  for (ByteView rest = restores_; !rest.empty(); rest.remove_prefix(2 * kWord)) {
    if (LoadWord<uint64_t>(rest.data) == log && LoadWord<uint64_t>(rest.data + kWord) == sequence) {
      return true;
    }
  }
  return false;
}

}  // namespace dialgate
