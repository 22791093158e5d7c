#include "dialgate/dial_plan.h"

namespace dialgate {
namespace {

using Form = DialedText::Form;
using Context = DialedText::Context;
using Kind = Reading::Kind;

// The emergency numbers of GSM (3GPP TS 22.101, 10.1.1) and of North America, everywhere.
constexpr std::string_view kEverywhere[] = {"112", "911"};

bool StartsWith(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  const char* at = text.data();
  for (char c : prefix) {
    if (*at++ != c) return false;
  }
  return true;
}

std::string_view Behind(std::string_view prefix, std::string_view text) {
  text.remove_prefix(prefix.size());
  return text;
}

// Removes `prefix` from the front of `text`; false where it does not stand there, or is none.
bool TakePrefix(std::string_view* text, std::string_view prefix) {
  if (prefix.empty() || !StartsWith(*text, prefix)) return false;
  *text = Behind(prefix, *text);
  return true;
}

bool IsMember(std::string_view digits, const EmergencySet& device, const DialPlan* plan) {
  for (std::string_view number : kEverywhere) {
    if (digits == number) return true;
  }
  for (unsigned i = 0; i < device.count; ++i) {
    if (digits == device.numbers[i]) return true;
  }
  if (plan == nullptr) return false;
  TextList added = plan->emergency;
  for (std::string_view number; added.Next(&number);) {
    if (digits == number) return true;
  }
  return false;
}

bool MatchesPattern(std::string_view digits, std::string_view pattern) {
  if (digits.size() != pattern.size()) return false;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (pattern[i] != 'X' && pattern[i] != digits[i]) return false;
  }
  return true;
}

bool IsExtension(const DialedText& text, const DialPlan& plan) {
  if (text.global || text.context != Context::kNone) return false;
  TextList patterns = plan.extensions;
  for (std::string_view pattern; patterns.Next(&pattern);) {
    if (MatchesPattern(text.subscriber.view(), pattern)) return true;
  }
  return false;
}

// The distinct numbers that readings have given so far.
class Readings {
 public:
  explicit Readings(const DialPlan& plan) : plan_(plan) {}

  // Takes the number whose digits are `front` and then `back`, if it stands.
  void Add(std::string_view front, std::string_view back) {
    if (Stands(front, back)) Keep(PhoneNumber::FromDigits(front, back));
  }

  // Takes the number of the plan's own country that is `national` there, if it stands.
  void AddNational(std::string_view national) {
    if (!HasLength(national.size()) || !MayBegin(national.front())) return;
    Keep(PhoneNumber::FromDigits(plan_.country_code, national));
  }

  Reading Answer() const {
    if (number_.empty()) return {};
    if (several_) return {Kind::kAmbiguous, {}, {}};
    return {Kind::kNumber, {}, number_};
  }

 private:
  void Keep(PhoneNumber number) {
    if (number.empty() || number == number_) return;
    several_ = !number_.empty();
    number_ = number;
  }

  // Whether national numbers have so many digits; none has 0.
  bool HasLength(size_t size) const {
    return size <= 15 && (plan_.national_lengths >> size & 1) != 0;
  }
  bool MayBegin(char first) const { return plan_.national_zero || first != '0'; }

  // In the plan's own country, a number is that and then a national one.
  bool Stands(std::string_view front, std::string_view back) const {
    const size_t size = front.size() + back.size();
    const auto digit = [&](size_t i) {
      return i < front.size() ? front[i] : back[i - front.size()];
    };
    size_t i = 0;
    for (char expected : plan_.country_code) {
      if (i == size || digit(i++) != expected) return true;
    }
    return HasLength(size - i) && MayBegin(digit(i));
  }

  const DialPlan& plan_;
  PhoneNumber number_;
  bool several_ = false;
};

// What follows an international prefix is read as nothing else.
bool AddInternational(std::string_view digits, const DialPlan& plan, Readings* readings) {
  bool found = false;
  TextList prefixes = plan.international_prefixes;
  for (std::string_view prefix; prefixes.Next(&prefix);) {
    if (!StartsWith(digits, prefix)) continue;
    readings->Add(Behind(prefix, digits), {});
    found = true;
  }
  return found;
}

void AddDialedDigits(std::string_view digits, const DialPlan& plan, Readings* readings) {
  if (!plan.outside_line_prefix.empty() && !TakePrefix(&digits, plan.outside_line_prefix)) return;
  if (AddInternational(digits, plan, readings)) return;
  std::string_view national = digits;
  if (TakePrefix(&national, plan.national_prefix)) readings->AddNational(national);
  const bool bare = plan.bare_country_code || !StartsWith(digits, plan.country_code);
  if (plan.bare_national && bare) readings->AddNational(digits);
}

}  // namespace

bool IsEmergency(const DialedText& text, const EmergencySet& device, const DialPlan* plan,
                 ShortCode* code) {
  if (text.form == Form::kServiceUrn) {
    *code = {};
    return true;
  }
  if (text.form == Form::kMalformed || text.global) return false;
  const std::string_view outside_lines[] = {
      {},
      device.outside_line_prefix,
      plan != nullptr ? plan->outside_line_prefix : std::string_view{}};
  const std::string_view subscriber = text.subscriber.view();
  for (const std::string_view& prefix : outside_lines) {
    if (subscriber.size() > prefix.size() + ShortCode::kMaxDigits) continue;
    std::string_view digits = subscriber;
    if (!prefix.empty() && !TakePrefix(&digits, prefix)) continue;
    if (!IsMember(digits, device, plan)) continue;
    *code = ShortCode::FromDigits(digits);
    return true;
  }
  return false;
}

Reading Read(const DialedText& text, const DialPlan& plan) {
  const std::string_view digits = text.subscriber.view();
  if (text.form == Form::kMalformed || text.form == Form::kServiceUrn) return {};
  if (IsExtension(text, plan)) return {Kind::kExtension, ShortCode::FromDigits(digits), {}};
  Readings readings(plan);
  if (text.global) {
    if (text.context == Context::kNone) readings.Add(digits, {});
  } else if (text.context == Context::kGlobal) {
    readings.Add(text.context_digits.view(), digits);
  } else if (text.context == Context::kNone && text.form != Form::kTel) {
    AddDialedDigits(digits, plan, &readings);
  }
  return readings.Answer();
}

}  // namespace dialgate
