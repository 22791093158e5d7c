// The rules of roles, as a site writes them and as they stand in its policy.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_ROLE_RULES_H
#define DIALGATE_PLATFORM_BUILDER_RULES_ROLE_RULES_H

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "platform/builder/rules/rules_text.h"
#include "policy.pb.h"

namespace dialgate::builder {

using WrittenRoles = google::protobuf::RepeatedPtrField<proto::SiteRules::Role>;

// What a role is that states neither hours nor any_time.
enum class WithoutHours : bool { kError, kUnrestricted };

// Field 13 of a policy, from the `roles` of the message at `place`: ascending by role, every value
// within its bounds, no rule below the floor. The first error wins, in the order of
// site_rules.proto. WithoutHours::kUnrestricted: roles may have neither hours nor `any_time`.
tl::expected<std::vector<proto::RoleRules>, Problem> ReadRoles(const WrittenRoles& roles,
                                                               const Place& place,
                                                               WithoutHours without_hours);

// The rules of `role` among `roles`; null: there are none.
const proto::RoleRules* FindRole(proto::Role role, const std::vector<proto::RoleRules>& roles);

// How many events the caps of `roles` need a device to remember for a key: the most of any one.
uint32_t HistoryEvents(const std::vector<proto::RoleRules>& roles);

}  // namespace dialgate::builder

#endif
