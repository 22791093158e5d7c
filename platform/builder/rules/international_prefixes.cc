#include "platform/builder/rules/international_prefixes.h"

#include <cstddef>
#include <set>
#include <string_view>

#include "platform/builder/rules/phone_library.h"

namespace dialgate::builder {
namespace {

using phone::PhoneNumberUtil;

// Numbers abroad. They begin with different digits, since a pattern may take their first one for
// its own, and none is of a country whose national prefix could swallow a digit that is too many.
constexpr std::string_view kAbroad[] = {"85223456789", "4532123456", "6561234567"};

// All prefixes of up to 4 digits are tried. Longer ones begin as shorter ones do: with their first
// two digits up to 5 (all of 5 digits were tried once, for every region), with their first four
// beyond.
constexpr size_t kExhaustive = 4;
constexpr size_t kLongest = 6;

enum class Outcome { kNotTaken, kTaken, kRead };

// Whether `prefix` is taken for an international one before `number`, and the number then read
// right.
Outcome Try(const std::string& prefix, std::string_view number, const std::string& region) {
  phone::PhoneNumber read;
  const auto error =
      PhoneLibrary().ParseAndKeepRawInput(prefix + std::string(number), region, &read);
  if (error == PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR ||
      error == PhoneNumberUtil::TOO_SHORT_AFTER_IDD) {
    return Outcome::kTaken;
  }
  if (error != PhoneNumberUtil::NO_PARSING_ERROR ||
      read.country_code_source() != phone::PhoneNumber::FROM_NUMBER_WITH_IDD) {
    return Outcome::kNotTaken;
  }
  return E164Digits(read) == number ? Outcome::kRead : Outcome::kTaken;
}

bool IsInternational(const std::string& prefix, const std::string& region) {
  for (std::string_view number : kAbroad) {
    const Outcome outcome = Try(prefix, number, region);
    if (outcome == Outcome::kRead) return true;
    if (outcome == Outcome::kNotTaken) return false;  // nor is it before any other number
  }
  return false;
}

// Tries `beginning` with every tail that makes it `length` digits long.
void TryAll(const std::string& beginning, size_t length, const std::string& region,
            std::set<std::string>* found) {
  unsigned count = 1;
  for (size_t i = beginning.size(); i < length; ++i) count *= 10;
  for (unsigned value = 0; value < count; ++value) {
    std::string tail = std::to_string(value);
    tail.insert(0, length - beginning.size() - tail.size(), '0');
    if (IsInternational(beginning + tail, region)) found->insert(beginning + tail);
  }
}

std::set<std::string> Beginnings(const std::set<std::string>& prefixes, size_t digits) {
  std::set<std::string> out;
  for (const std::string& prefix : prefixes) {
    if (prefix.size() >= digits) out.insert(prefix.substr(0, digits));
  }
  return out;
}

}  // namespace

std::vector<std::string> InternationalPrefixes(const std::string& region) {
  std::set<std::string> found;
  for (size_t length = 1; length <= kExhaustive; ++length) TryAll("", length, region, &found);
  for (size_t length = kExhaustive + 1; length <= kLongest; ++length) {
    const size_t digits = length == kExhaustive + 1 ? 2 : 4;
    for (const std::string& beginning : Beginnings(found, digits)) {
      TryAll(beginning, length, region, &found);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace dialgate::builder
