#include "platform/builder/rules/phone_library.h"

#include <phonenumbers/logger.h>

#include <algorithm>
#include <cstdint>
#include <list>
#include <set>

#include "dialgate/phone_number.h"

namespace dialgate::builder {
namespace {

using phone::PhoneNumberUtil;

PhoneNumberUtil* SilentLibrary() {
  PhoneNumberUtil* library = PhoneNumberUtil::GetInstance();
  library->SetLogger(
      new phone::NullLogger);  // which it owns; its own one writes to standard output
  return library;
}

}  // namespace

const PhoneNumberUtil& PhoneLibrary() {
  static const PhoneNumberUtil* const library = SilentLibrary();
  return *library;
}

std::string E164Digits(const phone::PhoneNumber& number) {
  std::string text;
  PhoneLibrary().Format(number, PhoneNumberUtil::E164, &text);
  return text.substr(1);
}

phone::PhoneNumber MakeNumber(int calling_code, std::string_view national) {
  phone::PhoneNumber number;
  number.set_country_code(calling_code);
  uint64_t value = 0;
  for (char digit : national) value = value * 10 + static_cast<uint64_t>(digit - '0');
  number.set_national_number(value);
  const size_t zeros = std::min(national.find_first_not_of('0'), national.size() - 1);
  if (zeros > 0) {
    number.set_italian_leading_zero(true);
    if (zeros > 1) number.set_number_of_leading_zeros(static_cast<int32_t>(zeros));
  }
  return number;
}

std::string ReadValid(const std::string& text, const std::string& region) {
  const PhoneNumberUtil& library = PhoneLibrary();
  phone::PhoneNumber number;
  if (library.Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return {};
  return library.IsValidNumber(number) ? E164Digits(number) : std::string();
}

bool CanStand(const std::string& digits) {
  return !PhoneNumber::FromDigits(digits).empty() && ReadValid("+" + digits, "ZZ") == digits;
}

std::vector<std::string> RegionsSharingCode(const std::string& region) {
  const PhoneNumberUtil& library = PhoneLibrary();
  std::list<std::string> regions;
  library.GetRegionCodesForCountryCallingCode(library.GetCountryCodeForRegion(region), &regions);
  std::vector<std::string> sorted(regions.begin(), regions.end());
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

std::vector<std::string> NationalExamples(const std::string& region) {
  const PhoneNumberUtil& library = PhoneLibrary();
  std::set<PhoneNumberUtil::PhoneNumberType> types;
  library.GetSupportedTypesForRegion(region, &types);
  std::set<std::string> examples;
  for (PhoneNumberUtil::PhoneNumberType type : types) {
    phone::PhoneNumber number;
    if (!library.GetExampleNumberForType(region, type, &number)) continue;
    std::string national;
    library.GetNationalSignificantNumber(number, &national);
    examples.insert(national);
  }
  return {examples.begin(), examples.end()};
}

}  // namespace dialgate::builder
