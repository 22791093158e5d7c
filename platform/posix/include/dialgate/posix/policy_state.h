// Which policy may follow which: by the newest that was in force, remembered beside the gate's
// keys.
#ifndef DIALGATE_POSIX_POLICY_STATE_H
#define DIALGATE_POSIX_POLICY_STATE_H

#include <string>
#include <tl/expected.hpp>

#include "dialgate/policy.h"
#include "dialgate/posix/error.h"
#include "dialgate/posix/system_clock.h"

namespace dialgate::posix {

// The policy of the highest serial that was in force while valid, by Policy::Identity. All zero:
// none was yet.
struct HighestSeen {
  uint64_t serial = 0;
  uint8_t identity[Policy::kDigestSize] = {};
};

// What succession looks at of a policy.
struct PolicyTerms {
  uint64_t serial;
  uint8_t identity[Policy::kDigestSize];
  bool valid_now;
};

PolicyTerms TermsOf(const Policy& policy, const Crypto& crypto, ClockReading now);

// Whether a verified policy may come into force, after all that was seen, in place of the one in
// force, if there is one. Errors, in this order: kSerialBelowHighest, kSerialReused, kNotValidNow.
tl::expected<void, PolicyError> MaySucceed(const HighestSeen& seen, const PolicyTerms& candidate,
                                           const PolicyTerms* in_force);

// As policy.state has it: `serial: ` and `identity: `, a line each.
std::string FormatState(const HighestSeen& seen);

// A gate is provisioned with this file, so that one that is missing or damaged is never a first
// start: an error, since a gate that forgot its serial could be given an old policy.
Result<HighestSeen> ReadState(const std::string& path);

}  // namespace dialgate::posix

#endif
