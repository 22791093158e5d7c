// Dial strings put together at random, right ones and wrong ones: the core reads no other number
// than the library.
#include <gtest/gtest.h>

#include <cstdio>
#include <map>

#include "platform/builder/rules/phone_library.h"
#include "region_plan.h"

namespace dialgate::test {
namespace {

using builder::CanStand;
using builder::E164Digits;
using builder::PhoneLibrary;
using builder::ReadByCore;
using builder::ReadValid;

constexpr size_t kNumbersOfRegion = 60;

using Numbers = std::map<std::string, std::vector<i18n::phonenumbers::PhoneNumber>>;

std::string RandomDigits(size_t count, Random* random) {
  std::string digits;
  for (size_t i = 0; i < count; ++i) digits.push_back(static_cast<char>('0' + Below(10, random)));
  return digits;
}

// A number of `region`, of another one, or of nobody: national, with its country code, or short of
// digits.
std::string RandomTail(const std::string& region, const std::vector<std::string>& regions,
                       const Numbers& numbers, Random* random) {
  if (Below(4, random) == 0) return RandomDigits(4 + Below(12, random), random);
  const std::string& home = Below(3, random) == 0 ? PickOf(regions, random) : region;
  const auto& number = PickOf(numbers.at(home), random);
  std::string digits;
  PhoneLibrary().GetNationalSignificantNumber(number, &digits);
  if (Below(3, random) == 0) digits = E164Digits(number);
  if (Below(6, random) == 0) digits.pop_back();
  if (Below(6, random) == 0) digits += RandomDigits(1, random);
  return digits;
}

// What a person, or a bad export, may put in front.
std::string RandomFront(const DialPlan& plan, Random* random) {
  switch (Below(9, random)) {
    case 0: return std::string(plan.national_prefix);
    case 1: {
      TextList prefixes = plan.international_prefixes;
      std::string_view prefix;
      for (size_t i = Below(prefixes.count + 1u, random); i > 0; --i) prefixes.Next(&prefix);
      return std::string(prefix);
    }
    case 2: return std::string(plan.country_code);
    case 3: return "+";
    case 4: return RandomDigits(1 + Below(5, random), random);
    case 5: return std::string(plan.country_code) + std::string(plan.national_prefix);
    default: return {};
  }
}

std::string WithSeparators(const std::string& text, Random* random) {
  constexpr std::string_view kSeparators = " -.()";
  std::string out;
  for (char c : text) {
    out.push_back(c);
    if (Below(5, random) == 0) out.push_back(PickOf(kSeparators, random));
  }
  return out;
}

TEST(DialStrings, ReachNoOtherNumberThanTheLibraryReads) {
  Random random(TheOptions().seed + 2);
  const std::vector<std::string> regions = RegionsUnderTest();
  const size_t count = TheOptions().all ? 5000 : 2000;
  Numbers numbers;
  for (const std::string& region : regions) {
    numbers[region] = RandomNumbers(region, kNumbersOfRegion, &random);
    ASSERT_FALSE(numbers[region].empty()) << region;
  }
  size_t same = 0, refused = 0, nobody = 0, unread = 0;
  for (const std::string& region : regions) {
    for (size_t i = 0; i < count; ++i) {
      const builder::PlanView& plan =
          Below(4, &random) == 0 ? PlanBehindNine(region) : PlanOf(region);
      std::string front = RandomFront(plan.plan(), &random);
      if (Below(4, &random) == 0) front += RandomFront(plan.plan(), &random);
      const std::string text =
          WithSeparators(front + RandomTail(region, regions, numbers, &random), &random);
      const bool global = text.find('+') != std::string::npos;
      std::string dialed = (global ? "" : std::string(plan.plan().outside_line_prefix)) + text;
      if (Below(4, &random) == 0) dialed = "sip:" + dialed + "@gateway.example";
      const std::string core = ReadByCore(dialed, plan.plan());
      const std::string library = ReadValid(text, region);
      ++(library.empty() ? unread : core == library ? same : core.empty() ? refused : nobody);
      if (library.empty() || core.empty() || core == library) continue;
      EXPECT_FALSE(CanStand(core)) << "in " << region << " " << dialed << " is read as +" << core
                                   << ", which is +" << library;
    }
  }
  std::printf(
      "%zu read alike, %zu refused, %zu read as nobody's number, %zu not read by the library\n",
      same, refused, nobody, unread);
  EXPECT_GT(same, 0u);
}

}  // namespace
}  // namespace dialgate::test
