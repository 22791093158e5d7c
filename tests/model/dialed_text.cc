// What a dialed text means: the grammar, then every reading that the plan allows.
#include <algorithm>
#include <cctype>
#include <vector>

#include "model.h"

namespace dialgate::model {
namespace {

bool StartsWith(const std::string& text, const std::string& prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsSeparator(char c) { return std::string(" -.()").find(c) != std::string::npos; }

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::vector<std::string> Split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (char c : text) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// A byte that is refused wherever it stands.
bool IsRefused(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte >= 0x7F ||
         std::string("*#,&|/!$?<>\"{}^").find(c) != std::string::npos;
}

bool AnyRefused(const std::string& text) {
  return std::any_of(text.begin(), text.end(), IsRefused);
}

// Digits between separators; false if there is anything else, or no digit.
bool ReadDigits(const std::string& text, std::string* digits) {
  for (char c : text) {
    if (IsDigit(c)) {
      *digits += c;
    } else if (!IsSeparator(c)) {
      return false;
    }
  }
  return !digits->empty();
}

// A subscriber: a + before anything else, or none.
bool ReadSubscriber(const std::string& text, Parsed* out) {
  out->plus = StartsWith(text, "+");
  return ReadDigits(out->plus ? text.substr(1) : text, &out->digits);
}

// Decodes every % of `text` once; false if one is no encoding, or hides what would split it again.
bool PercentDecode(const std::string& text, std::string* out) {
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      *out += text[i];
      continue;
    }
    if (i + 2 >= text.size() || !std::isxdigit(static_cast<unsigned char>(text[i + 1])) ||
        !std::isxdigit(static_cast<unsigned char>(text[i + 2]))) {
      return false;
    }
    const char decoded = static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
    if (std::string(";@=%").find(decoded) != std::string::npos) return false;
    *out += decoded;
    i += 2;
  }
  return !AnyRefused(*out);
}

// Digits, a domain name (RFC 3966, 5.1.5) or nothing: an emergency call does not read it.
bool IsPhoneContext(const std::string& value) {
  const std::string rest = StartsWith(value, "+") ? value.substr(1) : value;
  return std::all_of(rest.begin(), rest.end(), [](char c) {
    return IsDigit(c) || IsLetter(c) || IsSeparator(c) || c == '_';
  });
}

// Of a subscriber's parameters only one phone-context is known.
bool ReadParameter(const std::string& text, bool encoded, Parsed* out) {
  const size_t equals = text.find('=');
  if (equals == std::string::npos) return false;
  std::string name = text.substr(0, equals), value = text.substr(equals + 1);
  if (encoded) {
    std::string decoded_name, decoded_value;
    if (!PercentDecode(name, &decoded_name) || !PercentDecode(value, &decoded_value)) return false;
    name = decoded_name;
    value = decoded_value;
  }
  if (Lower(name) != "phone-context" || out->phone_context) return false;
  if (!IsPhoneContext(value)) return false;
  out->phone_context = value;
  return true;
}

bool ReadTelephoneSubscriber(const std::string& text, bool encoded, Parsed* out) {
  const std::vector<std::string> parts = Split(text, ';');
  std::string subscriber = parts[0];
  if (encoded) {
    subscriber.clear();
    if (!PercentDecode(parts[0], &subscriber)) return false;
  }
  if (!ReadSubscriber(subscriber, out)) return false;
  for (size_t i = 1; i < parts.size(); ++i) {
    if (!ReadParameter(parts[i], encoded, out)) return false;
  }
  return true;
}

bool ReadHost(const std::string& host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return IsDigit(c) || IsLetter(c) || std::string(".-_:[]").find(c) != std::string::npos;
  });
}

bool ReadUriParameter(const std::string& text) {
  const std::string lower = Lower(text);
  if (lower == "user=phone") return true;
  if (!StartsWith(lower, "transport=") || lower.size() == 10) return false;
  return std::all_of(lower.begin() + 10, lower.end(),
                     [](char c) { return IsDigit(c) || IsLetter(c) || c == '-'; });
}

bool ReadSip(const std::string& rest, Parsed* out) {
  const std::vector<std::string> sides = Split(rest, '@');
  if (sides.size() != 2) return false;
  const std::vector<std::string> host_and_parameters = Split(sides[1], ';');
  if (!ReadHost(host_and_parameters[0])) return false;
  std::set<std::string> names;  // none of them twice (RFC 3261, 19.1.1)
  for (size_t i = 1; i < host_and_parameters.size(); ++i) {
    const std::string& parameter = host_and_parameters[i];
    if (!ReadUriParameter(parameter)) return false;
    if (!names.insert(Lower(parameter.substr(0, parameter.find('=')))).second) return false;
  }
  return ReadTelephoneSubscriber(sides[0], true, out);
}

bool IsServiceUrn(const std::string& lower) {
  if (lower == "urn:service:sos") return true;
  if (!StartsWith(lower, "urn:service:sos.")) return false;
  for (const std::string& label : Split(lower.substr(16), '.')) {
    if (label.empty()) return false;
    for (char c : label) {
      if (!IsDigit(c) && !IsLetter(c) && c != '-') return false;
    }
  }
  return true;
}

