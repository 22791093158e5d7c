#include "platform/builder/rules/derive_dial_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "platform/builder/rules/dial_plan_trial.h"
#include "platform/builder/rules/international_prefixes.h"
#include "platform/builder/rules/number_samples.h"
#include "platform/builder/rules/phone_library.h"
#include "platform/builder/rules/plan_view.h"

namespace dialgate::builder {
namespace {

using phone::PhoneNumberUtil;

constexpr uint32_t kLongestNational = 14;
constexpr size_t kMostPrefixes = 64;
constexpr size_t kLongestNationalPrefix = 4;

// Lengths that national numbers of the calling code have. What the library says of the code's main
// region and what it gives as examples for all regions that share the code.
std::vector<uint32_t> NationalLengths(const std::string& region) {
  const PhoneNumberUtil& library = PhoneLibrary();
  const int calling_code = library.GetCountryCodeForRegion(region);
  std::set<uint32_t> lengths;
  for (uint32_t length = 1; length <= kLongestNational; ++length) {
    const phone::PhoneNumber number = MakeNumber(calling_code, std::string(length, '1'));
    if (library.IsPossibleNumberWithReason(number) == PhoneNumberUtil::IS_POSSIBLE) {
      lengths.insert(length);
    }
  }
  for (const std::string& sharing : RegionsSharingCode(region)) {
    for (const std::string& example : NationalExamples(sharing)) {
      if (example.size() <= kLongestNational) {
        lengths.insert(static_cast<uint32_t>(example.size()));
      }
    }
  }
  return {lengths.begin(), lengths.end()};
}

// What the library prints in front of `number` within its country; nothing if it prints more than a
// prefix.
std::string PrintedPrefix(const phone::PhoneNumber& number, const std::string& national) {
  std::string digits;
  PhoneLibrary().Format(number, PhoneNumberUtil::NATIONAL, &digits);
  PhoneLibrary().NormalizeDigitsOnly(&digits);
  if (digits.size() < national.size()) return {};
  const size_t size = digits.size() - national.size();
  return digits.compare(size, national.size(), national) == 0 ? digits.substr(0, size) : "";
}

// The national prefix of `region`: what the library prints most often where it names one at all. It
// names 8 for Belarus, and prints 80.
std::string NationalPrefix(const std::string& region, const std::vector<std::string>& nationals) {
  constexpr size_t kPrinted = 400;
  const int calling_code = PhoneLibrary().GetCountryCodeForRegion(region);
  std::string prefix;
  PhoneLibrary().GetNddPrefixForRegion(region, true, &prefix);
  if (prefix.empty()) return prefix;
  std::map<std::string, size_t> counts;
  size_t most = 0;
  for (const std::string& national : Spread(nationals, kPrinted)) {
    const phone::PhoneNumber number = MakeNumber(calling_code, national);
    if (!PhoneLibrary().IsValidNumberForRegion(number, region)) continue;
    const std::string printed = PrintedPrefix(number, national);
    const size_t count = printed.empty() ? 0 : ++counts[printed];
    if (count <= most) continue;
    most = count;
    prefix = printed;
  }
  return prefix.size() <= kLongestNationalPrefix ? prefix : "";
}

// Whether some of `nationals`, ascending, begins with 0 and is read as itself.
bool AnyBeginsWithZero(const std::string& country_code, const std::vector<std::string>& nationals) {
  for (const std::string& national : nationals) {
    if (national.front() != '0') return false;
    if (CanStand(country_code + national)) return true;
  }
  return false;
}

// Belarus: what is dialed with its national prefix, 80, may be a longer number without one. People
// dial as the library prints, with the prefix, so where that is ambiguous the form without it goes.
void SettleAmbiguity(const std::vector<std::string>& nationals, DerivedDialPlan* out) {
  if (out->plan.national_prefix().empty() || !out->plan.bare_national()) return;
  proto::DialPlan prefixed = out->plan;
  prefixed.clear_bare_national();
  prefixed.clear_bare_country_code();
  const PlanView with_bare(out->plan);
  const PlanView without_bare(prefixed);
  for (const std::string& national : nationals) {
    const std::string dialed = prefixed.national_prefix() + national;
    const std::string text = prefixed.outside_line_prefix() + dialed;
    const std::string number = ReadByCore(text, without_bare.plan());
    if (number.empty() || number == ReadByCore(text, with_bare.plan())) continue;
    out->warnings.push_back(
        fmt::format("region {}: dialing a national number without its prefix is switched off, "
                    "since {} could be "
                    "+{} or +{}; dial the prefix, or + and the country code",
                    prefixed.region(), dialed, number, prefixed.country_code() + dialed));
    out->plan = prefixed;
    return;
  }
}

// A policy holds 64 of them; Uruguay has 71. Shorter ones are kept first.
void AddInternationalPrefixes(std::vector<std::string> prefixes, DerivedDialPlan* out) {
  std::stable_sort(prefixes.begin(), prefixes.end(),
                   [](const auto& a, const auto& b) { return a.size() < b.size(); });
  if (prefixes.size() > kMostPrefixes) {
    out->warnings.push_back(fmt::format(
        "region {}: has {} international prefixes, more than a policy holds: {} to {} are switched "
        "off; dial + instead",
        out->plan.region(), prefixes.size(), prefixes[kMostPrefixes], prefixes.back()));
    prefixes.resize(kMostPrefixes);
  }
  std::sort(prefixes.begin(), prefixes.end());
  for (const std::string& prefix : prefixes) out->plan.add_international_prefixes(prefix);
}

DerivedDialPlan Derive(const std::string& region, const std::string& outside_line_prefix) {
  const PhoneNumberUtil& library = PhoneLibrary();
  DerivedDialPlan out;
  proto::DialPlan& plan = out.plan;
  plan.set_region(region);
  plan.set_country_code(std::to_string(library.GetCountryCodeForRegion(region)));
  const std::vector<std::string> prefixes = InternationalPrefixes(region);
  AddInternationalPrefixes(prefixes, &out);
  plan.set_bare_national(true);
  plan.set_bare_country_code(true);
  const std::vector<uint32_t> lengths = NationalLengths(region);
  plan.mutable_national_lengths()->Add(lengths.begin(), lengths.end());
  plan.set_outside_line_prefix(outside_line_prefix);

  const std::vector<std::string> nationals = ValidNationalNumbers(region, lengths);
  plan.set_national_prefix(NationalPrefix(region, nationals));
  plan.set_national_zero(AnyBeginsWithZero(plan.country_code(), nationals));
  SettleAmbiguity(nationals, &out);
  DialPlanTrial trial(plan, nationals, prefixes);
  for (std::string& warning : trial.SwitchOffWrongForms(&plan)) {
    out.warnings.push_back(std::move(warning));
  }
  return out;
}

}  // namespace

DerivedDialPlan DeriveDialPlan(const std::string& region, const std::string& outside_line_prefix) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::string>, DerivedDialPlan> known;
  const std::lock_guard<std::mutex> lock(mutex);
  const auto key = std::make_pair(region, outside_line_prefix);
  auto entry = known.find(key);
  if (entry == known.end()) entry = known.emplace(key, Derive(region, outside_line_prefix)).first;
  return entry->second;
}

}  // namespace dialgate::builder
