// Everything that can be wrong in a rules.txtpb, and how it is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/builder/rules/site_rules.h"
#include "rules_fixture.h"

namespace dialgate::test {
namespace {

std::string Repeated(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

std::string Dates(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    const int day = i % 28 + 1;
    out += "closed_dates: \"20" + std::to_string(10 + i / 28) + "-01-" + (day < 10 ? "0" : "") +
           std::to_string(day) + "\"\n";
  }
  return out;
}

struct Case {
  const char* from;
  std::string to;
  const char* error;  // how the line begins, or all that it must say
};

class SiteRulesErrors : public testing::TestWithParam<Case> {};

TEST_P(SiteRulesErrors, AreToldWithTheirPlace) {
  const Case& tried = GetParam();
  const auto header = builder::ReadSiteRules(RulesWith(tried.from, tried.to), "rules.txtpb");
  ASSERT_FALSE(header.has_value());
  EXPECT_THAT(header.error().message, testing::HasSubstr(tried.error));
  EXPECT_THAT(header.error().message, testing::Not(testing::HasSubstr("\n")));
}

const char kCap[] = "caps { counts: COUNTS_DIALED max: 1 days: 7 per: PER_NUMBER }";
const char kHours[] = "hours { weekdays: \"Mon-Fri,Sat\" from: \"09:00\" to: \"20:00\" }";
const char kHoursFrom[] = "from: \"09:00\" to: \"20:00\"";
const char kReference[] = "modes: MODE_MANUAL\n";
const char kRestricted[] = "suspended: false";

INSTANTIATE_TEST_SUITE_P(
    Text, SiteRulesErrors,
    testing::Values(Case{"serial: 7", "serial 7", "rules.txtpb:3:8: "},
                    Case{"serial: 7", "serail: 7", "rules.txtpb:3:1: "},
                    Case{"serial: 7", "serial: 7 serial: 8", "rules.txtpb:3:11: "},
                    Case{"serial: 7", "serial: 7 serial: 8", "specified multiple times"},
                    Case{"serial: 7", "# seven\nserail: 7", "rules.txtpb:4:1: "},
                    Case{"suspended: false", "suspended: false suspended: true",
                         "specified multiple times"},
                    Case{"serial: 7", "serial: 7 dialing { } ", "specified multiple times"},
                    Case{"role: ROLE_REFERENCE", "role: ROLE_FRIEND", "rules.txtpb:18:9: "},
                    Case{"serial: 7", "serial: -7", "rules.txtpb:3:9: "},
                    Case{"serial: 7", "serial: 18446744073709551616", "rules.txtpb:3:9: "}));

INSTANTIATE_TEST_SUITE_P(
    Names, SiteRulesErrors,
    testing::Values(Case{"issuer: \"Example Bank, compliance\"", "", "rules.txtpb: issuer: "},
                    Case{"Example Bank, compliance", "", "rules.txtpb:1:1: issuer: "},
                    Case{"Example Bank, compliance", "Ex\\303\\244mple",
                         "rules.txtpb:1:1: issuer: "},
                    Case{"Example Bank, compliance", "a\\tb", "rules.txtpb:1:1: issuer: "},
                    Case{"hong-kong-3", std::string(65, 's'), "rules.txtpb:2:1: site: "},
                    Case{"serial: 7", "serial: 0", "rules.txtpb:3:1: serial: "},
                    Case{"serial: 7", "", "rules.txtpb: serial: "}));

INSTANTIATE_TEST_SUITE_P(
    Validity, SiteRulesErrors,
    testing::Values(
        Case{"2026-11-01T00:00:00Z", "2026-11-01", "rules.txtpb:4:1: not_before: "},
        Case{"2026-11-01T00:00:00Z", "2026-11-01T00:00:00+08:00", "4:1: not_before: "},
        Case{"2026-11-01T00:00:00Z", "2026-02-30T00:00:00Z", "4:1: not_before: "},
        Case{"2026-11-01T00:00:00Z", "2026-11-01T24:00:00Z", "4:1: not_before: "},
        Case{"2026-11-01T00:00:00Z", "1970-01-02T23:59:59Z", "not be before 1970-01-03"},
        Case{"2026-12-01T00:00:00Z", "2026-12-06T00:00:01Z", "5:1: not_after: must be at most 35"},
        Case{"2026-12-01T00:00:00Z", "2026-11-01T00:00:00Z", "5:1: not_after: must be after"},
        Case{"2026-12-01T00:00:00Z", "2106-02-05T00:00:00Z", "5:1: not_after: must be before 2106"},
        Case{"2026-12-01T00:00:00Z", "tomorrow", "5:1: not_after: "}));

INSTANTIATE_TEST_SUITE_P(
    SiteWide, SiteRulesErrors,
    testing::Values(
        Case{"\"HK\"", "\"hk\"", "rules.txtpb:6:1: region: "},
        Case{"\"HK\"", "\"ZZ\"", "rules.txtpb:6:1: region: "},
        Case{"Asia/Hong_Kong", "Asia/Shenzhen", "7:1: default_zones[0]: "},
        Case{"Asia/Hong_Kong", "localtime", "7:1: default_zones[0]: "},
        Case{"Asia/Hong_Kong", "posix/Asia/Hong_Kong", "7:1: default_zones[0]: "},
        Case{"Asia/Hong_Kong", "Fixed/UTC+08:00:00", "7:1: default_zones[0]: "},
        Case{"serial: 7", "serial: 7 default_zones: \"Asia/Hong_Kong\"", "default_zones[1]: "},
        Case{"default_zones: \"Asia/Hong_Kong\"",
             "default_zones: [\"UTC\", \"Asia/Tokyo\", \"Asia/Seoul\", \"Asia/Dili\", "
             "\"Asia/Baku\"]",
             "default_zones[4]: "},
        Case{"2026-10-01\"", "2026-13-01\"", "8:1: closed_dates[0]: "},
        Case{"2026-10-01\"", "1969-12-31\"", "8:1: closed_dates[0]: "},
        Case{"closed_dates: \"2026-10-01\"\n", Dates(65), "closed_dates[64]: must be at most 64"},
        Case{"+85223456789", "+8522345678", "9:1: exempt_numbers[0]: "},
        Case{"+85223456789", "+852 2345 6789", "9:1: exempt_numbers[0]: "},
        Case{"+85223456789", "23456789", "9:1: exempt_numbers[0]: "},
        Case{"+85223456789", "", "9:1: exempt_numbers[0]: "},
        Case{"max_references: 3", "max_references: 11", "10:1: max_references: "},
        Case{"receipt_within_hours: 0", "receipt_within_hours: 8785", "receipt_within_hours: "},
        Case{"serial: 7", "serial: 7 profiles: \"us-reg-g\"",
             "3:11: profiles[0]: no profile \"us-reg-g\""},
        Case{"serial: 7", "serial: 7 restores: \"1-2\"",
             "3:11: restores[0]: write the id that `dialgate withdraw` printed"},
        Case{"serial: 7", "serial: 7 restores: \"0123456789abcdef:0\"", "restores[0]: "},
        Case{"serial: 7", "serial: 7 restores: \"0123456789abcdef:17x\"", "restores[0]: "},
        Case{"serial: 7", "serial: 7 restores: \"0123456789abcde:17\"", "restores[0]: "},
        Case{"serial: 7", "serial: 7 restores: \"0123456789abcdeg:17\"", "restores[0]: "}));

INSTANTIATE_TEST_SUITE_P(
    Roles, SiteRulesErrors,
    testing::Values(
        Case{"role: ROLE_REFERENCE", "", "rules.txtpb:17:1: roles[0].role: "},
        Case{"role: ROLE_REFERENCE", "role: 9", "rules.txtpb:18:3: roles[0].role: "},
        Case{"role: ROLE_REFERENCE", "role: ROLE_DEBTOR", "roles[1].role: has rules already"},
        Case{kReference, "modes: MODE_UNSPECIFIED\n", "roles[0].modes[0]: "},
        Case{kReference, "modes: 4\n", "roles[0].modes[0]: "},
        Case{"purposes: PURPOSE_RELAY", "purposes: PURPOSE_COLLECT", "a reference is never called"},
        Case{kReference, "modes: MODE_PRERECORDED\n", "a reference is never called by a recording"},
        Case{kReference, "modes: MODE_MANUAL disclosures: DISCLOSURE_DEBT\n",
             "never told anything"},
        Case{"days: 3 per_day: 1", "days: 15 per_day: 1",
             "23:22: roles[0].debtor_unreached.days: "},
        Case{"days: 3 per_day: 1", "days: 0 per_day: 1", "debtor_unreached.days: "},
        Case{"days: 3 per_day: 1", "days: 3 per_day: 4", "debtor_unreached.per_day: "},
        Case{"days: 3 per_day: 1", "days: 3", "23:3: roles[0].debtor_unreached.per_day: "},
        Case{"mode: MODE_AUTOMATED days: 3", "mode: MODE_AUTOMATED days: 36601", ".days: "},
        Case{"mode: MODE_AUTOMATED days: 3", "mode: MODE_AUTOMATED", "min_days_past_due[0].days: "},
        Case{"mode: MODE_AUTOMATED days: 3", "mode: MODE_MANUAL days: 3",
             "[1].mode: has a minimum"},
        Case{"mode: MODE_AUTOMATED days: 3", "days: 3", "min_days_past_due[0].mode: "}));

INSTANTIATE_TEST_SUITE_P(
    Hours, SiteRulesErrors,
    testing::Values(Case{kHours, "", "rules.txtpb:17:1: roles[0].hours: are missing"},
                    Case{kRestricted, "any_time: false hours { }", "roles[0].hours[0].weekdays: "},
                    Case{kRestricted, "any_time: true", "roles[0].any_time: stands beside hours"},
                    Case{kHours, Repeated(kHours, 9), "roles[0].hours[8]: must be at most 8"},
                    Case{"Mon-Fri,Sat", "Monday", "24:11: roles[0].hours[0].weekdays: "},
                    Case{"Mon-Fri,Sat", "Mon-Fri,", "hours[0].weekdays: "},
                    Case{"Mon-Fri,Sat", "", "hours[0].weekdays: "},
                    Case{"Mon-Fri,Sat", "Mon--Fri", "hours[0].weekdays: "},
                    Case{kHoursFrom, "from: \"9:00\" to: \"20:00\"", "hours[0].from: "},
                    Case{kHoursFrom, "from: \"09:00\" to: \"24:01\"", "hours[0].to: "},
                    Case{kHoursFrom, "from: \"09:60\" to: \"20:00\"", "hours[0].from: "},
                    Case{kHoursFrom, "from: \"20:00\" to: \"20:00\"", "from: 20:00 is not before"},
                    Case{kHoursFrom, "from: \"22:00\" to: \"06:00\"", "from: 22:00 is not before"},
                    Case{kHoursFrom, "from: \"24:00\" to: \"24:00\"",
                         "from: 24:00 is not before"}));

INSTANTIATE_TEST_SUITE_P(
    Caps, SiteRulesErrors,
    testing::Values(Case{"max: 1 days: 7", "max: 0 days: 7", "25:32: roles[0].caps[0].max: "},
                    Case{"max: 1 days: 7", "max: 29 days: 7", "roles[0].caps[0].max: "},
                    Case{"max: 1 days: 7", "max: 1", "25:3: roles[0].caps[0].days: "},
                    Case{"max: 1 days: 7", "max: 1 days: 7 minutes: 30", "write one of the two"},
                    Case{"max: 1 days: 7", "max: 1 days: 367", "caps[0].days: must be 1 to 366"},
                    Case{"max: 1 days: 7", "max: 1 days: 0", "caps[0].days: must be 1 to 366"},
                    Case{"max: 1 days: 7", "max: 1 minutes: 10081", "minutes: must be 1 to 10080"},
                    Case{"counts: COUNTS_DIALED max: 1 days", "max: 1 days", "caps[0].counts: "},
                    Case{"days: 7 per: PER_NUMBER", "days: 7", "caps[0].per: "},
                    Case{kCap, Repeated(kCap, 8), "roles[0].caps[8]: must be at most 8"},
                    Case{"max: 1 days: 7", "max: 23 days: 7", "roles: their caps need 29 calls"}));

INSTANTIATE_TEST_SUITE_P(Dialing, SiteRulesErrors,
                         testing::Values(Case{"prefix: \"9\"", "prefix: \"99999\"",
                                              "13:3: dialing.outside_line_prefix: "},
                                         Case{"prefix: \"9\"", "prefix: \"#\"",
                                              "dialing.outside_line_prefix: "},
                                         Case{"2XXX", "2", "14:3: dialing.extensions[0]: "},
                                         Case{"2XXX", "2xxx", "dialing.extensions[0]: "},
                                         Case{"2XXX", "XXXXXXX", "dialing.extensions[0]: "},
                                         Case{"\"992\"", "\"99\"", "15:3: dialing.emergency[0]: "},
                                         Case{"\"992\"", "\"9911234\"", "dialing.emergency[0]: "},
                                         Case{"\"992\"", "\"9X2\"", "dialing.emergency[0]: "}));

TEST(SiteRulesErrors, AFileThatIsNotThere) {
  const auto header = builder::ReadSiteRulesFile("/nonexistent/rules.txtpb");
  ASSERT_FALSE(header.has_value());
  EXPECT_EQ(header.error().message,
            "/nonexistent/rules.txtpb: cannot be read; name the site's rules");
}

}  // namespace
}  // namespace dialgate::test
