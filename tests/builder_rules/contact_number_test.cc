// Numbers as creditors write them.
#include "platform/builder/rules/contact_number.h"

#include <gtest/gtest.h>

#include <random>

#include "platform/builder/rules/phone_library.h"

namespace dialgate::test {
namespace {

using builder::ContactNumber;
using builder::ContactNumberReader;
using Flaw = ContactNumber::Flaw;

std::string Written(const ContactNumber& read) {
  char out[PhoneNumber::kMaxDigits + 1];
  return std::string(out, read.number.Write(out));
}

TEST(ContactNumber, IsReadInTheRowsRegionElseTheSites) {
  const ContactNumberReader reader("CN");
  EXPECT_EQ(Written(reader.Read("138 0013 8000", "")), "+8613800138000");
  EXPECT_EQ(Written(reader.Read("+86-138-0013-8000", "")), "+8613800138000");
  EXPECT_EQ(Written(reader.Read("(202) 456-1111", "US")), "+12024561111");
  EXPECT_EQ(Written(reader.Read("0039 06 698 82000", "")), "+390669882000");
  EXPECT_EQ(Written(reader.Read("\xEF\xBC\x8B"
                                "8613800138000",
                                "")),
            "+8613800138000");  // wide +
}

TEST(ContactNumber, SaysWhetherItIsOfTheSitesOwnCountry) {
  const ContactNumberReader reader("US");
  EXPECT_TRUE(reader.Read("+12024561111", "").own_country);
  EXPECT_TRUE(reader.Read("(604) 568-1111", "CA").own_country);  // the calling code counts
  EXPECT_FALSE(reader.Read("+442079460000", "").own_country);
}

TEST(ContactNumber, SaysWhyItIsNone) {
  const ContactNumberReader reader("US");
  EXPECT_EQ(reader.Read("call me", "").flaw, Flaw::kUnreadable);
  EXPECT_EQ(reader.Read("", "").flaw, Flaw::kUnreadable);
  EXPECT_EQ(reader.Read("2024561111", "XX").flaw, Flaw::kUnreadable);  // no such region
  EXPECT_EQ(reader.Read("+12024561111", "XX").flaw, Flaw::kNone);
  EXPECT_EQ(reader.Read("555 0100", "").flaw, Flaw::kInvalid);
  EXPECT_EQ(reader.Read("(202) 456-1111 ext. 12", "").flaw, Flaw::kExtension);
  EXPECT_EQ(reader.Read("+98 9601", "").flaw, Flaw::kNotE164);  // valid in Iran, of six digits
  EXPECT_EQ(reader.Read("\xC3\x28\xFF\xFE", "").flaw, Flaw::kUnreadable);
  EXPECT_EQ(reader.Read(std::string(5000, '1'), "").flaw, Flaw::kUnreadable);
}

TEST(ContactNumber, ThatWouldBeReadAsAnotherInItsOwnInternationalFormIsNone) {
  const ContactNumberReader reader("MX");
  EXPECT_EQ(Written(reader.Read("+52 1 55 1234 5678", "")), "+525512345678");
  EXPECT_EQ(reader.Read("1 1 55 1234 5678", "").flaw, Flaw::kUnstable);
}

// What stands in a policy must come back from its own E.164 form, by whatever shortcut it was read.
TEST(ContactNumber, IsReadAsItselfWhateverWasWritten) {
  std::mt19937_64 random(20261101);
  std::set<std::string> regions;
  builder::PhoneLibrary().GetSupportedRegions(&regions);
  for (const std::string& region : regions) {
    const ContactNumberReader reader(region);
    for (const std::string& example : builder::NationalExamples(region)) {
      std::string text = example;
      text[random() % text.size()] = static_cast<char>('0' + random() % 10);
      for (const char* front : {"", "0", "1", "8", "+"}) {
        const ContactNumber read = reader.Read(front + text, "");
        if (read.flaw != Flaw::kNone) continue;
        EXPECT_EQ(Written(reader.Read(Written(read), "")), Written(read))
            << region << " " << front << text;
        EXPECT_TRUE(builder::CanStand(Written(read).substr(1))) << region << " " << front << text;
      }
    }
  }
}

}  // namespace
}  // namespace dialgate::test
