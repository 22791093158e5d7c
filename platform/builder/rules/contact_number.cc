#include "platform/builder/rules/contact_number.h"

#include <set>
#include <utility>

#include "platform/builder/rules/phone_library.h"

namespace dialgate::builder {
namespace {

using phone::PhoneNumberUtil;

constexpr std::string_view kSeparators = " -.()";

// The digits of a text of nothing but ASCII digits and separators, behind a `+` or not.
struct PlainDigits {
  bool plain = true;
  bool global = false;
  std::string digits;
};

PlainDigits Gather(std::string_view text) {
  PlainDigits out;
  if (!text.empty() && text.front() == '+') {
    out.global = true;
    text.remove_prefix(1);
  }
  for (char c : text) {
    if (c >= '0' && c <= '9') {
      out.digits.push_back(c);
    } else if (kSeparators.find(c) == std::string_view::npos) {
      out.plain = false;
    }
  }
  return out;
}

bool IsMainRegion(int calling_code, const std::string& region) {
  std::string main_region;
  PhoneLibrary().GetRegionCodeForCountryCode(calling_code, &main_region);
  return main_region == region;
}

// Whether `e164`, as which `text` was read, is read as itself: a national number that begins with
// what the library takes for a national prefix is not (+52 1 55...). Where nothing was stripped
// from `text` to read it, by the rules that hold for its E.164 form too, nothing is stripped from
// that either.
bool IsReadAsItself(std::string_view text, const std::string& region,
                    const phone::PhoneNumber& number, const std::string& e164) {
  const PlainDigits written = Gather(text);
  if (written.plain && written.global && written.digits == e164) return true;
  const int calling_code = number.country_code();
  const bool bare = std::to_string(calling_code) + written.digits == e164;
  if (written.plain && !written.global && bare && IsMainRegion(calling_code, region)) return true;
  phone::PhoneNumber again;
  return PhoneLibrary().Parse("+" + e164, region, &again) == PhoneNumberUtil::NO_PARSING_ERROR &&
         E164Digits(again) == e164;
}

}  // namespace

const char* Describe(ContactNumber::Flaw flaw) {
  switch (flaw) {
    case ContactNumber::Flaw::kNone: return "a valid number";
    case ContactNumber::Flaw::kUnreadable: return "no telephone number can be read";
    case ContactNumber::Flaw::kInvalid: return "a number that nobody can have";
    case ContactNumber::Flaw::kExtension:
      return "a number behind an extension, which cannot be dialed";
    case ContactNumber::Flaw::kNotE164: return "not a number of 7 to 15 digits";
    case ContactNumber::Flaw::kUnstable:
      return "a number whose international form is read as another number";
  }
  return "no telephone number can be read";
}

ContactNumberReader::ContactNumberReader(std::string site_region)
    : site_region_(std::move(site_region)),
      site_calling_code_(PhoneLibrary().GetCountryCodeForRegion(site_region_)) {}

ContactNumber ContactNumberReader::Read(std::string_view text, std::string_view region) const {
  const PhoneNumberUtil& library = PhoneLibrary();
  const std::string read_in = region.empty() ? site_region_ : std::string(region);
  ContactNumber answer;
  phone::PhoneNumber number;
  if (library.Parse(std::string(text), read_in, &number) != PhoneNumberUtil::NO_PARSING_ERROR) {
    return answer;
  }
  const std::string e164 = E164Digits(number);
  if (number.has_extension()) {
    answer.flaw = ContactNumber::Flaw::kExtension;
  } else if (!library.IsValidNumber(number)) {
    answer.flaw = ContactNumber::Flaw::kInvalid;
  } else if (PhoneNumber::FromDigits(e164).empty()) {
    answer.flaw = ContactNumber::Flaw::kNotE164;
  } else if (!IsReadAsItself(text, read_in, number, e164)) {
    answer.flaw = ContactNumber::Flaw::kUnstable;
  } else {
    answer.flaw = ContactNumber::Flaw::kNone;
    answer.number = PhoneNumber::FromDigits(e164);
    answer.own_country = number.country_code() == site_calling_code_;
  }
  return answer;
}

bool IsRegion(std::string_view region) {
  static const std::set<std::string, std::less<>> regions = [] {
    std::set<std::string> supported;
    PhoneLibrary().GetSupportedRegions(&supported);
    return std::set<std::string, std::less<>>(supported.begin(), supported.end());
  }();
  return regions.count(region) != 0;
}

}  // namespace dialgate::builder
