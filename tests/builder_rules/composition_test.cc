// How a site's rules and regulation profiles come to the strictest of both.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "composition_fixture.h"
#include "platform/builder/rules/compose_profiles.h"

namespace dialgate::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const char kNight[] = "hours { weekdays: \"Sun\" from: \"00:00\" to: \"01:00\" }";

std::string Cap(const std::string& counts, int max, const std::string& window,
                const std::string& per = "PER_DEBTOR") {
  return "caps { counts: " + counts + " max: " + std::to_string(max) + " " + window +
         " per: " + per + " } ";
}

TEST(Composition, WordsIntersectAndAListThatAProfileLeavesOutRestrictsNothing) {
  const std::string site =
      "any_time: true purposes: PURPOSE_COLLECT purposes: PURPOSE_RELAY "
      "modes: MODE_MANUAL modes: MODE_AUTOMATED "
      "disclosures: DISCLOSURE_DEBT disclosures: DISCLOSURE_PURCHASE ";
  EXPECT_EQ(ComposedRole(site, {""}), ComposedRole(site, {}));
  const std::string composed = ComposedRole(
      site, {"purposes: PURPOSE_RELAY purposes: PURPOSE_LOCATE modes: MODE_PRERECORDED",
             "modes: MODE_AUTOMATED disclosures: DISCLOSURE_PURCHASE"});
  EXPECT_EQ(composed,
            "role: ROLE_GUARANTOR purposes: PURPOSE_RELAY disclosures: DISCLOSURE_PURCHASE "
            "any_time: true");
}

TEST(Composition, AListThatTheSiteLeavesOutStaysEmpty) {
  EXPECT_EQ(ComposedRole("any_time: true", {"purposes: PURPOSE_RELAY modes: MODE_MANUAL "
                                            "disclosures: DISCLOSURE_DEBT"}),
            "role: ROLE_GUARANTOR any_time: true");
}

TEST(Composition, OfDaysPastDueTheLargerOfEachModeHolds) {
  EXPECT_EQ(ComposedRole("any_time: true min_days_past_due { mode: MODE_AUTOMATED days: 3 } "
                         "min_days_past_due { mode: MODE_MANUAL days: 61 }",
                         {"min_days_past_due { mode: MODE_AUTOMATED days: 5 } "
                          "min_days_past_due { mode: MODE_MANUAL days: 60 }",
                          "min_days_past_due { mode: MODE_PRERECORDED days: -7 }"}),
            "role: ROLE_GUARANTOR "
            "min_days_past_due { mode: MODE_MANUAL days: 61 } "
            "min_days_past_due { mode: MODE_AUTOMATED days: 5 } "
            "min_days_past_due { mode: MODE_PRERECORDED days: -7 } any_time: true");
}

TEST(Composition, SuspendedConsentAndUnreachedHoldIfAnySaysSo) {
  EXPECT_EQ(ComposedRole("any_time: true consent_required: true", {"suspended: true", ""}),
            "role: ROLE_GUARANTOR suspended: true consent_required: true any_time: true");
  EXPECT_EQ(ComposedRole("any_time: true suspended: true", {"consent_required: true"}),
            "role: ROLE_GUARANTOR suspended: true consent_required: true any_time: true");
  EXPECT_EQ(ComposedRole("any_time: true debtor_unreached { days: 3 per_day: 1 }",
                         {"debtor_unreached { days: 2 per_day: 2 }", ""}),
            "role: ROLE_GUARANTOR debtor_unreached { days: 3 per_day: 2 } any_time: true");
  EXPECT_EQ(ComposedRole("any_time: true", {"debtor_unreached { days: 2 per_day: 3 }"}),
            "role: ROLE_GUARANTOR debtor_unreached { days: 2 per_day: 3 } any_time: true");
}

TEST(Composition, ARoleThatAProfileDoesNotMentionIsSuspendedAndOneOfAProfileAloneLeftOut) {
  const std::string site = "roles { role: ROLE_DEBTOR any_time: true }";
  const Composed composed =
      Compose(site, {"roles { role: ROLE_DEBTOR } roles { role: ROLE_GUARANTOR }",
                     "roles { role: ROLE_GUARANTOR }"});
  ASSERT_TRUE(composed.has_value());
  ASSERT_EQ(composed->size(), 1u);
  EXPECT_EQ(composed->front().ShortDebugString(),
            "role: ROLE_DEBTOR suspended: true any_time: true");
}

