// The rules of one role, tightened by those of a regulation profile.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_TIGHTEN_H
#define DIALGATE_PLATFORM_BUILDER_RULES_TIGHTEN_H

#include "policy.pb.h"

namespace dialgate::builder {

// What restricts nothing: every word, any time, no cap. (The floor is below it still.)
proto::RoleRules Unrestricted(proto::Role role);

// Takes from `rules` what `profile` does not allow; never gives. An empty list of `profile`
// restricts nothing. Words and hours intersect, caps add up (those that another one implies are
// dropped), of minimums the larger holds. `rules` may come to more caps or hours than a policy
// holds.
void Tighten(const proto::RoleRules& profile, proto::RoleRules* rules);

// Whether a call that passes `cap` passes `other`, whatever happened before: both count the same,
// and `cap` looks back as far or further, for as many or fewer.
bool Implies(const proto::Cap& cap, const proto::Cap& other);

}  // namespace dialgate::builder

#endif
