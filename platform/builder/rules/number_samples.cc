#include "platform/builder/rules/number_samples.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "platform/builder/rules/phone_library.h"

namespace dialgate::builder {
namespace {

using phone::PhoneNumberUtil;

// Endings for numbers of which only the beginning is chosen; ranges often tell apart by the digits
// that follow.
constexpr std::string_view kEndings[] = {"23456789012345", "00100200300400"};

// Beyond as many lengths, the numbers of a country are rarely told apart by a fourth digit.
constexpr size_t kManyLengths = 3;
constexpr size_t kFewLengthsDigits = 4;
constexpr size_t kManyLengthsDigits = 3;

class Collector {
 public:
  explicit Collector(int calling_code) : calling_code_(calling_code) {}

  void Offer(const std::string& national) {
    if (PhoneLibrary().IsValidNumber(MakeNumber(calling_code_, national))) {
      found_.push_back(national);
    }
  }
  std::vector<std::string> Take() {
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  int calling_code_;
  std::vector<std::string> found_;
};

void OfferBeginnings(size_t length, size_t digits, Collector* collector) {
  digits = std::min(digits, length);
  unsigned count = 1;
  for (size_t i = 0; i < digits; ++i) count *= 10;
  for (unsigned value = 0; value < count; ++value) {
    std::string national = std::to_string(value);
    national.insert(0, digits - national.size(), '0');
    for (std::string_view ending : kEndings) {
      collector->Offer(national + std::string(ending.substr(0, length - digits)));
      if (digits == length || digits == kFewLengthsDigits) break;
    }
  }
}

void OfferVariations(const std::string& example, Collector* collector) {
  collector->Offer(example);
  for (size_t place = 0; place + 2 < example.size(); ++place) {
    std::string national = example;
    for (char digit = '0'; digit <= '9'; ++digit) {
      national[place] = digit;
      collector->Offer(national);
    }
  }
}

void AddExample(bool found, const phone::PhoneNumber& number, int calling_code,
                std::set<std::string>* out) {
  if (!found || number.country_code() == calling_code) return;
  const std::string digits = E164Digits(number);
  if (CanStand(digits)) out->insert(digits);
}

}  // namespace

std::vector<std::string> ValidNationalNumbers(const std::string& region,
                                              const std::vector<uint32_t>& lengths) {
  Collector collector(PhoneLibrary().GetCountryCodeForRegion(region));
  const size_t digits = lengths.size() > kManyLengths ? kManyLengthsDigits : kFewLengthsDigits;
  for (uint32_t length : lengths) OfferBeginnings(length, digits, &collector);
  for (const std::string& sharing : RegionsSharingCode(region)) {
    for (const std::string& example : NationalExamples(sharing)) {
      OfferVariations(example, &collector);
    }
  }
  return collector.Take();
}

std::vector<std::string> ForeignNumbers(int calling_code) {
  const PhoneNumberUtil& library = PhoneLibrary();
  std::set<std::string> regions;
  library.GetSupportedRegions(&regions);
  std::set<std::string> out;
  phone::PhoneNumber number;
  for (const std::string& region : regions) {
    for (auto type : {PhoneNumberUtil::FIXED_LINE, PhoneNumberUtil::MOBILE}) {
      const bool found = library.GetExampleNumberForType(region, type, &number);
      AddExample(found, number, calling_code, &out);
    }
  }
  std::set<int> networks;
  library.GetSupportedGlobalNetworkCallingCodes(&networks);
  for (int network : networks) {
    const bool found = library.GetExampleNumberForNonGeoEntity(network, &number);
    AddExample(found, number, calling_code, &out);
  }
  return {out.begin(), out.end()};
}

std::vector<std::string> Spread(const std::vector<std::string>& all, size_t count) {
  if (all.size() <= count) return all;
  std::vector<std::string> some;
  for (size_t i = 0; i < count; ++i) some.push_back(all[i * all.size() / count]);
  return some;
}

}  // namespace dialgate::builder
