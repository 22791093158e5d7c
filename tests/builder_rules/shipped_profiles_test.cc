// The regulation profiles that ship: their numbers, and that each and every two build.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialgate/profile_texts.h"
#include "platform/builder/rules/profiles.h"
#include "platform/builder/rules/role_rules.h"
#include "platform/builder/rules/site_rules.h"

namespace dialgate::test {
namespace {

using builder::FindProfile;
using builder::FindRole;
using builder::Profile;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(ShippedProfiles, AllAreRead) {
  std::vector<std::string> names;
  for (size_t i = 0; i < profiles::kProfileCount; ++i) {
    const auto& shipped = profiles::kProfileTexts[i];
    names.emplace_back(shipped.name);
    const auto profile = builder::ReadProfile(shipped.text, names.back());
    ASSERT_TRUE(profile.has_value()) << profile.error().message;
    EXPECT_LE(names.back().size(), 32u);  // as a policy carries it
  }
  EXPECT_THAT(names, ElementsAre("cn-cba-2026", "cn-gbt-45251", "id-ojk-19", "in-rbi-2022",
                                 "strict", "us-ma", "us-reg-f"));
  EXPECT_EQ(builder::ShippedProfileNames(),
            "cn-cba-2026, cn-gbt-45251, id-ojk-19, in-rbi-2022, strict, us-ma, us-reg-f");
  EXPECT_EQ(FindProfile("us-reg-g"), nullptr);
}

// The file as it is written, with what a fragment of a source could lose.
TEST(ShippedProfiles, AreCarriedWordForWord) {
  const Profile* profile = FindProfile("in-rbi-2022");
  ASSERT_NE(profile, nullptr);
  EXPECT_THAT(profile->not_enforced, testing::Contains(HasSubstr("what \"persistently\" calling")));
  EXPECT_THAT(FindProfile("us-reg-f")->not_enforced,
              testing::Contains(HasSubstr("a cease notice, an attorney, a dispute: only as")));
}

TEST(ShippedProfiles, SayWhatTheyAreAndWhatNoGateEnforces) {
  for (size_t i = 0; i < profiles::kProfileCount; ++i) {
    EXPECT_THAT(std::string(profiles::kProfileTexts[i].text),
                HasSubstr("A starting point for a lawyer's sign-off"));
  }
  for (const Profile& profile : builder::ShippedProfiles()) {
    EXPECT_FALSE(profile.title.empty()) << profile.name;
    ASSERT_GE(profile.not_enforced.size(), 4u) << profile.name;
    EXPECT_THAT(profile.not_enforced[0],
                HasSubstr("purpose, mode, disclosures and outcome are what the dialer states"));
  }
}

TEST(ShippedProfiles, HaveHoursAndACapOnDialedForWhomeverTheyLetBeCalled) {
  for (const Profile& profile : builder::ShippedProfiles()) {
    ASSERT_EQ(profile.roles.size(), 4u) << profile.name;
    for (const proto::RoleRules& rules : profile.roles) {
      if (rules.suspended()) continue;
      EXPECT_GT(rules.hours_size(), 0) << profile.name;
      EXPECT_TRUE(
          std::any_of(rules.caps().begin(), rules.caps().end(),
                      [](const proto::Cap& cap) { return cap.counts() == proto::COUNTS_DIALED; }))
          << profile.name << ": " << rules.ShortDebugString();
    }
  }
}

std::string RoleOf(const char* name, proto::Role role) {
  const Profile* profile = FindProfile(name);
  const proto::RoleRules* rules = profile ? FindRole(role, profile->roles) : nullptr;
  return rules ? rules->ShortDebugString() : "none";
}

TEST(ShippedProfiles, StateTheNumbersOfTheirInstruments) {
  EXPECT_EQ(RoleOf("us-reg-f", proto::ROLE_DEBTOR),
            "role: ROLE_DEBTOR hours { weekdays: 127 from_minute: 480 to_minute: 1260 } "
            "caps { counts: COUNTS_RANG max: 7 days: 7 per: PER_ACCOUNT } "
            "caps { counts: COUNTS_CONVERSATIONS max: 1 days: 7 per: PER_ACCOUNT } "
            "caps { counts: COUNTS_DIALED max: 10 days: 7 per: PER_ACCOUNT }");
  EXPECT_EQ(RoleOf("us-ma", proto::ROLE_DEBTOR),
            "role: ROLE_DEBTOR hours { weekdays: 127 from_minute: 480 to_minute: 1260 } "
            "caps { counts: COUNTS_RANG max: 2 days: 7 per: PER_ACCOUNT } "
            "caps { counts: COUNTS_DIALED max: 4 days: 7 per: PER_ACCOUNT }");
  EXPECT_EQ(RoleOf("cn-cba-2026", proto::ROLE_DEBTOR),
            "role: ROLE_DEBTOR hours { weekdays: 127 from_minute: 480 to_minute: 1320 } "
            "caps { counts: COUNTS_UNANSWERED max: 6 days: 1 per: PER_NUMBER } "
            "caps { counts: COUNTS_ANSWERED max: 3 days: 1 per: PER_DEBTOR } "
            "caps { counts: COUNTS_DIALED max: 8 days: 1 per: PER_DEBTOR }");
  EXPECT_EQ(RoleOf("in-rbi-2022", proto::ROLE_GUARANTOR),
            "role: ROLE_GUARANTOR hours { weekdays: 127 from_minute: 480 to_minute: 1140 } "
            "caps { counts: COUNTS_DIALED max: 2 days: 1 per: PER_DEBTOR }");
  EXPECT_EQ(RoleOf("in-rbi-2022", proto::ROLE_REFERENCE), "role: ROLE_REFERENCE suspended: true");
  EXPECT_EQ(RoleOf("id-ojk-19", proto::ROLE_REFERENCE),
            "role: ROLE_REFERENCE purposes: PURPOSE_LOCATE consent_required: true "
            "debtor_unreached { days: 3 per_day: 1 } "
            "hours { weekdays: 63 from_minute: 480 to_minute: 1200 } "
            "caps { counts: COUNTS_DIALED max: 1 days: 7 per: PER_NUMBER }");
  EXPECT_EQ(RoleOf("us-reg-f", proto::ROLE_REFERENCE),
            "role: ROLE_REFERENCE purposes: PURPOSE_LOCATE "
            "hours { weekdays: 127 from_minute: 480 to_minute: 1260 } "
            "caps { counts: COUNTS_ANSWERED max: 1 days: 366 per: PER_NUMBER } "
            "caps { counts: COUNTS_DIALED max: 3 days: 7 per: PER_NUMBER }");
  EXPECT_EQ(RoleOf("cn-gbt-45251", proto::ROLE_GUARANTOR),
            "role: ROLE_GUARANTOR hours { weekdays: 127 from_minute: 480 to_minute: 1320 } "
            "caps { counts: COUNTS_ANSWERED max: 3 days: 1 per: PER_DEBTOR } "
            "caps { counts: COUNTS_DIALED max: 8 days: 1 per: PER_DEBTOR }");
}

struct Region {
  const char* prefix;
  const char* rules;
};

// The region of the site that names profile `name`: where it is from, else the United States.
std::string RegionRules(const std::string& name) {
  constexpr Region kRegions[] = {{"cn-", "region: \"CN\" default_zones: \"Asia/Shanghai\""},
                                 {"in-", "region: \"IN\" default_zones: \"Asia/Kolkata\""},
                                 {"id-", "region: \"ID\" default_zones: \"Asia/Jakarta\""}};
  for (const Region& region : kRegions) {
    if (name.rfind(region.prefix, 0) == 0) return region.rules;
  }
  return "region: \"US\" default_zones: \"America/New_York\"";
}

// A site that says no more than it must, and so has caps and hours of its profiles alone.
std::string SiteNaming(const std::vector<std::string>& names) {
  std::string text =
      "issuer: \"Example Bank\" site: \"one\" serial: 1 not_before: \"2026-11-01T00:00:00Z\" "
      "not_after: \"2026-12-01T00:00:00Z\" " +
      RegionRules(names.front()) + "\n";
  for (const std::string& name : names) text += "profiles: \"" + name + "\"\n";
  const std::string liable =
      " purposes: PURPOSE_COLLECT modes: MODE_MANUAL modes: MODE_AUTOMATED "
      "disclosures: DISCLOSURE_DEBT }\n";
  return text + "roles { role: ROLE_DEBTOR" + liable + "roles { role: ROLE_GUARANTOR" + liable +
         "roles { role: ROLE_REPRESENTATIVE purposes: PURPOSE_RELAY modes: MODE_MANUAL }\n"
         "roles { role: ROLE_REFERENCE purposes: PURPOSE_LOCATE modes: MODE_MANUAL }\n";
}

// The caps of a site that has two of its own for each role that may be called.
std::string WithOwnCaps(std::string text) {
  const std::string caps =
      " caps { counts: COUNTS_ANSWERED max: 4 days: 2 per: PER_DEBTOR } "
      "caps { counts: COUNTS_DIALED max: 1 minutes: 30 per: PER_NUMBER } }\n";
  for (size_t at = 0; (at = text.find(" }\n", at)) != std::string::npos; at += caps.size()) {
    text.replace(at, 3, caps);
  }
  return text;
}

TEST(ShippedProfiles, EachAndEveryTwoLeaveASiteRoomForTwoCapsOfItsOwn) {
  for (const Profile& one : builder::ShippedProfiles()) {
    for (const Profile& other : builder::ShippedProfiles()) {
      const auto header = builder::ReadSiteRules(WithOwnCaps(SiteNaming({one.name, other.name})),
                                                 one.name + " and " + other.name);
      ASSERT_TRUE(header.has_value()) << header.error().message;
      EXPECT_LE(header->policy.history_events(), 28u);
      const auto& caps = header->policy.roles(0).caps();
      EXPECT_TRUE(std::any_of(caps.begin(), caps.end(),
                              [](const proto::Cap& cap) { return cap.minutes() == 30; }));
    }
  }
}

TEST(ShippedProfiles, EachAndEveryTwoBuild) {
  for (const Profile& one : builder::ShippedProfiles()) {
    for (const Profile& other : builder::ShippedProfiles()) {
      const std::string text = SiteNaming({one.name, other.name});
      const auto header = builder::ReadSiteRules(text, one.name + " and " + other.name);
      ASSERT_TRUE(header.has_value()) << header.error().message;
      EXPECT_GE(header->policy.history_events(), 1u);
      EXPECT_LE(header->policy.history_events(), 28u);
      ASSERT_EQ(header->policy.roles_size(), 4);
      const proto::RoleRules& debtor = header->policy.roles(0);
      EXPECT_FALSE(debtor.suspended());
      EXPECT_GT(debtor.hours_size(), 0);
      EXPECT_THAT(header->warnings, Each(Not(HasSubstr("role debtor")))) << text;
      EXPECT_EQ(header->policy.profiles_size(), one.name == other.name ? 1 : 2);
    }
  }
}

TEST(ShippedProfiles, StandInThePolicyAscendingAndOnce) {
  const auto header =
      builder::ReadSiteRules(SiteNaming({"us-reg-f", "us-ma", "us-reg-f"}), "rules.txtpb");
  ASSERT_TRUE(header.has_value()) << header.error().message;
  EXPECT_THAT(header->policy.profiles(), ElementsAre("us-ma", "us-reg-f"));
  EXPECT_EQ(header->policy.history_events(), 7u);  // 2 that rang, 1 conversation, 4 dialed
}

TEST(ShippedProfiles, AnUnknownNameIsToldWithThoseThatAreKnown) {
  const auto header = builder::ReadSiteRules(SiteNaming({"us-ma", "us-reg-g"}), "rules.txtpb");
  ASSERT_FALSE(header.has_value());
  EXPECT_EQ(header.error().message,
            "rules.txtpb:3:1: profiles[1]: no profile \"us-reg-g\" ships with this dialgate; name "
            "one of cn-cba-2026, cn-gbt-45251, id-ojk-19, in-rbi-2022, strict, us-ma, us-reg-f");
}

std::vector<std::string> WarningsOf(const std::string& from, const std::string& to,
                                    const std::vector<std::string>& names) {
  std::string text = SiteNaming(names);
  text.replace(text.find(from), from.size(), to);
  const auto header = builder::ReadSiteRules(text, "rules.txtpb");
  return header ? header->warnings : std::vector<std::string>{header.error().message};
}

TEST(ShippedProfiles, WarnOfARoleThatTheyTogetherNeverLetBeCalled) {
  const std::string reference = "role: ROLE_REFERENCE";
  EXPECT_THAT(WarningsOf("", "", {"us-reg-f", "strict", "in-rbi-2022"}),
              testing::Contains("role reference can never be called: it is suspended by "
                                "in-rbi-2022, strict"));
  EXPECT_THAT(WarningsOf(" modes: MODE_MANUAL modes: MODE_AUTOMATED", " modes: MODE_PRERECORDED",
                         {"strict"}),
              testing::Contains("role debtor can never be called: it has no modes in common with "
                                "its profiles"));
  EXPECT_THAT(WarningsOf(reference,
                         reference + " hours { weekdays: \"Sun\" from: \"08:00\" to: "
                                     "\"09:00\" }",
                         {"id-ojk-19"}),
              testing::Contains("role reference can never be called: it has no hours in common "
                                "with its profiles"));
  const std::string tried = " debtor_unreached { days: 3 per_day: 2 }";
  const std::string never =
      "role reference can never be called: the debtor must be unreached first, and his caps "
      "never let him be tried so often";
  EXPECT_THAT(WarningsOf(reference, reference + tried, {"us-ma"}), testing::Contains(never));
  EXPECT_THAT(
      WarningsOf(reference, reference + " debtor_unreached { days: 4 per_day: 1 }", {"us-ma"}),
      Not(testing::Contains(never)));
  EXPECT_THAT(WarningsOf(reference, reference + " debtor_unreached { days: 3 per_day: 3 }",
                         {"cn-gbt-45251"}),  // 8 a day, and 9 on three days
              Not(testing::Contains(never)));
}

}  // namespace
}  // namespace dialgate::test
