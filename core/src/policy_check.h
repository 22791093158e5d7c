// The bounds of core/policy.proto: each message inside a policy, checked once, when the policy is
// opened.
#ifndef DIALGATE_POLICY_CHECK_H
#define DIALGATE_POLICY_CHECK_H

#include "dialgate/dial_plan.h"
#include "dialgate/rules.h"
#include "wire.h"

namespace dialgate {

// Each says what is wrong with a message, or kNone. What was checked, policy_read relies on.
WireError CheckZone(ByteView zone);
WireError CheckZoneSets(ByteView sets, unsigned zone_count);
WireError CheckClosedDates(ByteView days);
WireError CheckExemptNumbers(TextList numbers);
// Every item is `min` to `max` characters long, and as `is` wants it.
WireError CheckTexts(TextList list, size_t min, size_t max, bool (*is)(std::string_view));
WireError CheckSignatures(FieldList signatures);

// These are read once and for all, and `in` says what is wrong with them.
DialPlan ReadDialPlan(WireReader& in);
RoleRules ReadRoleRules(WireReader& in);

}  // namespace dialgate

#endif
