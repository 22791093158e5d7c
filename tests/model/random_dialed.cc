// Random dial plans, and numbers under them in every spelling.
#include <algorithm>

#include "random_site.h"

namespace dialgate::model {
namespace {

using testing::PlanFacts;
using testing::Random;

std::vector<PlanFacts> KnownPlans() {
  return {
      {"CN", "86", {"00"}, "0", true, false, false, {10, 11, 12}, "", {"2XXX"}, {"110", "119"}},
      {"US", "1", {"011"}, "1", true, false, false, {10}, "9", {"1XX", "55"}, {"933"}},
      {"IT", "39", {"00"}, "", true, false, true, {6, 7, 8, 9, 10, 11}, "0", {}, {"113", "118"}},
      {"RU", "7", {"810"}, "8", false, false, false, {10}, "", {"7XXXX"}, {"101", "102"}},
      {"SG",
       "65",
       {"001", "008", "018", "019", "0"},
       "",
       true,
       true,
       false,
       {8, 10},
       "",
       {},
       {"995"}},
      {"BR",
       "55",
       {"0014", "0015", "0021", "00"},
       "0",
       true,
       false,
       false,
       {8, 10, 11},
       "",
       {},
       {}},
      {"AU", "61", {"0011"}, "0", true, true, false, {9}, "0", {"6XXX"}, {"000", "106"}},
      {"KI", "686", {"00"}, "0", true, false, false, {5, 8}, "", {}, {"192"}},
  };
}

std::string RandomPattern(Random* random) {
  std::string pattern = random->Digits(2 + random->Below(5));
  for (char& c : pattern) {
    if (random->OneIn(2)) c = 'X';
  }
  return pattern;
}

// As a builder could never have derived it.
PlanFacts StrangePlan(Random* random) {
  PlanFacts plan;
  plan.region = "ZZ";
  plan.country_code = std::to_string(1 + random->Below(random->OneIn(2) ? 9 : 999));
  plan.international_prefixes.clear();
  for (uint64_t i = random->OneIn(30) ? 64 : random->Below(6); i > 0; --i) {
    plan.international_prefixes.push_back(random->OneIn(2) ? "0" + random->Digits(random->Below(4))
                                                           : random->Digits(1 + random->Below(6)));
  }
  plan.national_prefix = random->Digits(random->Below(5));
  if (random->OneIn(5)) plan.national_prefix = plan.country_code;
  plan.bare_national = random->OneIn(2);
  plan.bare_country_code = random->OneIn(2);
  plan.national_zero = random->OneIn(2);
  plan.national_lengths.clear();
  for (unsigned length = 1; length <= 14; ++length) {
    if (random->OneIn(3)) plan.national_lengths.insert(length);
  }
  plan.national_lengths.insert(static_cast<unsigned>(1 + random->Below(14)));
  if (random->OneIn(3)) plan.outside_line_prefix = random->Digits(1 + random->Below(4));
  for (uint64_t i = random->Below(17); i > 12; --i)
    plan.extensions.push_back(RandomPattern(random));
  for (uint64_t i = random->Below(6); i > 2; --i) {
    plan.emergency.push_back(random->Digits(3 + random->Below(4)));
  }
  return plan;
}

std::string WithSeparators(const std::string& text, Random* random) {
  std::string out;
  for (char c : text) {
    if (random->OneIn(4) && !(out.empty() && text[0] == '+'))
      out += random->Pick({" ", "-", ".", "(", ")", ")-("});
    out += c;
  }
  return out;
}

std::string PercentEncoded(const std::string& text, Random* random) {
  static const char* const digits = "0123456789abcdefABCDEF";
  std::string out;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c != '+' && !random->OneIn(4)) {
      out += c;
      continue;
    }
    out += '%';
    out += digits[byte >> 4];
    out += digits[(byte & 15) + ((byte & 15) > 9 && random->OneIn(2) ? 6 : 0)];
  }
  return out;
}

std::string Sip(const std::string& user, Random* random) {
  std::string text = random->Pick({"sip:", "sips:", "SIP:"});
  text += random->OneIn(2) ? PercentEncoded(user, random) : user;
  text += random->Pick({"@gw.example.com", "@[2001:db8::1]:5060", "@10.0.0.1", "@a"});
  if (random->OneIn(3)) text += ";user=phone";
  if (random->OneIn(4)) text += random->Pick({";transport=udp", ";transport=TLS", ";User=Phone"});
  return text;
}

// `digits` without the front part that a phone-context carries.
std::string WithContext(const std::string& digits, Random* random) {
  const size_t cut = random->Below(digits.size());
  return digits.substr(cut) + ";phone-context=+" + digits.substr(0, cut);
}

