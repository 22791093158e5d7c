// A site's roles and made-up profiles, composed.
#ifndef DIALGATE_TESTS_BUILDER_RULES_COMPOSITION_FIXTURE_H
#define DIALGATE_TESTS_BUILDER_RULES_COMPOSITION_FIXTURE_H

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "platform/builder/rules/profiles.h"
#include "policy.pb.h"

namespace dialgate::test {

using Composed = tl::expected<std::vector<proto::RoleRules>, builder::Problem>;

// `texts` are Profiles in text format; their names are `made-up-0`, `made-up-1`, ...
std::vector<builder::Profile> ReadProfiles(const std::vector<std::string>& texts);

builder::Profiles PointersTo(const std::vector<builder::Profile>& profiles);

// What the roles of `site`, a SiteRules, come to under the profiles of `texts`.
Composed Compose(const std::string& site, const std::vector<std::string>& texts);

// The rules of the only role, as Protobuf prints them in one line; an error's message.
std::string ComposedRole(const std::string& site_role, const std::vector<std::string>& roles);

}  // namespace dialgate::test

#endif
