#include "platform/builder/rules/compose_profiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "platform/builder/rules/role_rules.h"
#include "platform/builder/rules/tighten.h"

namespace dialgate::builder {
namespace {

using Checked = tl::expected<void, Problem>;

constexpr int kMostOfEach = 8;  // caps and calling hours of a role

Checked CheckComposed(const proto::RoleRules& rules, const Place& place) {
  constexpr char kTooMany[] =
      "come to {} with those of the profiles, and a role has at most 8; write fewer here, or name "
      "fewer profiles";
  if (rules.hours_size() > kMostOfEach) {
    return place.Wrong("hours", fmt::format(kTooMany, rules.hours_size()));
  }
  if (rules.caps_size() > kMostOfEach) {
    return place.Wrong("caps", fmt::format(kTooMany, rules.caps_size()));
  }
  return {};
}

// Hours that the site does not state are its profiles'.
Checked Compose(const Profiles& profiles, const Place& place, proto::RoleRules* rules) {
  const bool states_hours = rules->any_time() || rules->hours_size() > 0;
  if (!states_hours) rules->set_any_time(true);
  for (const Profile* profile : profiles) {
    if (const auto* own = FindRole(rules->role(), profile->roles)) {
      Tighten(*own, rules);
    } else {
      rules->set_suspended(true);
    }
  }
  if (!states_hours && rules->any_time()) {
    rules->set_any_time(false);
    if (!rules->suspended()) {
      return place.Wrong("hours",
                         "are missing, and no profile has any; write hours, or any_time: true");
    }
  }
  return CheckComposed(*rules, place);
}

std::map<int, int> IndexOfRoles(const proto::SiteRules& rules) {
  std::map<int, int> indexes;
  for (int i = 0; i < rules.roles_size(); ++i) indexes.emplace(rules.roles(i).role(), i);
  return indexes;
}

}  // namespace

tl::expected<Profiles, Problem> NamedProfiles(const RulesText& text) {
  std::map<std::string, const Profile*> named;
  for (int i = 0; i < text.rules().profiles_size(); ++i) {
    const std::string& name = text.rules().profiles(i);
    const Profile* profile = FindProfile(name);
    if (profile == nullptr) {
      return text.place().Wrong(
          "profiles", i,
          fmt::format("no profile \"{}\" ships with this dialgate; name one of {}", name,
                      ShippedProfileNames()));
    }
    named.emplace(name, profile);
  }
  Profiles out;
  for (const auto& [name, profile] : named) out.push_back(profile);
  return out;
}

tl::expected<std::vector<proto::RoleRules>, Problem> ComposeRoles(const RulesText& text,
                                                                  const Profiles& profiles) {
  auto roles = ReadRoles(text.rules().roles(), text.place(),
                         profiles.empty() ? WithoutHours::kError : WithoutHours::kUnrestricted);
  if (!roles || profiles.empty()) return roles;
  const std::map<int, int> indexes = IndexOfRoles(text.rules());
  for (proto::RoleRules& rules : *roles) {
    const Place place = text.place().Inside("roles", indexes.at(rules.role()));
    const Checked composed = Compose(profiles, place, &rules);
    if (!composed) return tl::unexpected(composed.error());
  }
  return roles;
}

Checked ComposeLimits(const RulesText& text, const Profiles& profiles, Header* header) {
  proto::Policy* policy = &header->policy;
  ClosedDates dates(policy->closed_dates().begin(), policy->closed_dates().end());
  for (const Profile* profile : profiles) {
    policy->add_profiles(profile->name);
    dates.insert(profile->closed_dates.begin(), profile->closed_dates.end());
    if (profile->max_references) {
      header->max_references = std::min(header->max_references, *profile->max_references);
    }
    const uint32_t hours = profile->receipt_within_hours;
    if (hours != 0 &&
        (policy->receipt_within_hours() == 0 || hours < policy->receipt_within_hours())) {
      policy->set_receipt_within_hours(hours);
    }
  }
  if (dates.size() > kMostClosedDates) {
    return text.place().Wrong(
        "closed_dates", fmt::format("come to {} with those of the profiles, and {}", dates.size(),
                                    kTooManyClosedDates));
  }
  policy->clear_closed_dates();
  policy->mutable_closed_dates()->Add(dates.begin(), dates.end());
  return {};
}

}  // namespace dialgate::builder
