// How regions dial, what a site may add to it, and what a dial plan is warned of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/builder/rules/derive_dial_plan.h"
#include "platform/builder/rules/emergency_numbers.h"
#include "platform/builder/rules/plan_view.h"
#include "platform/builder/rules/site_rules.h"
#include "rules_fixture.h"

namespace dialgate::test {
namespace {

using builder::DeriveDialPlan;
using builder::EmergencyNumbers;
using builder::PlanView;
using builder::ReadByCore;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(EmergencyNumbers, AreThoseOfTheRegion) {
  EXPECT_THAT(EmergencyNumbers("CN"), ElementsAre("110", "119", "120"));
  EXPECT_THAT(EmergencyNumbers("GB"), ElementsAre("112", "999"));
  EXPECT_THAT(EmergencyNumbers("GA"), SizeIs(101));
  EXPECT_THAT(EmergencyNumbers("ZZ"), IsEmpty());
}

TEST(DialPlan, OfTheUnitedStates) {
  const auto derived = DeriveDialPlan("US", "");
  EXPECT_EQ(derived.plan.country_code(), "1");
  EXPECT_THAT(derived.plan.international_prefixes(), ElementsAre("011"));
  EXPECT_EQ(derived.plan.national_prefix(), "1");
  EXPECT_TRUE(derived.plan.bare_national());
  EXPECT_FALSE(derived.plan.national_zero());
  EXPECT_THAT(derived.plan.national_lengths(), Contains(10u));
}

TEST(DialPlan, OfItalyKeepsTheZero) {
  const PlanView plan(DeriveDialPlan("IT", "").plan);
  EXPECT_TRUE(plan.plan().national_zero);
  EXPECT_EQ(ReadByCore("06 698 82000", plan.plan()), "390669882000");
  EXPECT_EQ(ReadByCore("0039 06 698 82000", plan.plan()), "390669882000");
}

TEST(DialPlan, OfBelarusDialsWithTheWholePrefix) {
  const auto derived = DeriveDialPlan("BY", "");
  EXPECT_EQ(derived.plan.national_prefix(), "80");
  EXPECT_FALSE(derived.plan.bare_national());
  EXPECT_THAT(derived.warnings, Contains(HasSubstr("without its prefix is switched off")));
  EXPECT_EQ(ReadByCore("8 017 226 50 00", PlanView(derived.plan).plan()), "375172265000");
}

TEST(DialPlan, OfBarbadosLeavesCanadasSevenDigitsOut) {
  const auto derived = DeriveDialPlan("BB", "");
  EXPECT_THAT(derived.plan.national_lengths(), ElementsAre(10u));
  EXPECT_THAT(derived.warnings,
              ElementsAre(AllOf(HasSubstr("numbers of 7 digits"), HasSubstr("dial +"))));
}

TEST(DialPlan, OfUruguayHasMoreInternationalPrefixesThanFit) {
  const auto derived = DeriveDialPlan("UY", "");
  EXPECT_THAT(derived.plan.international_prefixes(), SizeIs(64));
  EXPECT_THAT(derived.warnings, Contains(HasSubstr("has 71 international prefixes")));
}

TEST(DialPlan, TakesBareNumbersThatBeginWithTheCountryCodeOnlyWhereNoneIsAmbiguous) {
  const auto india = DeriveDialPlan("IN", "");
  EXPECT_FALSE(india.plan.bare_country_code());
  EXPECT_THAT(india.warnings, Contains(HasSubstr("begins with 91")));
  EXPECT_TRUE(DeriveDialPlan("FR", "").plan.bare_country_code());
}

TEST(DialPlan, StandsBehindTheOutsideLine) {
  const PlanView plan(DeriveDialPlan("GB", "9").plan);
  EXPECT_EQ(ReadByCore("9 020 7946 0000", plan.plan()), "442079460000");
  EXPECT_EQ(ReadByCore("020 7946 0000", plan.plan()), "");
}

// Falkland Islands: +500 and five digits.
std::string FalklandRules(const std::string& dialing) {
  std::string text = RulesWith("\"HK\"", "\"FK\"");
  const size_t from = text.find("  outside_line_prefix"), to = text.find("}\nroles");
  return text.replace(from, to - from, dialing);
}

std::string ErrorOf(const std::string& text) {
  const auto header = builder::ReadSiteRules(text, "rules.txtpb");
  return header ? "" : header.error().message;
}

TEST(Dialing, RefusesAnExtensionThatIsDialedForANumber) {
  EXPECT_THAT(
      ErrorOf(FalklandRules("extensions: \"22\" extensions: \"2XXXX\"")),
      HasSubstr("dialing.extensions[1]: 2XXXX matches 20000, which is dialed for the number "
                "+50020000"));
  EXPECT_EQ(ErrorOf(FalklandRules("extensions: \"2XXX\"")), "");
  EXPECT_THAT(ErrorOf(FalklandRules("outside_line_prefix: \"9\" extensions: \"XXXXXX\"")),
              HasSubstr("XXXXXX matches 910000"));
}

TEST(Dialing, RefusesAnEmergencyNumberThatIsDialedForANumber) {
  EXPECT_THAT(ErrorOf(FalklandRules("emergency: \"52222\"")), HasSubstr("+50052222"));
  EXPECT_THAT(ErrorOf(FalklandRules("outside_line_prefix: \"9\" emergency: \"52222\"")),
              HasSubstr("952222 is dialed for the number +50052222"));
  EXPECT_THAT(ErrorOf(FalklandRules("outside_line_prefix: \"9\" emergency: \"952222\"")),
              HasSubstr("952222 is dialed for the number +50052222"));
}

TEST(Dialing, RefusesMoreThanAPolicyHolds) {
  std::string extensions, emergency;
  for (int i = 10; i < 27; ++i) extensions += "extensions: \"" + std::to_string(i) + "\" ";
  for (int i = 500; i < 630; ++i) emergency += "emergency: \"" + std::to_string(i) + "\" ";
  EXPECT_THAT(ErrorOf(RulesWith("extensions: \"2XXX\"", extensions)),
              HasSubstr("dialing.extensions[16]: must be at most 16"));
  EXPECT_THAT(ErrorOf(RulesWith("emergency: \"992\"", emergency)),
              HasSubstr("dialing.emergency: with those of region HK there are 133 emergency"));
}

TEST(Dialing, JoinsTheEmergencyNumbersOfTheRegionAndTheSite) {
  const auto header = builder::ReadSiteRules(
      RulesWith("emergency: \"992\"", "emergency: \"999\" emergency: \"1234\""), "rules.txtpb");
  ASSERT_TRUE(header.has_value()) << header.error().message;
  EXPECT_THAT(header->policy.dial_plan().emergency(), ElementsAre("112", "1234", "992", "999"));
  EXPECT_THAT(header->policy.dial_plan().extensions(), ElementsAre("2XXX"));
  EXPECT_EQ(header->policy.dial_plan().outside_line_prefix(), "9");
}

}  // namespace
}  // namespace dialgate::test
