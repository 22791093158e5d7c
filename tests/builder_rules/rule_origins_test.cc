// Who set what in a policy.
#include "platform/builder/rules/rule_origins.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace dialgate::test {
namespace {

using builder::RuleOrigins;
using builder::RulePart;

RuleOrigins OriginsOf(const std::string& text) {
  proto::Policy header;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &header));
  return RuleOrigins(header);
}

const char kDay[] = "hours { weekdays: 127 from_minute: 480 to_minute: 1260 } ";

TEST(RuleOrigins, NameEveryProfileThatSaysTheSame) {
  const std::string rules = std::string(
                                "roles { role: ROLE_REFERENCE purposes: PURPOSE_LOCATE "
                                "debtor_unreached { days: 2 per_day: 1 } modes: "
                                "MODE_MANUAL ") +
                            kDay +
                            "caps { counts: COUNTS_RANG max: 2 days: 7 per: PER_NUMBER } "
                            "caps { counts: COUNTS_DIALED max: 3 days: 7 per: PER_NUMBER } "
                            "caps { counts: COUNTS_DIALED max: 1 days: 2 per: PER_NUMBER } }";
  const auto origins = OriginsOf("profiles: \"us-ma\" profiles: \"us-reg-f\" " + rules);
  EXPECT_EQ(origins.Of(proto::ROLE_REFERENCE, RulePart::kPurposes), "us-ma, us-reg-f");
  EXPECT_EQ(origins.Of(proto::ROLE_REFERENCE, RulePart::kHours), "us-ma, us-reg-f");
  EXPECT_EQ(origins.Of(proto::ROLE_REFERENCE, RulePart::kUnreached), "us-ma");
  EXPECT_EQ(origins.Of(proto::ROLE_REFERENCE, RulePart::kModes), "site");
  EXPECT_EQ(origins.OfCap(proto::ROLE_REFERENCE, 0), "us-ma");
  EXPECT_EQ(origins.OfCap(proto::ROLE_REFERENCE, 1), "us-ma, us-reg-f");
  EXPECT_EQ(origins.OfCap(proto::ROLE_REFERENCE, 2), "site");
  EXPECT_EQ(origins.OfCap(proto::ROLE_REFERENCE, 3), "");
  EXPECT_EQ(origins.Of(proto::ROLE_REFERENCE, RulePart::kDisclosures), "site");
  EXPECT_EQ(OriginsOf(rules).Of(proto::ROLE_REFERENCE, RulePart::kHours), "");
  EXPECT_EQ(OriginsOf(rules).OfCap(proto::ROLE_REFERENCE, 0), "");
}

TEST(RuleOrigins, NameThoseThatComeToItTogetherAndTheSiteWhereTheyDoNot) {
  const std::string names =
      "profiles: \"id-ojk-19\" profiles: \"in-rbi-2022\" roles { role: "
      "ROLE_DEBTOR ";
  EXPECT_EQ(OriginsOf(names + "hours { weekdays: 63 from_minute: 480 to_minute: 1140 } }")
                .Of(proto::ROLE_DEBTOR, RulePart::kHours),
            "id-ojk-19 with in-rbi-2022");
  EXPECT_EQ(OriginsOf(names + "hours { weekdays: 63 from_minute: 540 to_minute: 1140 } }")
                .Of(proto::ROLE_DEBTOR, RulePart::kHours),
            "site");
  EXPECT_EQ(OriginsOf(names + "}").Of(proto::ROLE_DEBTOR, RulePart::kHours), "site");
}

TEST(RuleOrigins, OfSuspensionConsentMinimumsAndReceipts) {
  const auto origins = OriginsOf(
      "receipt_within_hours: 24 profiles: \"id-ojk-19\" profiles: \"strict\" "
      "roles { role: ROLE_DEBTOR suspended: true min_days_past_due { mode: MODE_MANUAL days: 3 } } "
      "roles { role: ROLE_GUARANTOR suspended: true } "
      "roles { role: ROLE_REFERENCE consent_required: true suspended: true }");
  EXPECT_EQ(origins.OfSuspension(proto::ROLE_DEBTOR), "site");
  EXPECT_EQ(origins.OfSuspension(proto::ROLE_GUARANTOR), "id-ojk-19");
  EXPECT_EQ(origins.OfSuspension(proto::ROLE_REFERENCE), "strict");
  EXPECT_EQ(origins.Of(proto::ROLE_REFERENCE, RulePart::kConsent), "id-ojk-19");
  EXPECT_EQ(origins.OfMinimum(proto::ROLE_DEBTOR, proto::MODE_MANUAL), "site");
  EXPECT_EQ(origins.OfReceipts(), "site");
}

TEST(RuleOrigins, KnowWhichProfilesDoNotShipHere) {
  const auto origins = OriginsOf("profiles: \"mars-1\" profiles: \"us-ma\"");
  ASSERT_EQ(origins.profiles().size(), 1u);
  EXPECT_EQ(origins.profiles()[0]->name, "us-ma");
  EXPECT_THAT(origins.unknown(), testing::ElementsAre("mars-1"));
}

}  // namespace
}  // namespace dialgate::test
