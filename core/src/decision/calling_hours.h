// Whether a place is open for calls, and when it opens.
#ifndef DIALGATE_CALLING_HOURS_H
#define DIALGATE_CALLING_HOURS_H

#include "dialgate/decision.h"
#include "dialgate/policy.h"

namespace dialgate {

// What the clocks of a contact's zones show; the first is his primary zone.
struct Clocks {
  LocalTime local[ZoneSet::kMaxZones];
  uint8_t zone[ZoneSet::kMaxZones];  // its place in the policy
  uint8_t count;

  int32_t today() const { return local[0].day; }  // a contact has one zone at least
};

// What closes the first zone that is closed: a closed date, or else the hours of the role; or
// nothing (kNone).
Detail WhatCloses(const Policy& policy, const RoleRules& rules, const Clocks& clocks);

// The earliest second from `utc` on, but not from `limit` on, at which nothing closes it; else
// `limit` or later.
int64_t WhenOpen(const Policy& policy, const RoleRules& rules, const Zone& zone, int64_t utc,
                 int64_t limit);

// The earliest second from `utc` on, but not from `limit` on, whose date in `zone` is `day` or
// later; else `limit` or later.
int64_t WhenDay(const Zone& zone, int64_t day, int64_t utc, int64_t limit);

}  // namespace dialgate

#endif
