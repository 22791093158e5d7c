#include "composition_fixture.h"

#include <gtest/gtest.h>

#include "platform/builder/rules/compose_profiles.h"

namespace dialgate::test {

std::vector<builder::Profile> ReadProfiles(const std::vector<std::string>& texts) {
  std::vector<builder::Profile> profiles;
  for (const std::string& text : texts) {
    auto profile = builder::ReadProfile(text, "made-up-" + std::to_string(profiles.size()));
    if (profile) {
      profiles.push_back(*profile);
    } else {
      ADD_FAILURE() << profile.error().message;
    }
  }
  return profiles;
}

builder::Profiles PointersTo(const std::vector<builder::Profile>& profiles) {
  builder::Profiles pointers;
  for (const builder::Profile& profile : profiles) pointers.push_back(&profile);
  return pointers;
}

Composed Compose(const std::string& site, const std::vector<std::string>& texts) {
  const auto text = builder::RulesText::Read(site, "rules.txtpb");
  if (!text) return tl::unexpected(text.error());
  const std::vector<builder::Profile> profiles = ReadProfiles(texts);
  return builder::ComposeRoles(*text, PointersTo(profiles));
}

std::string ComposedRole(const std::string& site_role, const std::vector<std::string>& roles) {
  const auto role = [](const std::string& rules) {
    return "roles { role: ROLE_GUARANTOR " + rules + " }";
  };
  std::vector<std::string> texts;
  for (const std::string& rules : roles) texts.push_back(role(rules));
  const Composed composed = Compose(role(site_role), texts);
  if (!composed) return composed.error().message;
  return composed->size() == 1 ? composed->front().ShortDebugString() : "not one role";
}

}  // namespace dialgate::test
