#include "platform/builder/rules/profiles.h"

#include <cstdio>
#include <cstdlib>

#include "dialgate/profile_texts.h"
#include "platform/builder/rules/role_rules.h"
#include "profile.pb.h"

namespace dialgate::builder {
namespace {

std::vector<Profile> ReadShippedProfiles() {
  std::vector<Profile> out;
  for (size_t i = 0; i < profiles::kProfileCount; ++i) {
    const profiles::ProfileText& shipped = profiles::kProfileTexts[i];
    auto profile = ReadProfile(shipped.text, std::string(shipped.name));
    if (!profile) {  // a test reads them all: whoever builds dialgate sees this, and nobody else
      std::fprintf(stderr, "%s\n", profile.error().message.c_str());
      std::abort();
    }
    out.push_back(std::move(*profile));
  }
  return out;
}

}  // namespace

bool Profile::Suspends(proto::Role role) const {
  const proto::RoleRules* rules = FindRole(role, roles);
  return rules == nullptr || rules->suspended();
}

tl::expected<Profile, Problem> ReadProfile(std::string_view text, const std::string& name) {
  const auto read = MessageText<proto::Profile>::Read(text, name + ".txtpb");
  if (!read) return tl::unexpected(read.error());
  const proto::Profile& written = read->rules();
  const Place place = read->place();
  const auto closed_dates = ReadClosedDates(written.closed_dates(), place);
  if (!closed_dates) return tl::unexpected(closed_dates.error());
  const auto limits = CheckLimits(written.max_references(), written.receipt_within_hours(), place);
  if (!limits) return tl::unexpected(limits.error());
  auto roles = ReadRoles(written.roles(), place, WithoutHours::kUnrestricted);
  if (!roles) return tl::unexpected(roles.error());

  Profile out;
  out.name = name;
  out.title = written.title();
  out.not_enforced.assign(written.not_enforced().begin(), written.not_enforced().end());
  out.closed_dates = *closed_dates;
  if (written.has_max_references()) out.max_references = written.max_references();
  out.receipt_within_hours = written.receipt_within_hours();
  out.roles = std::move(*roles);
  return out;
}

const std::vector<Profile>& ShippedProfiles() {
  static const std::vector<Profile> shipped = ReadShippedProfiles();
  return shipped;
}

const Profile* FindProfile(std::string_view name) {
  for (const Profile& profile : ShippedProfiles()) {
    if (profile.name == name) return &profile;
  }
  return nullptr;
}

std::string ShippedProfileNames() {
  std::string names;
  for (const Profile& profile : ShippedProfiles()) {
    names += (names.empty() ? "" : ", ") + profile.name;
  }
  return names;
}

}  // namespace dialgate::builder
