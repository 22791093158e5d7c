// Regulation profiles: what ships with dialgate, and how one is read.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_PROFILES_H
#define DIALGATE_PLATFORM_BUILDER_RULES_PROFILES_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "platform/builder/rules/problem.h"
#include "platform/builder/rules/shared_rules.h"
#include "policy.pb.h"

namespace dialgate::builder {

struct Profile {
  std::string name;                       // `us-reg-f`
  std::string title;                      // which instrument, and whom it binds
  std::vector<std::string> not_enforced;  // what it asks, and a gate cannot see to
  ClosedDates closed_dates;
  std::optional<uint32_t> max_references;  // nothing: as many as there may be
  uint32_t receipt_within_hours = 0;       // 0: none asked

  // Ascending. A list of words that is empty restricts nothing, nor do no hours.
  std::vector<proto::RoleRules> roles;

  // Whether nobody of `role` is called under this profile: it says so, or does not mention it.
  bool Suspends(proto::Role role) const;
};

// Profiles that a site names, ascending by name, each once. They outlive whoever holds them.
using Profiles = std::vector<const Profile*>;

// Reads `text`, a proto::Profile, as the profile of `name`. Errors as of a site's rules.
tl::expected<Profile, Problem> ReadProfile(std::string_view text, const std::string& name);

// All that ship, ascending by name.
const std::vector<Profile>& ShippedProfiles();

// The shipped profile of `name`; null: there is none.
const Profile* FindProfile(std::string_view name);

// The names of all that ship: `cn-cba-2026, cn-gbt-45251, ...`.
std::string ShippedProfileNames();

}  // namespace dialgate::builder

#endif
