#include "dialgate/dial_string.h"

#include <gtest/gtest.h>

#include <string>

namespace dialgate {
namespace {

std::string Dialed(const Decision& decision, std::string_view text) {
  char dial[DialedText::kMaxBytes];
  return std::string(WriteDialString(decision, {text, {}, {}, {}, {}}, dial));
}

Decision With(Reason reason) {
  Decision decision;
  decision.reason = reason;
  decision.number = PhoneNumber::FromDigits("8613800138000");
  return decision;
}

TEST(DialString, IsTheCanonicalNumber) {
  EXPECT_EQ(Dialed(With(Reason::kDeclaredContact), "tel:138-0013-8000"), "+8613800138000");
}

TEST(DialString, IsNothingForADenial) {
  EXPECT_EQ(Dialed({}, "112"), "");
  EXPECT_EQ(Dialed(With(Reason::kOutsideHours), "+8613800138000"), "");
}

TEST(DialString, IsTheBareDigitsOfAShortCode) {
  Decision decision;
  decision.reason = Reason::kEmergency;
  decision.code = ShortCode::FromDigits("000");
  EXPECT_EQ(Dialed(decision, "sip:9-000@h"), "000");
}

TEST(DialString, IsAnEmergencyUrnInLowerCaseAndWhole) {
  Decision decision;
  decision.reason = Reason::kEmergency;
  EXPECT_EQ(Dialed(decision, "URN:Service:SOS.Fire"), "urn:service:sos.fire");
  const std::string longest = "urn:service:sos." + std::string(255 - 16, 'A');
  EXPECT_EQ(Dialed(decision, longest), "urn:service:sos." + std::string(255 - 16, 'a'));
}

}  // namespace
}  // namespace dialgate
