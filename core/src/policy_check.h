// The bounds of core/policy.proto: each message inside a policy, checked once, when the policy is
// opened.
#ifndef DIALGATE_POLICY_CHECK_H
#define DIALGATE_POLICY_CHECK_H

#include "dialgate/dial_plan.h"
#include "wire.h"

namespace dialgate {

// Each says what is wrong with a message, or kNone. What was checked, policy_read relies on.
WireError CheckZone(ByteView zone);
WireError CheckZoneSets(ByteView sets, unsigned zone_count);
WireError CheckClosedDates(ByteView days);
WireError CheckExemptNumbers(TextList numbers);
WireError CheckRoleRules(ByteView rules);
WireError CheckSignatures(FieldList signatures);

// The dial plan is read once and for all, and `in` says what is wrong with it.
DialPlan ReadDialPlan(WireReader& in);

}  // namespace dialgate

#endif