// The number as someone in the plan's region dials it.
std::string DialedAtHome(const PlanFacts& plan, const std::string& digits, Random* random) {
  const bool home = digits.compare(0, plan.country_code.size(), plan.country_code) == 0;
  std::string text = plan.outside_line_prefix;
  if (random->OneIn(12)) text = random->Digits(random->Below(3));
  const uint64_t form = random->Below(3);
  if (!home || form == 0) {
    if (!plan.international_prefixes.empty()) text += random->Pick(plan.international_prefixes);
    return text + digits;
  }
  const std::string national = digits.substr(plan.country_code.size());
  return text + (form == 1 ? plan.national_prefix : "") + national;
}

}  // namespace

PlanFacts RandomPlan(Random* random) {
  if (random->OneIn(3)) return StrangePlan(random);
  PlanFacts plan = random->Pick(KnownPlans());
  if (random->OneIn(4)) plan.outside_line_prefix = random->Digits(1);
  return plan;
}

std::string RandomNumber(const PlanFacts& plan, Random* random) {
  if (random->OneIn(4)) {
    return "+" + std::to_string(1 + random->Below(9)) + random->Digits(6 + random->Below(9));
  }
  const unsigned length = random->Pick(plan.national_lengths);
  std::string national = random->Digits(length);
  if (!(plan.national_zero && random->OneIn(2))) {
    national[0] = static_cast<char>('1' + random->Below(9));
  }
  std::string digits = plan.country_code + national;
  // What the plan's shortest and longest forms would not make a number is one of elsewhere.
  return digits.size() < 7 || digits.size() > 15 ? "+9" + random->Digits(9) : "+" + digits;
}

std::string Spell(const PlanFacts& plan, const std::string& number, Random* random) {
  const std::string digits = number.substr(1);
  switch (random->Below(9)) {
    case 0: return number;
    case 1: return WithSeparators(number, random);
    case 2: return random->Pick({"tel:", "TEL:", "Tel:"}) + WithSeparators(number, random);
    case 3: return "tel:" + WithContext(digits, random);
    case 4: return Sip(number, random);
    case 5: return Sip(WithContext(digits, random), random);
    case 6: return Sip(DialedAtHome(plan, digits, random), random);
    case 7: return WithSeparators(DialedAtHome(plan, digits, random), random);
    default: return DialedAtHome(plan, digits, random);
  }
}

std::string Spoil(const std::string& text, Random* random) {
  static const std::vector<std::string> hazards = {"%",
                                                   "%00",
                                                   "%0D%0A",
                                                   "%252B",
                                                   "%3B",
                                                   "%40",
                                                   "%3D",
                                                   "%2A",
                                                   ";ext=1",
                                                   ";isub=1",
                                                   ";postd=22",
                                                   ";rn=+12125551234",
                                                   ";npdi",
                                                   ";cic=+1",
                                                   ";tgrp=a",
                                                   ";phone-context=+1",
                                                   ";user=phone",
                                                   "p",
                                                   ";phone-context=example.com",
                                                   ";phone-context=",
                                                   ";phone-context",
                                                   ";phone-context=+1 (2)",
                                                   ";",
                                                   ";transport=",
                                                   ";maddr=1.1.1.1",
                                                   "?Replaces=a",
                                                   "*67",
                                                   "#31#",
                                                   "**21*",
                                                   ",1",
                                                   ";1",
                                                   "w",
                                                   "!",
                                                   "$",
                                                   "&SIP/x",
                                                   "|",
                                                   "/",
                                                   "{x}",
                                                   "^^",
                                                   "+",
                                                   "00",
                                                   "011",
                                                   "(0)",
                                                   "@",
                                                   ":pw@b",
                                                   "<",
                                                   ">",
                                                   "\"",
                                                   std::string(1, '\0'),
                                                   "\r\n",
                                                   "\t",
                                                   "\xC2\xA0",
                                                   "\xE2\x80\x8B",
                                                   "\xEF\xBC\x91",
                                                   "\xD9\xA1",
                                                   "O",
                                                   "l",
                                                   "A",
                                                   "d",
                                                   " ",
                                                   "-",
                                                   ".",
                                                   "(",
                                                   ")",
                                                   "0",
                                                   "1",
                                                   "9",
                                                   "8",
                                                   "=",
                                                   "~",
                                                   "'",
                                                   "\\",
                                                   "_",
                                                   "tel:",
                                                   "sip:",
                                                   "urn:service:sos",
                                                   "\x7F"};
  std::string out = text;
  const size_t at = random->OneIn(2) ? out.size() : random->Below(out.size() + 1);
  switch (random->Below(6)) {
    case 0: out.insert(at, random->Pick(hazards)); break;
    case 1: out = random->Pick(hazards) + out; break;
    case 2: out.insert(at, 1, static_cast<char>(random->Below(256))); break;
    case 3:
      if (!out.empty()) out.erase(random->Below(out.size()), 1);
      break;
    case 4:
      if (!out.empty()) out[random->Below(out.size())] = static_cast<char>('0' + random->Below(10));
      break;
    default: out.insert(at, out.substr(random->Below(out.size() + 1), random->OneIn(9) ? 250 : 3));
  }
  return out;
}

}  // namespace dialgate::model
