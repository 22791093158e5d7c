// Whatever a site and its profiles say: together they allow what each of them alone allows.
#include <gtest/gtest.h>

#include <algorithm>

#include "composition_fixture.h"
#include "random_rules.h"
#include "seed.h"

namespace dialgate::test {
namespace {

constexpr int kSites = 1500;
constexpr int kCallsASite = 400;

// A site, its profiles, and what they come to.
struct Components {
  std::string text;
  std::vector<proto::RoleRules> site;
  std::vector<builder::Profile> profiles;
  std::vector<proto::RoleRules> composed;
};

Components Make(Random* random) {
  Components out;
  const std::string site = RandomRoles(false, random);
  std::vector<std::string> profiles;
  for (int64_t count = random->Between(1, 3); count > 0; --count) {
    profiles.push_back(RandomRoles(true, random));
  }
  out.text = site;
  for (const std::string& profile : profiles) out.text += "profile:\n" + profile;
  out.profiles = ReadProfiles(profiles);
  const Composed alone = Compose(site, {});
  const Composed composed = Compose(site, profiles);
  EXPECT_TRUE(alone && composed) << out.text;
  if (alone) out.site = *alone;
  if (composed) out.composed = *composed;
  return out;
}

bool AllAllow(const Components& components, const RuleCall& call) {
  return Allows(components.site, call) &&
         std::all_of(components.profiles.begin(), components.profiles.end(),
                     [&call](const auto& profile) { return ProfileAllows(profile.roles, call); });
}

bool WaitsForDebtor(const std::vector<proto::RoleRules>& roles, proto::Role role) {
  for (const proto::RoleRules& rules : roles) {
    if (rules.role() == role) return rules.has_debtor_unreached();
  }
  return false;
}

TEST(CompositionProperty, AllowsWhatEachComponentAloneAllowsAndNothingElse) {
  Random random(Seed(20261101));
  int allowed = 0;
  for (int site = 0; site < kSites; ++site) {
    const Components components = Make(&random);
    for (int i = 0; i < kCallsASite; ++i) {
      const RuleCall call = RandomCall(&random);
      const bool is_allowed = Allows(components.composed, call);
      const bool is_allowed_by_each = AllAllow(components, call);
      allowed += is_allowed ? 1 : 0;
      ASSERT_LE(is_allowed, is_allowed_by_each) << "site " << site << "\n" << components.text;
      // More days of one and more calls a day of another come to more than both.
      if (!WaitsForDebtor(components.composed, call.role)) {
        ASSERT_EQ(is_allowed, is_allowed_by_each) << "site " << site << "\n" << components.text;
      }
    }
  }
  EXPECT_GT(allowed, kSites * kCallsASite / 100);  // else little was tried
  std::cout << allowed << " of " << kSites * kCallsASite << " calls allowed\n";
}

}  // namespace
}  // namespace dialgate::test
