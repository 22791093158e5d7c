#include "platform/command/rules_text.h"

#include <fmt/format.h>

#include "dialgate/words.h"
#include "platform/command/call_words.h"
#include "platform/command/times.h"

namespace dialgate::command {
namespace {

using builder::RuleOrigins;
using builder::RulePart;

constexpr size_t kLabelWidth = 20;
constexpr size_t kTextWidth = 74;
constexpr unsigned kEveryDay = 0x7F;

// The end of the longest piece that fits a line: at a space, or else in the middle of a word.
size_t LineEnd(std::string_view text) {
  if (text.size() <= kTextWidth) return text.size();
  const size_t space = text.rfind(' ', kTextWidth);
  return space == text.npos || space == 0 ? kTextWidth : space;
}

std::string Counted(unsigned number, std::string_view one) {
  return fmt::format("{} {}{}", number, one, number == 1 ? "" : "s");
}

// The policy's roles are numbered as the core's are.
proto::Role NumberOf(const RoleRules& rules) { return static_cast<proto::Role>(rules.role); }

std::string MinDaysText(const RoleRules& rules, const RuleOrigins& origins) {
  std::vector<std::string> items;
  for (const Mode mode : {Mode::kManual, Mode::kAutomated, Mode::kPrerecorded}) {
    if (!rules.has_min_days.Contains(mode)) continue;
    const int days = rules.min_days_past_due(mode);
    items.push_back(From(origins.OfMinimum(NumberOf(rules), static_cast<proto::Mode>(mode)),
                         fmt::format("{}: {} or more", Name(mode), days)));
  }
  return items.empty() ? "" : Listed(items);
}

std::string HoursText(const RoleRules& rules) {
  if (rules.any_time) return "any time";
  std::vector<std::string> items;
  FieldList list = rules.hours;
  for (ByteView item; list.Next(&item);) {
    const Hours hours = ReadHours(item);
    items.push_back(fmt::format(
        "{} {}-{}", hours.weekdays == kEveryDay ? "every day" : WeekdaysText(hours.weekdays),
        MinuteText(hours.from_minute), MinuteText(hours.to_minute)));
  }
  return items.empty() ? "never" : Listed(items);
}

std::string CapsText(const RoleRules& rules, const RuleOrigins& origins) {
  std::string text;
  FieldList list = rules.caps;
  int index = 0;
  for (ByteView item; list.Next(&item);) {
    text += Field(text.empty() ? "caps" : "",
                  From(origins.OfCap(NumberOf(rules), index++), CapText(ReadCap(item))));
  }
  return text.empty() ? Field("caps", "none") : text;
}

std::string WaitsText(const RoleRules& rules, const RuleOrigins& origins) {
  std::vector<std::string> items;
  if (rules.unreached_days != 0) {
    items.push_back(From(
        origins.Of(NumberOf(rules), RulePart::kUnreached),
        fmt::format(
            "the debtor was tried {} a day on {} and not reached",
            rules.unreached_per_day == 1 ? "once" : Counted(rules.unreached_per_day, "time"),
            Counted(rules.unreached_days, "calling day"))));
  }
  if (rules.consent_required) {
    items.push_back(From(origins.Of(NumberOf(rules), RulePart::kConsent),
                         "this person agreed to be called"));
  }
  return items.empty() ? "" : Listed(items);
}

std::string_view WhatRoleIs(Role role) {
  switch (role) {
    case Role::kDebtor: return "who owes";
    case Role::kGuarantor: return "legally liable too";
    case Role::kReference: return "whom the debtor declared";
    case Role::kRepresentative: return "lawyer, guardian, executor";
    case Role::kNone: break;
  }
  return "";
}

}  // namespace

std::string Field(std::string_view label, std::string_view text) {
  std::string lines;
  do {
    const size_t end = LineEnd(text);
    lines += fmt::format("  {:<{}}{}\n", label, kLabelWidth, text.substr(0, end));
    label = "";
    text.remove_prefix(end);
    if (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  } while (!text.empty());
  return lines;
}

std::string Listed(const std::vector<std::string>& items) {
  if (items.empty()) return "none";
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

std::string CapText(const Cap& cap) {
  std::string calls;
  switch (cap.counts) {
    case Counts::kDialed: calls = "dialed call"; break;
    case Counts::kRang: calls = "call that rang"; break;
    case Counts::kUnanswered: calls = "unanswered call"; break;
    case Counts::kAnswered: calls = "answered call"; break;
    case Counts::kConversations: calls = "conversation"; break;
  }
  calls = cap.counts == Counts::kRang && cap.max != 1 ? fmt::format("{} calls that rang", cap.max)
                                                      : Counted(cap.max, calls);
  const char* whom = cap.per == Per::kNumber    ? "to one number"
                     : cap.per == Per::kAccount ? "about one account"
                                                : "about one debtor";
  const std::string within = cap.minutes != 0 ? "within " + Counted(cap.minutes, "minute")
                             : cap.days == 1  ? "on one day"
                                              : "within " + Counted(cap.days, "day");
  return fmt::format("at most {} {} {}", calls, whom, within);
}

std::string From(const std::string& origin, std::string text) {
  return origin.empty() ? text : text + " (" + origin + ")";
}

std::string RoleText(const Policy& policy, Role role, const RuleOrigins& origins) {
  RoleRules rules = policy.RulesOf(role);
  HoldToFloor(&rules);  // as the gate does
  std::string text = fmt::format("{} ({})\n", Name(role), WhatRoleIs(role));
  if (rules.role == Role::kNone)
    return text + Field("", "never called: the rules do not mention it");
  const proto::Role number = NumberOf(rules);
  const auto from = [&](RulePart part, std::string value) {
    return From(origins.Of(number, part), std::move(value));
  };
  if (rules.suspended)
    return text + Field("", From(origins.OfSuspension(number), "never called: suspended"));
  text += Field("called to", from(RulePart::kPurposes, Listed(WordsOf(rules.purposes))));
  text += Field("dialed", from(RulePart::kModes, Listed(WordsOf(rules.modes))));
  const std::string told = Listed(WordsOf(rules.disclosures));
  text += Field("may be told",  // nobody but the floor set what a reference is told
                role == Role::kReference ? told : from(RulePart::kDisclosures, told));
  if (const std::string waits = WaitsText(rules, origins); !waits.empty())
    text += Field("waits until", waits);
  if (const std::string days = MinDaysText(rules, origins); !days.empty())
    text += Field("days past due", days);
  return text + Field("hours", from(RulePart::kHours, HoursText(rules))) +
         CapsText(rules, origins);
}

}  // namespace dialgate::command
