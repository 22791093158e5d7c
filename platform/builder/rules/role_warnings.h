// What was built of roles, but is hardly what was meant.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_ROLE_WARNINGS_H
#define DIALGATE_PLATFORM_BUILDER_RULES_ROLE_WARNINGS_H

#include <string>
#include <vector>

#include "platform/builder/rules/profiles.h"
#include "policy.pb.h"

namespace dialgate::builder {

// What is allowed by no call at all, and what is allowed without end; one line each. `policy` has
// its roles, validity and closed dates; `profiles` are those that it names.
std::vector<std::string> WarnOfRoles(const proto::Policy& policy, const Profiles& profiles);

}  // namespace dialgate::builder

#endif
