// What a good rules.txtpb comes to.
#include "platform/builder/rules/site_rules.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include "rules_fixture.h"

namespace dialgate::test {
namespace {

using builder::Header;
using builder::ReadSiteRules;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Header Read(const std::string& text) {
  auto header = ReadSiteRules(text, "rules.txtpb");
  if (!header) {
    ADD_FAILURE() << header.error().message;
    return {};
  }
  return *header;
}

// The roles of what `text` comes to, as Protobuf prints them in one line.
std::string RolesOf(const std::string& text) {
  proto::Policy roles;
  *roles.mutable_roles() = Read(text).policy.roles();
  return roles.ShortDebugString();
}

std::string RulesWithRoles(const std::string& roles) {
  const std::string text = GoodRules();
  return text.substr(0, text.find("roles {")) + roles;
}

TEST(SiteRules, ComeToTheHeaderInItsCanonicalOrder) {
  const Header header = Read(GoodRules());
  EXPECT_EQ(header.policy.format(), 1u);
  EXPECT_EQ(header.policy.issuer(), "Example Bank, compliance");
  EXPECT_EQ(header.policy.site(), "hong-kong-3");
  EXPECT_EQ(header.policy.serial(), 7u);
  EXPECT_EQ(header.policy.not_before(), 1793491200u);  // date -u -d 2026-11-01 +%s
  EXPECT_EQ(header.policy.not_after(), 1796083200u);
  EXPECT_THAT(header.policy.closed_dates(), ElementsAre(20727u));
  EXPECT_THAT(header.policy.exempt_numbers(), ElementsAre("+85223456789"));
  EXPECT_EQ(header.policy.receipt_within_hours(), 0u);
  EXPECT_EQ(header.policy.history_events(), 7u);
  EXPECT_EQ(header.region, "HK");
  EXPECT_THAT(header.default_zones, ElementsAre("Asia/Hong_Kong"));
  EXPECT_EQ(header.max_references, 3u);
  EXPECT_EQ(header.first_day, 20758);
  EXPECT_TRUE(header.policy.lookup_key_id().empty());
  EXPECT_EQ(header.policy.zones_size(), 0);
}

TEST(SiteRules, RolesAscendWithTheirWordsAndIdenticalCapsStandOnce) {
  EXPECT_EQ(RolesOf(GoodRules()),
            "roles { role: ROLE_DEBTOR purposes: PURPOSE_COLLECT modes: MODE_MANUAL modes: "
            "MODE_AUTOMATED disclosures: DISCLOSURE_DEBT disclosures: DISCLOSURE_AMOUNT "
            "min_days_past_due { mode: MODE_MANUAL days: -61 } "
            "min_days_past_due { mode: MODE_AUTOMATED days: 3 } "
            "hours { weekdays: 65 from_minute: 480 to_minute: 1440 } "
            "hours { weekdays: 4 to_minute: 750 } "
            "caps { counts: COUNTS_ANSWERED max: 3 days: 1 per: PER_DEBTOR } "
            "caps { counts: COUNTS_UNANSWERED max: 6 days: 1 per: PER_NUMBER } } "
            "roles { role: ROLE_REFERENCE purposes: PURPOSE_LOCATE purposes: PURPOSE_RELAY modes: "
            "MODE_MANUAL debtor_unreached { days: 3 per_day: 1 } "
            "hours { weekdays: 63 from_minute: 540 to_minute: 1200 } "
            "caps { counts: COUNTS_DIALED max: 1 days: 7 per: PER_NUMBER } "
            "caps { counts: COUNTS_DIALED max: 1 minutes: 30 per: PER_ACCOUNT } }");
}

TEST(SiteRules, TheSameTextComesToTheSameBytes) {
  EXPECT_EQ(Read(GoodRules()).policy.SerializeAsString(),
            Read(GoodRules()).policy.SerializeAsString());
}

TEST(SiteRules, NameTheWithdrawalsThatEnd) {
  const auto header = ReadSiteRules(RulesWith("serial: 7",
                                              "serial: 7 restores: [\"0123456789abcdef:17\", "
                                              "\"00000000000000A0:18446744073709551615\"]"),
                                    "rules.txtpb");
  ASSERT_TRUE(header.has_value()) << header.error().message;
  ASSERT_EQ(header->policy.restores_size(), 4);
  EXPECT_EQ(header->policy.restores(0), 0x0123456789ABCDEFu);
  EXPECT_EQ(header->policy.restores(1), 17u);
  EXPECT_EQ(header->policy.restores(2), 0xA0u);
  EXPECT_EQ(header->policy.restores(3), UINT64_MAX);
}

TEST(SiteRules, WhatIsNotWrittenHasItsDefault) {
  const Header header = Read(RulesWith("max_references: 3", ""));
  EXPECT_EQ(header.max_references, 5u);
  EXPECT_EQ(Read(RulesWith("max_references: 3", "max_references: 0")).max_references, 0u);
}

TEST(SiteRules, AsLongAndAsLateAsAPolicyMayBe) {
  EXPECT_EQ(Read(RulesWith("2026-12-01T00:00:00Z", "2026-12-06T00:00:00Z")).policy.not_after(),
            1793491200u + 35 * 86400);
  std::string late = RulesWith("2026-11-01T00:00:00Z", "2106-01-20T00:00:00Z");
  late.replace(late.find("2026-12-01T00:00:00Z"), 20, "2106-02-04T23:59:59Z");
  EXPECT_EQ(Read(late).policy.not_after(), 4294771199u);  // date -u -d '2106-02-04 23:59:59' +%s
}

TEST(SiteRules, WeekdaysWrapAndRangesAndDaysAdd) {
  const auto weekdays = [](const std::string& text) {
    return Read(RulesWith("Mon-Fri,Sat", text)).policy.roles(1).hours(0).weekdays();
  };
  EXPECT_EQ(weekdays("Mon"), 0b0000001u);
  EXPECT_EQ(weekdays("Sat-Mon"), 0b1100001u);
  EXPECT_EQ(weekdays("Mon-Sun"), 0b1111111u);
  EXPECT_EQ(weekdays("Tue-Mon"), 0b1111111u);
  EXPECT_EQ(weekdays("Sun-Sun,Wed"), 0b1000100u);
}

TEST(SiteRules, HistoryNeedAddsTheLargestCapOfEachWayOfCounting) {
  const auto events = [](const std::string& caps) {
    return Read(RulesWithRoles("roles { role: ROLE_DEBTOR purposes: PURPOSE_COLLECT any_time: true "
                               "modes: MODE_MANUAL " +
                               caps + "}"))
        .policy.history_events();
  };
  EXPECT_EQ(events(""), 0u);
  EXPECT_EQ(events("caps { counts: COUNTS_RANG max: 7 days: 7 per: PER_NUMBER } "
                   "caps { counts: COUNTS_RANG max: 5 days: 1 per: PER_NUMBER }"),
            7u);
  EXPECT_EQ(events("caps { counts: COUNTS_RANG max: 7 days: 7 per: PER_NUMBER } "
                   "caps { counts: COUNTS_RANG max: 2 minutes: 60 per: PER_NUMBER }"),
            9u);
  EXPECT_EQ(events("caps { counts: COUNTS_RANG max: 7 days: 7 per: PER_NUMBER } "
                   "caps { counts: COUNTS_DIALED max: 28 days: 1 per: PER_DEBTOR }"),
            28u);
}

TEST(SiteRules, HistoryNeedOfANumberAddsOverRolesAndOfOthersDoesNot) {
  const auto events = [](const std::string& per) {
    const std::string cap = "caps { counts: COUNTS_RANG max: 10 days: 7 per: " + per + " } }\n";
    const std::string rest = " any_time: true purposes: PURPOSE_LOCATE modes: MODE_MANUAL ";
    std::string other = cap;
    other.replace(other.find("RANG"), 4, "DIALED");
    return Read(RulesWithRoles("roles { role: ROLE_DEBTOR" + rest + cap +
                               "roles { role: ROLE_REFERENCE" + rest + other))
        .policy.history_events();
  };
  EXPECT_EQ(events("PER_NUMBER"), 20u);
  EXPECT_EQ(events("PER_ACCOUNT"), 10u);
  EXPECT_EQ(events("PER_DEBTOR"), 10u);
}

std::vector<std::string> WarningsOf(const std::string& roles) {
  return Read(RulesWithRoles(roles)).warnings;
}

TEST(SiteRules, WarnOfARoleWithoutCaps) {
  EXPECT_THAT(WarningsOf("roles { role: ROLE_DEBTOR purposes: PURPOSE_COLLECT modes: MODE_MANUAL "
                         "any_time: true }"),
              testing::Contains(HasSubstr("role debtor has no caps")));
  EXPECT_THAT(Read(GoodRules()).warnings, Not(testing::Contains(HasSubstr("role "))));
}

TEST(SiteRules, WarnOfARoleThatCanNeverBeCalled) {
  const std::string debtor =
      "roles { role: ROLE_DEBTOR purposes: PURPOSE_COLLECT modes: MODE_MANUAL any_time: true "
      "caps { counts: COUNTS_RANG max: 1 days: 1 per: PER_NUMBER } ";
  EXPECT_THAT(WarningsOf(debtor + "suspended: true }"),
              testing::Contains(HasSubstr("role debtor can never be called: it is suspended")));
  EXPECT_THAT(WarningsOf(debtor + "debtor_unreached { days: 1 per_day: 1 } }"),
              testing::Contains(HasSubstr("it waits for itself")));
  EXPECT_THAT(WarningsOf("roles { role: ROLE_DEBTOR modes: MODE_MANUAL any_time: true }"),
              testing::Contains(HasSubstr("it has no purposes")));
  EXPECT_THAT(WarningsOf("roles { role: ROLE_DEBTOR purposes: PURPOSE_COLLECT any_time: true }"),
              testing::Contains(HasSubstr("it has no modes")));
  const std::string reference =
      "roles { role: ROLE_REFERENCE purposes: PURPOSE_RELAY modes: MODE_MANUAL any_time: true "
      "debtor_unreached { days: 1 per_day: 1 } }";
  EXPECT_THAT(WarningsOf(reference),
              testing::Contains(HasSubstr("the debtor must be unreached first, and has no rules")));
  EXPECT_THAT(WarningsOf(reference + debtor + "suspended: true }"),
              testing::Contains(HasSubstr("and can never be called: it is suspended")));
  EXPECT_THAT(WarningsOf(""), testing::Contains(HasSubstr("no role has rules")));
}

TEST(SiteRules, WarnOfCallingHoursOnNoDayOfThePolicy) {
  std::string text = RulesWith("2026-12-01T00:00:00Z", "2026-11-02T00:00:00Z");  // one Sunday
  text.replace(text.find("Mon-Fri,Sat"), 11, "Thu");
  EXPECT_THAT(Read(text).warnings,
              testing::Contains(HasSubstr("reference can never be called: no day")));
  text.replace(text.find("\"Thu\""), 5, "\"Mon\"");  // it is Monday somewhere
  EXPECT_THAT(Read(text).warnings, Not(testing::Contains(HasSubstr("no day"))));
}

}  // namespace
}  // namespace dialgate::test