TEST(Composition, HoursIntersectAndNoneInCommonIsNeverNotAnyTime) {
  const std::string day = "hours { weekdays: \"Mon-Fri\" from: \"08:00\" to: \"21:00\" }";
  EXPECT_EQ(ComposedRole(day, {"hours { weekdays: \"Fri-Sun\" from: \"06:00\" to: \"20:00\" }"}),
            "role: ROLE_GUARANTOR hours { weekdays: 16 from_minute: 480 to_minute: 1200 }");
  EXPECT_EQ(ComposedRole(day, {kNight}), "role: ROLE_GUARANTOR");
  EXPECT_EQ(ComposedRole("any_time: true", {day, kNight}), "role: ROLE_GUARANTOR");
  EXPECT_EQ(ComposedRole("any_time: true", {kNight}),
            "role: ROLE_GUARANTOR hours { weekdays: 64 to_minute: 60 }");
  EXPECT_EQ(ComposedRole(day, {"any_time: true"}), ComposedRole(day, {}));
}

TEST(Composition, HoursMayBeAProfilesAlone) {
  EXPECT_EQ(ComposedRole("", {"", kNight}),
            "role: ROLE_GUARANTOR hours { weekdays: 64 to_minute: 60 }");
  EXPECT_THAT(ComposedRole("", {""}), HasSubstr("rules.txtpb:1:1: roles[0].hours: are missing"));
  EXPECT_THAT(ComposedRole("", {}), HasSubstr("roles[0].hours: are missing"));
  EXPECT_EQ(ComposedRole("", {"suspended: true"}), "role: ROLE_GUARANTOR suspended: true");
}

TEST(Composition, AllCapsStandButThoseThatAnotherImplies) {
  const std::string site = "any_time: true " + Cap("COUNTS_RANG", 7, "days: 7");
  EXPECT_EQ(
      ComposedRole(site, {Cap("COUNTS_RANG", 7, "days: 7"),
                          Cap("COUNTS_RANG", 3, "days: 1") + Cap("COUNTS_RANG", 7, "minutes: 5") +
                              Cap("COUNTS_DIALED", 7, "days: 7") +
                              Cap("COUNTS_RANG", 7, "days: 7", "PER_NUMBER") +
                              Cap("COUNTS_RANG", 9, "days: 7")}),
      "role: ROLE_GUARANTOR any_time: true "
      "caps { counts: COUNTS_RANG max: 7 days: 7 per: PER_DEBTOR } "
      "caps { counts: COUNTS_RANG max: 3 days: 1 per: PER_DEBTOR } "
      "caps { counts: COUNTS_RANG max: 7 minutes: 5 per: PER_DEBTOR } "
      "caps { counts: COUNTS_DIALED max: 7 days: 7 per: PER_DEBTOR } "
      "caps { counts: COUNTS_RANG max: 7 days: 7 per: PER_NUMBER }");
  EXPECT_EQ(ComposedRole(site, {Cap("COUNTS_RANG", 2, "days: 7")}),
            "role: ROLE_GUARANTOR any_time: true "
            "caps { counts: COUNTS_RANG max: 2 days: 7 per: PER_DEBTOR }");
}

TEST(Composition, MoreCapsThanThereMayBeAreToldWithTheirNumber) {
  const auto caps = [](const std::string& counts, int count) {
    std::string text;
    for (int i = 1; i <= count; ++i) text += Cap(counts, i, "days: " + std::to_string(i));
    return text;
  };
  const std::string site = "any_time: true " + caps("COUNTS_DIALED", 5);
  EXPECT_THAT(ComposedRole(site, {caps("COUNTS_RANG", 4)}),
              HasSubstr("roles[0].caps: come to 9 with those of the profiles"));
  EXPECT_THAT(ComposedRole(site, {caps("COUNTS_RANG", 3)}), Not(HasSubstr("come to")));
}

// On `days` from `from` to `to` minutes past each of the first hours.
std::string Hours(const std::string& days, int count, const char* from, const char* to) {
  std::string text;
  for (int i = 1; i <= count; ++i) {
    const std::string hour = "\"0" + std::to_string(i) + ":";
    text +=
        "hours { weekdays: \"" + days + "\" from: " + hour + from + "\" to: " + hour + to + "\" } ";
  }
  return text;
}