bool MatchesPattern(const std::string& digits, const std::string& pattern) {
  if (digits.size() != pattern.size()) return false;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (pattern[i] != 'X' && pattern[i] != digits[i]) return false;
  }
  return true;
}

// The emergency numbers that `digits` is: bare, or behind an outside-line prefix.
std::set<std::string> EmergencyCodes(const std::string& digits, const PlanFacts* plan,
                                     const DeviceFacts& device) {
  std::set<std::string> members = {"112", "911"};
  members.insert(device.emergency.begin(), device.emergency.end());
  std::set<std::string> prefixes = {"", device.outside_line_prefix};
  if (plan != nullptr) {
    members.insert(plan->emergency.begin(), plan->emergency.end());
    prefixes.insert(plan->outside_line_prefix);
  }
  std::set<std::string> codes;
  for (const std::string& member : members) {
    for (const std::string& prefix : prefixes) {
      if (digits == prefix + member) codes.insert(member);
    }
  }
  return codes;
}

// Whether a reading stands.
bool Stands(const std::string& digits, const PlanFacts& plan) {
  if (digits.size() < 7 || digits.size() > 15 || digits[0] == '0') return false;
  if (!StartsWith(digits, plan.country_code)) return true;
  const std::string national = digits.substr(plan.country_code.size());
  if (plan.national_lengths.count(static_cast<unsigned>(national.size())) == 0) return false;
  return plan.national_zero || national[0] != '0';
}

// Readings of digits that were dialed without + and without a phone-context.
std::vector<std::string> LocalReadings(std::string digits, const PlanFacts& plan) {
  if (!StartsWith(digits, plan.outside_line_prefix)) return {};
  digits.erase(0, plan.outside_line_prefix.size());
  std::vector<std::string> readings;
  for (const std::string& prefix : plan.international_prefixes) {
    if (StartsWith(digits, prefix)) readings.push_back(digits.substr(prefix.size()));
  }
  if (!readings.empty()) return readings;
  if (!plan.national_prefix.empty() && StartsWith(digits, plan.national_prefix)) {
    readings.push_back(plan.country_code + digits.substr(plan.national_prefix.size()));
  }
  if (plan.bare_national && (plan.bare_country_code || !StartsWith(digits, plan.country_code))) {
    readings.push_back(plan.country_code + digits);
  }
  return readings;
}

std::vector<std::string> Readings(const Parsed& parsed, const PlanFacts& plan) {
  if (parsed.plus) {
    if (parsed.phone_context) return {};
    return {parsed.digits};
  }
  if (parsed.phone_context) {
    std::string context;
    if (!StartsWith(*parsed.phone_context, "+")) return {};
    if (!ReadDigits(parsed.phone_context->substr(1), &context)) return {};
    return {context + parsed.digits};
  }
  if (parsed.tel) return {};
  return LocalReadings(parsed.digits, plan);
}

}  // namespace

Parsed Parse(const std::string& text) {
  Parsed parsed;
  if (text.size() > 255 || AnyRefused(text)) return {};
  const std::string lower = Lower(text);
  if (StartsWith(lower, "urn:")) {
    parsed.service_urn = parsed.well_formed = IsServiceUrn(lower);
  } else if (StartsWith(lower, "tel:")) {
    parsed.tel = true;
    parsed.well_formed = ReadTelephoneSubscriber(text.substr(4), false, &parsed);
  } else if (StartsWith(lower, "sip:")) {
    parsed.well_formed = ReadSip(text.substr(4), &parsed);
  } else if (StartsWith(lower, "sips:")) {
    parsed.well_formed = ReadSip(text.substr(5), &parsed);
  } else {
    parsed.well_formed = ReadSubscriber(text, &parsed);
  }
  return parsed;
}

Reading ReadDialed(const std::string& text, const PlanFacts* plan, const DeviceFacts& device) {
  const Parsed parsed = Parse(text);
  if (!parsed.well_formed) return {};
  if (parsed.service_urn) return {Reading::Kind::kEmergency, {}, {}};
  if (!parsed.plus) {
    const std::set<std::string> codes = EmergencyCodes(parsed.digits, plan, device);
    if (!codes.empty()) return {Reading::Kind::kEmergency, codes, {}};
  }
  if (plan == nullptr) return {};
  for (const std::string& pattern : plan->extensions) {
    if (!parsed.plus && !parsed.phone_context && MatchesPattern(parsed.digits, pattern)) {
      return {Reading::Kind::kExtension, {parsed.digits}, {}};
    }
  }
  std::set<std::string> numbers;
  for (const std::string& reading : Readings(parsed, *plan)) {
    if (Stands(reading, *plan)) numbers.insert("+" + reading);
  }
  if (numbers.empty()) return {};
  if (numbers.size() > 1) return {Reading::Kind::kAmbiguous, {}, {}};
  return {Reading::Kind::kNumber, {}, *numbers.begin()};
}

}  // namespace dialgate::model
