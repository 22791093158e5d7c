#include "random_rules.h"

#include <algorithm>

namespace dialgate::test {
namespace {

constexpr unsigned kKept = 30;  // percent of a profile's lists

std::string Words(const char* field, std::initializer_list<const char*> words, Random* random) {
  std::string text;
  for (const char* word : words) {
    if (random->Percent(80)) text += std::string(field) + ": " + word + " ";
  }
  return text;
}

std::string AllWords(bool reference, Random* random, bool sparse) {
  std::string text;
  const auto stated = [&] { return !sparse || random->Percent(kKept); };
  if (stated()) {
    text += reference ? Words("purposes", {"PURPOSE_LOCATE", "PURPOSE_RELAY"}, random)
                      : Words("purposes", {"PURPOSE_COLLECT", "PURPOSE_RELAY"}, random);
  }
  if (stated()) {
    text += Words("modes", {"MODE_MANUAL", "MODE_AUTOMATED"}, random);
    if (!reference) text += Words("modes", {"MODE_PRERECORDED"}, random);
  }
  if (!reference && stated()) {
    text += Words("disclosures", {"DISCLOSURE_DEBT", "DISCLOSURE_AMOUNT"}, random);
  }
  return text;
}

std::string Hours(Random* random) {
  const int64_t from = random->Between(6, 12);
  const int64_t to = random->Between(from + 1, 22);
  const auto clock = [](int64_t hour) {
    return "\"" + std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":00\"";
  };
  return "hours { weekdays: \"" + random->Pick({"Mon-Sun", "Mon-Fri", "Sat-Mon", "Wed"}) +
         "\" from: " + clock(from) + " to: " + clock(to) + " } ";
}

std::string AllHours(Random* random, bool sparse) {
  if (sparse && random->OneIn(3)) return "";
  if (random->OneIn(4)) return "any_time: true ";
  return random->OneIn(2) ? Hours(random) : Hours(random) + Hours(random);
}

std::string Caps(Random* random) {
  std::string text;
  for (int64_t count = random->Between(0, 2); count > 0; --count) {
    text += "caps { counts: " + random->Pick({"COUNTS_DIALED", "COUNTS_ANSWERED"}) +
            " max: " + std::to_string(random->Between(1, 4)) + " " +
            random->Pick({"days: ", "minutes: "}) + std::to_string(random->Between(1, 3)) +
            " per: PER_ACCOUNT } ";
  }
  return text;
}

std::string Waits(Random* random) {
  std::string text = random->OneIn(20) ? "suspended: true " : "";
  if (random->OneIn(5)) text += "consent_required: true ";
  if (random->OneIn(4)) {
    text += "debtor_unreached { days: " + std::to_string(random->Between(1, 3)) +
            " per_day: " + std::to_string(random->Between(1, 3)) + " } ";
  }
  if (random->OneIn(3)) {
    text += "min_days_past_due { mode: " + random->Pick({"MODE_MANUAL", "MODE_AUTOMATED"}) +
            " days: " + std::to_string(random->Between(-5, 30)) + " } ";
  }
  return text;
}

template <typename List, typename Word>
bool Has(const List& words, Word word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool InHours(const proto::RoleRules& rules, const RuleCall& call) {
  return rules.any_time() ||
         std::any_of(rules.hours().begin(), rules.hours().end(), [&](const proto::Hours& hours) {
           return (hours.weekdays() >> call.weekday & 1) != 0 &&
                  hours.from_minute() <= call.minute && call.minute < hours.to_minute();
         });
}

bool IsUnreached(const proto::DebtorUnreached& asked, const RuleCall& call) {
  for (uint32_t day = 0; day < asked.days(); ++day) {
    if (call.debtor_tried[day] < asked.per_day()) return false;
  }
  return true;
}

bool IsBelow(const proto::Cap& cap, const RuleCall& call) {
  const auto& counted = cap.counts() == proto::COUNTS_DIALED ? call.dialed : call.answered;
  uint32_t sum = 0;
  for (uint32_t back = 0; back < cap.days() + cap.minutes(); ++back) sum += counted[back];
  return sum < cap.max();
}

bool IsLateEnough(const proto::RoleRules& rules, const RuleCall& call) {
  for (const proto::MinDaysPastDue& minimum : rules.min_days_past_due()) {
    if (minimum.mode() == call.mode && call.days_past_due < minimum.days()) return false;
  }
  return true;
}

bool IsOtherwiseAllowed(const proto::RoleRules& rules, const RuleCall& call) {
  return !rules.suspended() && (!rules.consent_required() || call.consent) &&
         (!rules.has_debtor_unreached() || IsUnreached(rules.debtor_unreached(), call)) &&
         IsLateEnough(rules, call) &&
         std::all_of(rules.caps().begin(), rules.caps().end(),
                     [&call](const proto::Cap& cap) { return IsBelow(cap, call); });
}

}  // namespace

std::string RandomRoles(bool sparse, Random* random) {
  std::string text;
  for (const char* role : {"ROLE_DEBTOR", "ROLE_REFERENCE"}) {
    if (random->OneIn(20)) continue;
    text += "roles { role: " + std::string(role) + " " +
            AllWords(role == std::string("ROLE_REFERENCE"), random, sparse) + Waits(random) +
            AllHours(random, sparse) + Caps(random) + "}\n";
  }
  return text;
}

RuleCall RandomCall(Random* random) {
  RuleCall call = {};
  call.role = random->OneIn(2) ? proto::ROLE_DEBTOR : proto::ROLE_REFERENCE;
  call.purpose = static_cast<proto::Purpose>(random->Between(1, 3));
  call.mode = static_cast<proto::Mode>(random->OneIn(4) ? random->Between(1, 3) : 1);
  call.disclosure = static_cast<proto::Disclosure>(random->OneIn(4) ? random->Between(1, 2) : 0);
  call.consent = random->OneIn(2);
  call.days_past_due = static_cast<int>(random->Between(-8, 60));
  call.weekday = static_cast<uint32_t>(random->Below(7));
  call.minute = static_cast<uint32_t>(random->Between(6, 21)) * 60;
  for (int back = 0; back < 3; ++back) {
    call.dialed.push_back(static_cast<uint32_t>(random->OneIn(3) ? random->Below(3) : 0));
    call.answered.push_back(static_cast<uint32_t>(random->Below(call.dialed.back() + 1)));
    call.debtor_tried.push_back(static_cast<uint32_t>(random->Between(0, 4)));
  }
  return call;
}

bool Allows(const std::vector<proto::RoleRules>& roles, const RuleCall& call) {
  for (const proto::RoleRules& rules : roles) {
    if (rules.role() != call.role) continue;
    return Has(rules.purposes(), call.purpose) && Has(rules.modes(), call.mode) &&
           (call.disclosure == 0 || Has(rules.disclosures(), call.disclosure)) &&
           InHours(rules, call) && IsOtherwiseAllowed(rules, call);
  }
  return false;
}

bool ProfileAllows(const std::vector<proto::RoleRules>& roles, const RuleCall& call) {
  for (const proto::RoleRules& rules : roles) {
    if (rules.role() != call.role) continue;
    return (rules.purposes().empty() || Has(rules.purposes(), call.purpose)) &&
           (rules.modes().empty() || Has(rules.modes(), call.mode)) &&
           (rules.disclosures().empty() || call.disclosure == 0 ||
            Has(rules.disclosures(), call.disclosure)) &&
           (rules.hours().empty() || InHours(rules, call)) && IsOtherwiseAllowed(rules, call);
  }
  return false;
}

}  // namespace dialgate::test
