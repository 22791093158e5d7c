#include "platform/command/answer.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "dialgate/dial_string.h"
#include "dialgate/words.h"
#include "platform/command/call_words.h"
#include "platform/command/rules_text.h"
#include "platform/command/times.h"

namespace dialgate::command {
namespace {

std::optional<LocalTime> LocalIn(const Zone& zone, int64_t now) {
  const auto local = zone.LocalAt(now);
  if (!local) return std::nullopt;
  return *local;
}

std::string HoursText(const Policy& policy, int64_t at, uint8_t place) {
  if (place >= policy.zone_count()) return "";
  const Zone zone = policy.ZoneAt(place);
  const std::string name(zone.name());
  const auto local = LocalIn(zone, at);
  if (!local) return name;
  return fmt::format("{}: {} on a {}", name, MinuteText(local->minute),
                     WeekdayName(local->weekday));
}

std::string ClosedDateText(const Policy& policy, const Detail& detail) {
  if (detail.zone >= policy.zone_count() || detail.index >= policy.closed_date_count()) return "";
  return fmt::format("{}: {} is a closed date", policy.ZoneAt(detail.zone).name(),
                     DateText(policy.ClosedDate(detail.index)));
}

std::string CapOf(const Policy& policy, Role role, uint8_t place) {
  if (role == Role::kNone) return "";
  FieldList caps = policy.RulesOf(role).caps;
  ByteView item;
  for (unsigned index = 0; index <= place; ++index) {
    if (!caps.Next(&item)) return "";
  }
  return CapText(ReadCap(item));
}

// The decision has a role, so the account is listed and the contact's clock can be read; what is
// looked up again here is only for the words.
std::string TooEarlyDetail(const Situation& situation, const Call& call, Role role) {
  const Policy& policy = *situation.policy;
  const int needed = policy.RulesOf(role).min_days_past_due(call.mode);
  const std::string wanted = fmt::format("{} needs {} days past due", Name(call.mode), needed);
  const auto account = policy.FindAccount(situation.tagger, call.account);
  if (!account || !account->has_due_date) return "no due date; " + wanted;
  const Reading reading = dialgate::Read(DialedText::Read(call.dialed), policy.dial_plan());
  const auto contact = policy.FindContact(situation.tagger, call.account, reading.number);
  if (!contact) return wanted;
  const auto local = LocalIn(policy.ZonesOf(*contact).zones[0], situation.now);
  if (!local) return wanted;
  return fmt::format("{} days past due; {} needs {}", local->day - account->due_day,
                     Name(call.mode), needed);
}

std::string DetailText(const Situation& situation, const Call& call, const Decision& decision) {
  if (decision.reason == Reason::kTooEarly) return TooEarlyDetail(situation, call, decision.role);
  if (decision.reason == Reason::kReceiptOverdue) return OverdueText(*situation.policy);
  if (decision.detail.kind == Detail::Kind::kNone) return "";
  return RuleText(*situation.policy, situation.now, decision.role, decision.detail);
}

}  // namespace

Answer AnswerTo(const Situation& situation, const Call& call) {
  const Decision decision = Decide(situation, call);
  Answer answer = InWords(situation, call, decision);
  const auto retry_at = RetryAt(situation, call);
  if (!decision.allowed() && retry_at) answer.retry_at = *retry_at;
  return answer;
}

Answer InWords(const Situation& situation, const Call& call, const Decision& decision) {
  Answer answer = {decision.allowed(), std::string(Name(decision.reason)), {}, {}, {}, {}, {}};
  char dial[DialedText::kMaxBytes];
  if (decision.allowed()) answer.number = WriteDialString(decision, call, dial);
  if (decision.reason == Reason::kDeclaredContact) {
    answer.role = std::string(Name(decision.role));
    answer.disclosures = WordsOf(decision.disclosures);
  }
  const std::string detail = DetailText(situation, call, decision);
  if (!detail.empty()) answer.detail = detail;
  return answer;
}

std::string RuleText(const Policy& policy, int64_t at, Role role, const Detail& detail) {
  switch (detail.kind) {
    case Detail::Kind::kHours: return HoursText(policy, at, detail.zone);
    case Detail::Kind::kClosedDate: return ClosedDateText(policy, detail);
    case Detail::Kind::kCap: return CapOf(policy, role, detail.index);
    case Detail::Kind::kNone: break;
  }
  return "";
}

std::string OverdueText(const Policy& policy) {
  return fmt::format("the policy asks for an auditor's receipt within {} hours",
                     policy.receipt_within_hours());
}

nlohmann::ordered_json JsonOf(const Answer& answer) {
  using Json = nlohmann::ordered_json;
  const auto or_null = [](const std::optional<std::string>& text) {
    return text ? Json(*text) : Json(nullptr);
  };
  Json line;
  line["verdict"] = answer.allowed ? "allow" : "deny";
  line["reason"] = answer.reason;
  line["retry_at"] = answer.retry_at ? Json(UtcText(*answer.retry_at)) : Json(nullptr);
  line["number"] = or_null(answer.number);
  line["role"] = or_null(answer.role);
  line["disclosures"] = answer.disclosures;
  line["detail"] = or_null(answer.detail);
  return line;
}

std::string JsonLine(const Answer& answer) { return JsonOf(answer).dump() + "\n"; }

std::string PlainText(const Answer& answer) {
  std::string text = fmt::format("{}: {}\n", answer.allowed ? "allowed" : "denied", answer.reason);
  if (answer.number) text += Field("dial", *answer.number);
  if (answer.role) text += Field("who is called", *answer.role);
  if (answer.role) text += Field("may be told", Listed(answer.disclosures));
  if (answer.detail) text += Field("because", *answer.detail);
  if (answer.retry_at) text += Field("allowed from", UtcText(*answer.retry_at));
  return text;
}

}  // namespace dialgate::command
