#include "platform/builder/rules/dial_plan_trial.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "platform/builder/rules/number_samples.h"
#include "platform/builder/rules/phone_library.h"
#include "platform/builder/rules/plan_view.h"

namespace dialgate::builder {
namespace {

// How many texts a trial takes, so that it ends within a second.
constexpr size_t kMostNationals = 10000;
constexpr size_t kNationalsAfterPrefix = 200;
constexpr size_t kInternationals = 10000;
constexpr size_t kOwnAfterInternational = 20;
constexpr size_t kLongestStripped = 4;

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// Every string of up to 4 digits that the library strips off the front of a national number of
// `region`: national prefixes, carriers' codes, and what nobody expects.
std::vector<std::string> StrippedPrefixes(const std::string& region,
                                          const std::vector<std::string>& nationals) {
  std::vector<std::string> out;
  const std::string code = std::to_string(PhoneLibrary().GetCountryCodeForRegion(region));
  for (size_t length = 1, count = 10; length <= kLongestStripped; ++length, count *= 10) {
    const std::vector<std::string> numbers = Spread(nationals, length == kLongestStripped ? 1 : 2);
    for (size_t value = 0; value < count; ++value) {
      std::string prefix = std::to_string(value);
      prefix.insert(0, length - prefix.size(), '0');
      for (const std::string& national : numbers) {
        if (ReadValid(prefix + national, region) == code + national) {
          out.push_back(prefix);
          break;
        }
      }
    }
  }
  return out;
}

std::set<size_t> LengthsWithin(const std::string& region,
                               const std::vector<std::string>& nationals) {
  const int calling_code = PhoneLibrary().GetCountryCodeForRegion(region);
  std::set<size_t> lengths;
  for (const std::string& national : nationals) {
    if (lengths.count(national.size()) != 0) continue;
    const phone::PhoneNumber number = MakeNumber(calling_code, national);
    if (PhoneLibrary().IsValidNumberForRegion(number, region)) lengths.insert(national.size());
  }
  return lengths;
}

// Switches off the international prefix by which `text` is read as `number`, and says which;
// nothing if that is not how it is read.
std::string SwitchOffInternational(const std::string& text, const std::string& number,
                                   proto::DialPlan* plan) {
  auto* prefixes = plan->mutable_international_prefixes();
  for (auto prefix = prefixes->begin(); prefix != prefixes->end(); ++prefix) {
    if (text != *prefix + number) continue;
    const std::string was = *prefix;
    prefixes->erase(prefix);
    return fmt::format("the international prefix {}", was);
  }
  return {};
}

std::string SwitchOffLength(size_t length, proto::DialPlan* plan) {
  auto* lengths = plan->mutable_national_lengths();
  lengths->erase(std::find(lengths->begin(), lengths->end(), length));
  return fmt::format("dialing national numbers of {} digits", length);
}

}  // namespace

DialPlanTrial::DialPlanTrial(const proto::DialPlan& plan, const std::vector<std::string>& nationals,
                             const std::vector<std::string>& prefixes)
    : region_(plan.region()),
      country_code_(plan.country_code()),
      own_lengths_(LengthsWithin(region_, nationals)) {
  AddNationalTexts(nationals, plan.national_prefix());
  AddInternationalTexts(nationals, prefixes);
}

std::vector<std::string> DialPlanTrial::SwitchOffWrongForms(proto::DialPlan* plan) {
  std::vector<std::string> warnings;
  for (Mistake mistake; FindMistake(*plan, &mistake);) {
    warnings.push_back(fmt::format(
        "region {}: {} is switched off, since it would have read {} as +{}, which is +{}; "
        "dial + and the country code instead",
        region_, SwitchOff(mistake, plan), mistake.text, mistake.core, mistake.library));
  }
  return warnings;
}

void DialPlanTrial::AddNationalTexts(const std::vector<std::string>& nationals,
                                     const std::string& national_prefix) {
  for (const std::string& national : Spread(nationals, kMostNationals)) {
    texts_.push_back(national);
    texts_.push_back(country_code_ + national);
    if (national_prefix.empty()) continue;
    texts_.push_back(national_prefix + national);
    texts_.push_back(country_code_ + national_prefix + national);
  }
  const std::vector<std::string> some = Spread(nationals, kNationalsAfterPrefix);
  for (const std::string& prefix : StrippedPrefixes(region_, nationals)) {
    for (const std::string& national : some) texts_.push_back(prefix + national);
  }
}

void DialPlanTrial::AddInternationalTexts(const std::vector<std::string>& nationals,
                                          const std::vector<std::string>& prefixes) {
  if (prefixes.empty()) return;
  const std::vector<std::string> foreign =
      Spread(ForeignNumbers(std::stoi(country_code_)), kInternationals / prefixes.size());
  const std::vector<std::string> own = Spread(nationals, kOwnAfterInternational);
  for (const std::string& prefix : prefixes) {
    for (const std::string& number : foreign) texts_.push_back(prefix + number);
    for (const std::string& national : own) texts_.push_back(prefix + country_code_ + national);
  }
}

// The one form by which the core read the text goes; the answer is what it was.
std::string DialPlanTrial::SwitchOff(const Mistake& mistake, proto::DialPlan* plan) const {
  std::string was = SwitchOffInternational(mistake.text, mistake.core, plan);
  if (!was.empty()) return was;
  const bool bare = mistake.core == country_code_ + mistake.text;
  if (bare && StartsWith(mistake.text, country_code_)) {
    plan->clear_bare_country_code();
    return fmt::format("dialing a national number that begins with {} as it stands", country_code_);
  }
  const size_t length = mistake.core.size() - country_code_.size();
  if (own_lengths_.count(length) == 0) return SwitchOffLength(length, plan);
  if (bare) {
    plan->clear_bare_national();
    plan->clear_bare_country_code();
    return "dialing a national number without its prefix";
  }
  was = fmt::format("the national prefix {}", plan->national_prefix());
  plan->clear_national_prefix();
  return was;
}

bool DialPlanTrial::FindMistake(const proto::DialPlan& plan, Mistake* mistake) {
  const PlanView view(plan);
  for (const std::string& text : texts_) {
    const std::string core = ReadByCore(plan.outside_line_prefix() + text, view.plan());
    if (core.empty()) continue;
    const std::string& library = LibraryReading(text);
    if (library.empty() || library == core) continue;
    const bool bare_country_code = StartsWith(text, country_code_) && core == country_code_ + text;
    if (!bare_country_code && !CanStand(core)) continue;
    *mistake = {text, core, library};
    return true;
  }
  return false;
}

const std::string& DialPlanTrial::LibraryReading(const std::string& text) {
  const auto entry = library_readings_.find(text);
  if (entry != library_readings_.end()) return entry->second;
  return library_readings_.emplace(text, ReadValid(text, region_)).first->second;
}

}  // namespace dialgate::builder
