// A site's rules and the regulation profiles that it names: the strictest of both.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_COMPOSE_PROFILES_H
#define DIALGATE_PLATFORM_BUILDER_RULES_COMPOSE_PROFILES_H

#include <tl/expected.hpp>
#include <vector>

#include "platform/builder/rules/profiles.h"
#include "platform/builder/rules/rules_text.h"
#include "platform/builder/rules/site_rules.h"
#include "policy.pb.h"

namespace dialgate::builder {

// The `profiles` of `text`. Errors: a name that no shipped profile has.
tl::expected<Profiles, Problem> NamedProfiles(const RulesText& text);

// The roles that `text` states, each tightened by every one of `profiles`, and suspended where one
// of them suspends it. A role that `text` does not state is left out, which is to be suspended. A
// role may leave out its hours where a profile has some. Errors: those of ReadRoles; and of a role
// that comes to more caps or hours than there may be, or to none.
tl::expected<std::vector<proto::RoleRules>, Problem> ComposeRoles(const RulesText& text,
                                                                  const Profiles& profiles);

// Closed dates, limits and names of `profiles`, into a header that has its own. Errors: more closed
// dates than there may be.
tl::expected<void, Problem> ComposeLimits(const RulesText& text, const Profiles& profiles,
                                          Header* header);

}  // namespace dialgate::builder

#endif
