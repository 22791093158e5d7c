// The rules of roles, as a site writes them and as they stand in its policy.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_ROLE_RULES_H
#define DIALGATE_PLATFORM_BUILDER_RULES_ROLE_RULES_H

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "platform/builder/rules/rules_text.h"
#include "policy.pb.h"

namespace dialgate::builder {

// Field 13 of a policy, from the `roles` of `text`: ascending by role, every value within its
// bounds, no rule below the floor. The first error wins, in the order of site_rules.proto.
tl::expected<std::vector<proto::RoleRules>, Problem> ReadRoles(const RulesText& text);

// How many events the caps of `roles` need a device to remember for a key: the most of any one.
uint32_t HistoryEvents(const std::vector<proto::RoleRules>& roles);

// What is allowed by no call at all, and what is allowed without end. `policy` has its roles,
// validity and closed dates.
std::vector<std::string> WarnOfRoles(const proto::Policy& policy);

}  // namespace dialgate::builder

#endif
