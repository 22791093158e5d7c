#include "platform/builder/rules/dialing.h"

#include <fmt/format.h>

#include <set>

#include "platform/builder/rules/emergency_numbers.h"
#include "platform/builder/rules/plan_view.h"

namespace dialgate::builder {
namespace {

using Checked = tl::expected<void, Problem>;

constexpr size_t kLongestOutsideLine = 4;
constexpr size_t kMostExtensions = 16;
constexpr size_t kMostEmergency = 128;

// Whether `text` is `least` to `most` digits, or, where `any` says so, `X`s.
bool IsCode(const std::string& text, size_t least, size_t most, bool any = false) {
  if (text.size() < least || text.size() > most) return false;
  return text.find_first_not_of(any ? "0123456789X" : "0123456789") == std::string::npos;
}

// A text that `pattern` matches and that is read as a number, in `text`; false if there is none.
// Changes `text` from its `place`th character on.
bool FindNumber(const std::string& pattern, size_t place, const DialPlan& plan, std::string* text) {
  if (place == pattern.size()) return !ReadByCore(*text, plan).empty();
  const bool any = pattern[place] == 'X';
  for (char digit = any ? '0' : pattern[place]; digit <= (any ? '9' : pattern[place]); ++digit) {
    (*text)[place] = digit;
    if (FindNumber(pattern, place + 1, plan, text)) return true;
  }
  return false;
}

Checked CheckExtensions(const proto::SiteRules::Dialing& dialing, const Place& place,
                        const DialPlan& plan) {
  for (int i = 0; i < dialing.extensions_size(); ++i) {
    const std::string& pattern = dialing.extensions(i);
    if (!IsCode(pattern, 2, ShortCode::kMaxDigits, true)) {
      return place.Wrong("extensions", i,
                         "must be 2 to 6 characters, each a digit or X for any digit");
    }
    std::string text = pattern;
    if (FindNumber(pattern, 0, plan, &text)) {
      return place.Wrong("extensions", i,
                         fmt::format("{} matches {}, which is dialed for the number +{}; choose a "
                                     "pattern that matches no number",
                                     pattern, text, ReadByCore(text, plan)));
    }
  }
  return {};
}

Checked CheckEmergency(const proto::SiteRules::Dialing& dialing, const Place& place,
                       const DialPlan& plan) {
  for (int i = 0; i < dialing.emergency_size(); ++i) {
    const std::string& code = dialing.emergency(i);
    if (!IsCode(code, 3, ShortCode::kMaxDigits)) {
      return place.Wrong("emergency", i, "must be 3 to 6 digits");
    }
    for (const std::string& text : {code, dialing.outside_line_prefix() + code}) {
      const std::string number = ReadByCore(text, plan);
      if (number.empty()) continue;
      return place.Wrong(
          "emergency", i,
          fmt::format("{} is dialed for the number +{}, and every emergency call passes; "
                      "take it out",
                      text, number));
    }
  }
  return {};
}

// Adds `texts` to `field`, ascending and each once.
template <typename Texts>
void AddSorted(const Texts& texts, google::protobuf::RepeatedPtrField<std::string>* field) {
  for (const std::string& text : std::set<std::string>(texts.begin(), texts.end())) {
    *field->Add() = text;
  }
}

// Puts what the site adds into `plan`.
Checked AddCodes(const proto::SiteRules::Dialing& dialing, const Place& place,
                 proto::DialPlan* plan) {
  std::vector<std::string> emergency = EmergencyNumbers(plan->region());
  emergency.insert(emergency.end(), dialing.emergency().begin(), dialing.emergency().end());
  AddSorted(emergency, plan->mutable_emergency());
  AddSorted(dialing.extensions(), plan->mutable_extensions());
  if (plan->extensions_size() > static_cast<int>(kMostExtensions)) {
    return place.Wrong("extensions", kMostExtensions, "must be at most 16 patterns");
  }
  if (plan->emergency_size() > static_cast<int>(kMostEmergency)) {
    return place.Wrong(
        "emergency", fmt::format("with those of region {} there are {} emergency numbers; keep at "
                                 "most 128",
                                 plan->region(), plan->emergency_size()));
  }
  return {};
}

}  // namespace

tl::expected<DerivedDialPlan, Problem> ReadDialing(const RulesText& text,
                                                   const std::string& region) {
  const proto::SiteRules::Dialing& dialing = text.rules().dialing();
  const Place place = text.place().Inside("dialing");
  if (!IsCode(dialing.outside_line_prefix(), 0, kLongestOutsideLine)) {
    return place.Wrong("outside_line_prefix", "must be up to 4 digits");
  }
  DerivedDialPlan derived = DeriveDialPlan(region, dialing.outside_line_prefix());
  const PlanView view(derived.plan);
  Checked checked = CheckExtensions(dialing, place, view.plan());
  if (checked) checked = CheckEmergency(dialing, place, view.plan());
  if (checked) checked = AddCodes(dialing, place, &derived.plan);
  if (!checked) return tl::unexpected(checked.error());
  return derived;
}

}  // namespace dialgate::builder
