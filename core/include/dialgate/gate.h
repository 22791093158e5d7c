// The gate: may this number be called, about this account, for this purpose, now?
#ifndef DIALGATE_GATE_H
#define DIALGATE_GATE_H

#include <cstdint>
#include <tl/expected.hpp>

#include "dialgate/call.h"
#include "dialgate/decision.h"
#include "dialgate/device.h"
#include "dialgate/history.h"
#include "dialgate/policy.h"

namespace dialgate {

// What a decision looks at. All of it must outlive the call it goes to; nothing of it is changed.
struct Situation {
  const Policy* policy;  // null: none is loaded
  const Tagger& tagger;  // under the site's lookup key
  const Device& device;
  const History& history;
  int64_t now;  // UTC seconds since 1970
};

// Decides `call`. A pure function: no clock, no lock, no allocation, no I/O, no failure; the same
// inputs give the same bits on every target. The first row of the table in core/DESIGN.md that
// applies decides. Bounded: at most 255 bytes of dialed text, 32 exempt numbers, 8 hours in 4
// zones, 64 closed dates, 8 caps.
Decision Decide(const Situation& situation, const Call& call);

// The earliest second from now on at which the same call would no longer be denied for being
// kTooEarly, kOutsideHours or kLimitReached, if nothing else happens. Decides anew, and steps from
// one opening of the calling hours to the next: at most some hundreds of steps. Errors: kNever if
// the call is not denied for one of those reasons, or not before the policy ends.
enum class RetryError : uint8_t { kNever = 1 };
tl::expected<int64_t, RetryError> RetryAt(const Situation& situation, const Call& call);

}  // namespace dialgate

#endif
