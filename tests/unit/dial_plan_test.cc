#include "dialgate/dial_plan.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "policy_image.h"

namespace dialgate {
namespace {

using Kind = Reading::Kind;

// A list as it stands in a policy.
class List {
 public:
  explicit List(const std::vector<std::string>& items) {
    for (const std::string& item : items) bytes_.Bytes(3, item);
    list_.at = reinterpret_cast<const uint8_t*>(bytes_.bytes().data());
    list_.end = list_.at + bytes_.bytes().size();
    list_.count = static_cast<uint8_t>(items.size());
  }
  TextList view() const { return list_; }

 private:
  testing::Message bytes_;
  TextList list_;
};

class DialPlanTest : public ::testing::Test {
 protected:
  DialPlanTest() {
    plan.country_code = "49";
    plan.international_prefixes = international.view();
    plan.national_prefix = "0";
    plan.national_lengths = 0b1111'1100'0000;  // 6 to 11
    plan.extensions = extensions.view();
    plan.emergency = emergency.view();
  }

  std::string Reads(const std::string& text) const {
    const Reading reading = Read(DialedText::Read(text), plan);
    if (reading.kind == Kind::kMalformed) return "malformed";
    if (reading.kind == Kind::kAmbiguous) return "ambiguous";
    if (reading.kind == Kind::kExtension)
      return "extension " + std::string(reading.extension.view());
    char number[PhoneNumber::kMaxDigits + 1];
    return {number, reading.number.Write(number)};
  }

  std::string Emergency(const std::string& text) const {
    ShortCode code;
    if (!IsEmergency(DialedText::Read(text), device, &plan, &code)) return "no";
    return code.size == 0 ? "urn" : std::string(code.view());
  }

  List international{{"00"}}, extensions{{"2XXX", "70"}}, emergency{{"110"}};
  DialPlan plan;
  EmergencySet device;
};

TEST_F(DialPlanTest, ReadsEachForm) {
  EXPECT_EQ(Reads("+493012345678"), "+493012345678");
  EXPECT_EQ(Reads("004930123456"), "+4930123456");
  EXPECT_EQ(Reads("00861380013800"), "+861380013800");
  EXPECT_EQ(Reads("030123456"), "+4930123456");
  EXPECT_EQ(Reads("30123456"), "malformed");
  EXPECT_EQ(Reads("tel:30123456;phone-context=+49"), "+4930123456");
  EXPECT_EQ(Reads("sip:30123456;phone-context=+49@h"), "+4930123456");
  EXPECT_EQ(Reads("sip:030123456@h"), "+4930123456");
}

TEST_F(DialPlanTest, HoldsOwnNumbersToTheNationalLengths) {
  EXPECT_EQ(Reads("+4930123"), "malformed");
  EXPECT_EQ(Reads("+49301234"), "+49301234");
  EXPECT_EQ(Reads("+49301234567890"), "malformed");
  EXPECT_EQ(Reads("+490301234567"), "malformed");
  plan.national_zero = true;
  EXPECT_EQ(Reads("+490301234567"), "+490301234567");
}

TEST_F(DialPlanTest, ABareNationalNumberNeedsThePlansLeave) {
  plan.bare_national = true;
  EXPECT_EQ(Reads("30123456"), "+4930123456");
  EXPECT_EQ(Reads("4930123456"), "malformed");
  plan.bare_country_code = true;
  EXPECT_EQ(Reads("4930123456"), "+494930123456");
}

TEST_F(DialPlanTest, SeveralReadingsAreAmbiguous) {
  plan.bare_national = plan.national_zero = true;
  EXPECT_EQ(Reads("0301234567"), "ambiguous");
  EXPECT_EQ(Reads("030123"), "+49030123");  // behind the prefix it would be too short
}

TEST_F(DialPlanTest, AnInternationalPrefixGivesTheOnlyReadings) {
  plan.bare_national = plan.national_zero = true;
  EXPECT_EQ(Reads("0012125551"), "+12125551");
  List two{{"00", "001"}};
  plan.international_prefixes = two.view();
  EXPECT_EQ(Reads("00121255512"), "ambiguous");     // 121255512 and 21255512
  EXPECT_EQ(Reads("001012345678"), "+1012345678");  // a number does not begin with 0
}

TEST_F(DialPlanTest, AnOutsideLinePrefixMustBeThereUnlessThereIsAPlus) {
  plan.outside_line_prefix = "9";
  EXPECT_EQ(Reads("9030123456"), "+4930123456");
  EXPECT_EQ(Reads("030123456"), "malformed");
  EXPECT_EQ(Reads("+4930123456"), "+4930123456");
  EXPECT_EQ(Reads("9+4930123456"), "malformed");
  EXPECT_EQ(Reads("tel:30123456;phone-context=+49"), "+4930123456");
}

TEST_F(DialPlanTest, ExtensionsAreTheWholeSubscriber) {
  EXPECT_EQ(Reads("2999"), "extension 2999");
  EXPECT_EQ(Reads("tel:2-999"), "extension 2999");
  EXPECT_EQ(Reads("70"), "extension 70");
  EXPECT_EQ(Reads("29990"), "malformed");
  EXPECT_EQ(Reads("+2999"), "malformed");
  EXPECT_EQ(Reads("tel:2999;phone-context=+49"), "malformed");  // 492999 is too short
}

TEST_F(DialPlanTest, LocalTelNumbersNeedAContext) {
  EXPECT_EQ(Reads("tel:030123456"), "malformed");
  EXPECT_EQ(Reads("tel:30123456;phone-context=example.com"), "malformed");
  EXPECT_EQ(Reads("tel:+4930123456;phone-context=+49"), "malformed");
}

TEST_F(DialPlanTest, EmergencyIsTheWholeSubscriber) {
  for (const char* text : {"112", "9-1-1", "110", "tel:112", "sip:911@h", "sip:%39%31%31@h",
                           "tel:112;phone-context=example.com", "tel:911;phone-context=+1"}) {
    EXPECT_NE(Emergency(text), "no") << text;
  }
  EXPECT_EQ(Emergency("urn:service:sos.police"), "urn");
  for (const char* text : {"9115551234", "+911", "+112", "911,1", "1112", "11", "111"}) {
    EXPECT_EQ(Emergency(text), "no") << text;
  }
}

TEST_F(DialPlanTest, EmergencyNeedsNoPolicyAndNoOutsideLine) {
  const std::string_view numbers[] = {"000"};
  device = {numbers, 1, "0"};
  plan.outside_line_prefix = "9";
  EXPECT_EQ(Emergency("000"), "000");
  EXPECT_EQ(Emergency("9112"), "112");
  EXPECT_EQ(Emergency("0000"), "000");
  EXPECT_EQ(Emergency("9000"), "000");
  EXPECT_EQ(Emergency("90112"), "no");
  ShortCode code;
  EXPECT_TRUE(IsEmergency(DialedText::Read("0112"), device, nullptr, &code));
  EXPECT_FALSE(IsEmergency(DialedText::Read("110"), device, nullptr, &code));
}

}  // namespace
}  // namespace dialgate
