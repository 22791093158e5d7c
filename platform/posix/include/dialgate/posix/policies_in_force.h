// Which policies were in force, by the records of a log.
#ifndef DIALGATE_POSIX_POLICIES_IN_FORCE_H
#define DIALGATE_POSIX_POLICIES_IN_FORCE_H

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "dialgate/posix/policy_state.h"
#include "dialgate/record.h"

namespace dialgate::posix {

// Takes a log's records in their order. Nobody who goes on from there may fall behind what it has
// seen: the policy of the highest serial that was in force while valid.
class PoliciesInForce {
 public:
  void Take(const Record& record) {
    if (record.kind == RecordKind::kDropped && in_force_ == 0 && record.dropped.serial > 1) {
      seen_.serial = std::max(seen_.serial, record.dropped.serial - 1);
    }
    if (record.kind == RecordKind::kPolicyTaken) {
      in_force_ = record.policy.serial;
      not_before_ = record.policy.not_before;
      not_after_ = record.policy.not_after;
      std::copy(record.policy.digest.begin(), record.policy.digest.end(), identity_);
    }
    const bool valid = record.at >= not_before_ && record.at < not_after_;
    if (!valid || in_force_ <= seen_.serial) return;
    seen_.serial = in_force_;
    std::copy(std::begin(identity_), std::end(identity_), seen_.identity);
  }
  const HighestSeen& seen() const { return seen_; }

 private:
  uint64_t in_force_ = 0;
  int64_t not_before_ = 0, not_after_ = 0;
  uint8_t identity_[Policy::kDigestSize] = {};
  HighestSeen seen_;
};

}  // namespace dialgate::posix

#endif
