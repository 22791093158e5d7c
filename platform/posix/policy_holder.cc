#include "dialgate/posix/policy_holder.h"

#include <chrono>
#include <thread>
#include <utility>

namespace dialgate::posix {
namespace {

constexpr std::chrono::microseconds kPatience{50};

}  // namespace

// Why this is safe. A decider raises a slot's count and then looks whether that slot is still the
// current one; a replacer makes the other slot current and then looks whether the old one's count
// is zero. All four are sequentially consistent, so of the two at least one sees what the other
// did: either the decider sees that the slot is no longer current and backs off before it touches
// it, or the replacer sees the count and waits. A count that was raised too late and is taken back
// only makes the replacer look once more. The decider's drop of the count, seen by the replacer,
// orders all of its reading before the old policy is handed back; the replacer's store to
// `current_`, seen by the decider, orders the new policy's making before its reading. Acquire and
// release alone would not do: they let a load pass an earlier store to another place.

PolicyHolder::Lease PolicyHolder::Acquire() {
  while (true) {
    const uint32_t index = current_.load();
    Slot& slot = slots_[index];
    slot.readers.fetch_add(1);
    if (current_.load() == index) return Lease(slot);
    slot.readers.fetch_sub(1);
  }
}

PolicyHolder::Lease::~Lease() { slot_.readers.fetch_sub(1); }

const Policy* PolicyHolder::Lease::policy() const {
  return slot_.loaded ? &slot_.loaded->policy : nullptr;
}

std::optional<LoadedPolicy> PolicyHolder::Replace(LoadedPolicy next) {
  const uint32_t old = current_.load();
  Slot& spare =
      slots_[1 - old];  // empty, and nobody reads it: the last replacement waited for that
  spare.loaded.emplace(std::move(next));
  current_.store(1 - old);
  while (slots_[old].readers.load() != 0) std::this_thread::sleep_for(kPatience);
  std::optional<LoadedPolicy> before = std::move(slots_[old].loaded);
  slots_[old].loaded.reset();
  return before;
}

}  // namespace dialgate::posix
