#include "dialgate/phone_number.h"

#include <gtest/gtest.h>

namespace dialgate {
namespace {

std::string Written(PhoneNumber number) {
  char text[PhoneNumber::kMaxDigits + 1];
  return {text, number.Write(text)};
}

TEST(PhoneNumber, WritesWhatItWasMadeOf) {
  for (const char* digits : {"1234567", "8613800138000", "999999999999999", "100000000000000"}) {
    EXPECT_EQ(Written(PhoneNumber::FromDigits(digits)), std::string("+") + digits);
  }
}

TEST(PhoneNumber, IsNoneOutsideE164) {
  for (const char* digits :
       {"", "123456", "1234567890123456", "0123456789", "12345a7", "+1234567"}) {
    EXPECT_TRUE(PhoneNumber::FromDigits(digits).empty()) << digits;
  }
  EXPECT_EQ(Written(PhoneNumber()), "");
}

TEST(PhoneNumber, WordIsItsDecimalDigits) {
  EXPECT_EQ(PhoneNumber::FromDigits("8613800138000").word(), 0x8613800138000u);
}

TEST(PhoneNumber, IsNoneWhereEitherPartHasWhatIsNoDigit) {
  EXPECT_EQ(PhoneNumber::FromDigits("86", "13800138000").word(), 0x8613800138000u);
  EXPECT_EQ(PhoneNumber::FromDigits({}, "13800138000").word(), 0x13800138000u);
  EXPECT_TRUE(PhoneNumber::FromDigits("8x", "13800138000").empty());
  EXPECT_TRUE(PhoneNumber::FromDigits("86", "1380013800x").empty());
}

TEST(ShortCode, KeepsLeadingZeros) { EXPECT_EQ(ShortCode::FromDigits("000").view(), "000"); }

}  // namespace
}  // namespace dialgate