TEST(Composition, MoreHoursThanThereMayBeAreToldWithTheirNumber) {
  const std::string monday = "hours { weekdays: \"Mon\" from: \"00:00\" to: \"24:00\" } ";
  const auto composed = [&monday](int count) {
    return ComposedRole(Hours("Mon,Tue", count, "00", "50"),
                        {monday + Hours("Tue", count, "10", "40")});
  };
  EXPECT_THAT(composed(5), HasSubstr("roles[0].hours: come to 10 with those of the profiles"));
  EXPECT_THAT(composed(4), Not(HasSubstr("come to")));
}

// What the whole text comes to, with `profiles` that no site names.
builder::Header Limits(const std::string& text, const std::vector<std::string>& profiles) {
  const auto read = builder::RulesText::Read(text, "rules.txtpb");
  builder::Header header;
  header.max_references = 3;
  header.policy.set_receipt_within_hours(read->rules().receipt_within_hours());
  header.policy.add_closed_dates(5);
  const std::vector<builder::Profile> made_up = ReadProfiles(profiles);
  const auto composed = builder::ComposeLimits(*read, PointersTo(made_up), &header);
  if (!composed) header.warnings.push_back(composed.error().message);
  return header;
}

TEST(Composition, ClosedDatesUniteAndAscend) {
  EXPECT_THAT(Limits("", {"closed_dates: \"1970-01-08\" closed_dates: \"1970-01-02\"",
                          "closed_dates: \"1970-01-06\""})
                  .policy.closed_dates(),
              ElementsAre(1u, 5u, 7u));
  std::string many;
  for (int i = 0; i < 64; ++i) {
    many += "closed_dates: \"20" + std::to_string(10 + i / 28) + "-01-" + (i % 28 < 9 ? "0" : "") +
            std::to_string(i % 28 + 1) + "\" ";
  }
  EXPECT_THAT(Limits("closed_dates: \"1970-01-06\"", {many}).warnings,
              ElementsAre(HasSubstr("closed_dates: come to 65 with those of the profiles")));
}

TEST(Composition, OfReferencesAndOfReceiptsTheSmallerHolds) {
  EXPECT_EQ(Limits("", {"max_references: 2", "max_references: 4"}).max_references, 2u);
  EXPECT_EQ(Limits("", {"max_references: 0"}).max_references, 0u);
  EXPECT_EQ(Limits("", {"max_references: 4", ""}).max_references, 3u);
  const auto hours = [](const std::string& site, const std::string& profile) {
    return Limits("receipt_within_hours: " + site, {"receipt_within_hours: " + profile, ""})
        .policy.receipt_within_hours();
  };
  EXPECT_EQ(hours("0", "24"), 24u);
  EXPECT_EQ(hours("48", "24"), 24u);
  EXPECT_EQ(hours("12", "24"), 12u);
  EXPECT_EQ(hours("12", "0"), 12u);
}

TEST(Composition, WhatIsWrongInAProfileIsToldWithItsPlace) {
  const auto error = [](const std::string& text) {
    const auto profile = builder::ReadProfile(text, "made-up");
    return profile ? "none" : profile.error().message;
  };
  EXPECT_EQ(error("title: \"a\""), "none");
  EXPECT_THAT(error("titel: \"a\""), HasSubstr("made-up.txtpb:1:1: "));
  EXPECT_THAT(error("titel: \"a\""), HasSubstr("write the fields of Profile"));
  EXPECT_THAT(error("closed_dates: \"2026-02-30\""), HasSubstr("closed_dates[0]: must be"));
  EXPECT_THAT(error("max_references: 11"), HasSubstr("1:1: max_references: must be 0 to 10"));
  EXPECT_THAT(error("receipt_within_hours: 9000"), HasSubstr("receipt_within_hours: "));
  EXPECT_THAT(error("\nroles { role: ROLE_REFERENCE purposes: PURPOSE_COLLECT }"),
              HasSubstr("made-up.txtpb:2:30: roles[0].purposes: a reference is never"));
}

}  // namespace
}  // namespace dialgate::test
