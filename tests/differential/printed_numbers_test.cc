// Every format in which libphonenumber prints a number, read by the core.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <set>

#include "platform/builder/rules/phone_library.h"
#include "region_plan.h"

namespace dialgate::test {
namespace {

using builder::CanStand;
using builder::E164Digits;
using builder::PhoneLibrary;
using builder::ReadByCore;
using builder::ReadValid;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

constexpr double kLeastAccepted = 0.99;
constexpr std::array<const char*, 4> kFormats = {"E.164", "international", "national", "RFC 3966"};
// From where numbers are printed out of the country.
constexpr std::array<const char*, 12> kHomes = {"US", "GB", "CN", "DE", "BR", "IN",
                                                "RU", "AU", "KR", "SG", "AR", "IT"};

struct Count {
  size_t printed = 0;   // texts whose form the plan allows
  size_t accepted = 0;  // read as the number that was printed
  size_t barred = 0;    // texts that the plan, or the grammar of dialed text, does not allow

  double share() const { return printed == 0 ? 1 : static_cast<double>(accepted) / printed; }
};

std::string DigitsOf(const std::string& text) {
  std::string digits;
  for (char c : text) {
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  return digits;
}

// Whether `text` has a `/`, which no dialed text may have: so the library prints Slovak landlines.
bool HasSlash(const std::string& text) { return text.find('/') != std::string::npos; }

// Whether the plan has the form of dialing by which `text` was printed for `national`.
bool HasForm(const DialPlan& plan, const std::string& text, const std::string& national) {
  const std::string digits = DigitsOf(text);
  if (!plan.national_prefix.empty() && digits == std::string(plan.national_prefix) + national) {
    return true;
  }
  const bool country_code = digits.compare(0, plan.country_code.size(), plan.country_code) == 0;
  return digits == national && plan.bare_national && (plan.bare_country_code || !country_code);
}

// Reads `text`, as which `number` was printed, in `region`, and holds the core against the library.
void Judge(const std::string& text, const PhoneNumber& number, const std::string& region,
           bool allowed, Count* count) {
  const std::string core = ReadByCore(text, PlanOf(region).plan());
  const std::string printed = E164Digits(number);
  ++(allowed ? count->printed : count->barred);
  if (core == printed) {
    if (allowed) ++count->accepted;
    return;
  }
  if (core.empty() || !CanStand(core)) return;
  EXPECT_EQ(core, ReadValid(text, region))
      << "in " << region << " " << text << " was printed for +" << printed;
}

std::array<Count, 4> JudgeFormats(const std::vector<PhoneNumber>& numbers,
                                  const std::string& region) {
  std::array<Count, 4> counts;
  for (const PhoneNumber& number : numbers) {
    std::string text, national;
    PhoneLibrary().GetNationalSignificantNumber(number, &national);
    for (size_t format = 0; format < kFormats.size(); ++format) {
      PhoneLibrary().Format(number, static_cast<PhoneNumberUtil::PhoneNumberFormat>(format), &text);
      const bool form =
          format != PhoneNumberUtil::NATIONAL || HasForm(PlanOf(region).plan(), text, national);
      const bool allowed = form && !HasSlash(text);
      Judge(text, number, region, allowed, &counts[format]);
    }
  }
  return counts;
}

TEST(PrintedNumbers, AreReadAsThemselvesOrRefused) {
  Random random(TheOptions().seed);
  const size_t count = TheOptions().all ? 300 : 200;
  std::printf("accepted of what the plan allows (and how many it does not allow)\nregion numbers");
  for (const char* format : kFormats) std::printf("%20s", format);
  std::printf("\n");
  for (const std::string& region : RegionsUnderTest()) {
    const auto numbers = RandomNumbers(region, count, &random);
    EXPECT_FALSE(numbers.empty()) << region;
    const std::array<Count, 4> counts = JudgeFormats(numbers, region);
    std::printf("%-6s%8zu", region.c_str(), numbers.size());
    for (size_t format = 0; format < kFormats.size(); ++format) {
      std::printf("%13.1f%% (%3zu)", 100 * counts[format].share(), counts[format].barred);
      EXPECT_GE(counts[format].share(), kLeastAccepted) << region << ", " << kFormats[format];
    }
    std::printf("\n");
  }
}

TEST(PrintedNumbers, OutOfTheCountryTheyAreReadAsThemselvesOrRefused) {
  Random random(TheOptions().seed + 1);
  const size_t count = TheOptions().all ? 100 : 40;
  std::printf("accepted, as dialed from\nregion");
  for (const char* home : kHomes) std::printf("%8s", home);
  std::printf("\n");
  for (const std::string& region : RegionsUnderTest()) {
    const auto numbers = RandomNumbers(region, count, &random);
    std::printf("%-6s", region.c_str());
    for (const char* home : kHomes) {
      Count counts;
      for (const PhoneNumber& number : numbers) {
        std::string text;
        PhoneLibrary().FormatOutOfCountryCallingNumber(number, home, &text);
        Judge(text, number, home, true, &counts);
      }
      std::printf("%7.1f%%", 100 * counts.share());
    }
    std::printf("\n");
  }
}

}  // namespace
}  // namespace dialgate::test
