// The policy in force, while it is replaced under the feet of those who decide by it.
#ifndef DIALGATE_POSIX_POLICY_HOLDER_H
#define DIALGATE_POSIX_POLICY_HOLDER_H

#include <atomic>
#include <cstdint>
#include <optional>

#include "dialgate/policy.h"
#include "dialgate/posix/policy_file.h"

namespace dialgate::posix {

// A policy that was opened, and the bytes that it is a view of.
struct LoadedPolicy {
  PolicyFile file;
  Policy policy;
};

// Any number of threads decide, one at a time replaces. A decider takes no lock, allocates nothing
// and waits for nobody; it only looks again if a replacement came between its first two
// instructions. The policy that it holds stays whole until it lets go.
class PolicyHolder {
 private:
  struct Slot;

 public:
  // Keeps one policy in force for one decision. Let go of it at once: Replace waits for it.
  class Lease {
   public:
    explicit Lease(Slot& slot) : slot_(slot) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();

    // Null if no policy is in force.
    const Policy* policy() const;

   private:
    Slot& slot_;
  };

  Lease Acquire();

  // From its return on, every decision is by `next`. Gives back the policy before it, if there was
  // one: to unmap it takes a moment, which whoever holds a lock need not spend there. Never from
  // two threads at once, and never while this thread holds a lease.
  std::optional<LoadedPolicy> Replace(LoadedPolicy next);

 private:
  // Each on cache lines of its own, so that counting readers does not slow the reading of the
  // policy.
  struct alignas(64) Slot {
    std::atomic<uint32_t> readers{0};
    alignas(64) std::optional<LoadedPolicy> loaded;
  };

  Slot slots_[2];
  std::atomic<uint32_t> current_{0};
};

}  // namespace dialgate::posix

#endif
