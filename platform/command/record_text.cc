#include "platform/command/record_text.h"

#include <fmt/format.h>

#include "dialgate/posix/files.h"
#include "dialgate/sodium_crypto.h"
#include "dialgate/words.h"
#include "platform/audit/log_keys.h"
#include "platform/command/call_words.h"
#include "platform/command/record_words.h"
#include "platform/command/rules_text.h"
#include "platform/command/times.h"

namespace dialgate::command {
namespace {

std::string WithdrawnText(WithdrawalKind kind, uint64_t what, const std::string& id) {
  const std::string of = kind == WithdrawalKind::kRole
                             ? fmt::format("role {}", WithdrawnRole(kind, what))
                             : fmt::format("{} {}", kind == WithdrawalKind::kAccount ? "an" : "a",
                                           WithdrawnWord(kind));
  return fmt::format("of {}; its id is {}", of, id);
}

// Whom it was about, and what the dialer stated.
std::string StatedText(const Decided& decided) {
  std::vector<std::string> items;
  if (decided.key.role != Role::kNone) items.emplace_back(Name(decided.key.role));
  if (decided.purpose != Purpose::kNotStated) items.emplace_back(Name(decided.purpose));
  if (decided.mode != Mode::kNotStated) items.emplace_back(Name(decided.mode));
  for (const std::string& word : WordsOf(decided.disclosures)) items.push_back("tells " + word);
  return items.empty() ? "" : ": " + Listed(items);
}

std::string StartText(const Start& start) {
  const std::string from = start.kind == StartKind::kCarriedOver
                               ? fmt::format("; it carries on log {} from behind record {}",
                                             audit::LogText(start.closed_log), start.closed_at)
                               : "";
  return fmt::format("{}: log {} of gate {}, site {}{}", StartWord(start.kind),
                     audit::LogText(start.log), start.gate, start.site, from);
}

std::string WithdrawalText(const CarriedWithdrawal& withdrawal) {
  switch (withdrawal.kind) {
    case WithdrawalKind::kRefusedAsDebtor:
    case WithdrawalKind::kRefused: return "of a number, by a refusal";
    case WithdrawalKind::kWrongParty: return "of a number, by a wrong party";
    default: break;
  }
  return WithdrawnText(withdrawal.kind, withdrawal.what,
                       WithdrawalId(withdrawal.log, withdrawal.sequence));
}

std::string OutcomeText(const Reported& reported) {
  return fmt::format(
      "{}, of record {}{}", Name(reported.outcome), reported.attempt.sequence,
      reported.withdraws_only ? ": too late or a second one, so it only withdraws" : "");
}

std::string PolicyText(const PolicyTaken& policy) {
  return fmt::format("{} of {}, valid from {} to {}", policy.serial, policy.issuer,
                     UtcText(policy.not_before), UtcText(policy.not_after));
}

std::string ReceiptText(const SignedReceipt& taken) {
  const auto receipt = ReadReceipt(taken.receipt);
  if (!receipt) return "that cannot be read";
  return fmt::format("of {} covers record {} of {}{}{}", UtcText(receipt->signed_at),
                     receipt->covers.sequence, UtcText(receipt->covers.at),
                     receipt->held ? "; the auditor holds it" : "",
                     receipt->resets_clock ? "; the clock is reset" : "");
}

// What stands in the second column, and is not the kind where that says less.
std::string_view Heading(const Record& record, bool allowed) {
  if (record.kind != RecordKind::kDecided) return KindWord(record.kind);
  return allowed ? "allowed" : "denied";
}

}  // namespace

tl::expected<RecordText, std::string> RecordText::With(const std::vector<std::string>& paths) {
  RecordText text;
  const SodiumCrypto crypto;
  for (const std::string& path : paths) {
    auto opened = OpenUnkeyed(path);
    if (!opened) return tl::make_unexpected(opened.error().message);
    uint8_t digest[Policy::kDigestSize];
    opened->loaded.policy.Identity(crypto, digest);
    text.known_.push_back({std::move(*opened), posix::Hex(digest, sizeof digest)});
  }
  return text;
}

void RecordText::Follow(const Record& record) {
  if (record.kind == RecordKind::kStart) log_ = record.start.log;
  if (record.kind == RecordKind::kDropped) log_ = record.dropped.log;
  if (record.kind != RecordKind::kPolicyTaken) return;
  policy_ = nullptr;
  for (const Known& known : known_) {
    if (known.digest == DigestText(record.policy)) policy_ = &known.policy.loaded.policy;
  }
}

// Of a withdrawal in `log`, or, where that is 0, in this one.
std::string RecordText::IdOf(uint64_t sequence, uint64_t log) const {
  return WithdrawalId(log != 0 ? log : log_, sequence);
}

// A log holds no account's name, so of a call that was too early only the minimum is known.
std::string RecordText::DetailOf(const Record& record) const {
  const Decided& decided = record.decided;
  if (policy_ == nullptr) return "";
  if (decided.reason == Reason::kReceiptOverdue) return OverdueText(*policy_);
  if (decided.key.role == Role::kNone) return "";
  if (decided.reason != Reason::kTooEarly) {
    return RuleText(*policy_, record.at, decided.key.role, decided.detail);
  }
  const RoleRules& rules = policy_->RulesOf(decided.key.role);
  if (!rules.has_min_days.Contains(decided.mode)) return "";
  return fmt::format("{} needs {} days past due", Name(decided.mode),
                     rules.min_days_past_due(decided.mode));
}

Answer RecordText::AnswerOf(const Record& record) const {
  const Decided& decided = record.decided;
  Decision decision;
  decision.reason = decided.reason;
  Answer answer = {decision.allowed(), std::string(Name(decided.reason)), {}, {}, {}, {}, {}};
  if (decided.reason == Reason::kDeclaredContact) answer.role = std::string(Name(decided.key.role));
  if (answer.role && policy_ != nullptr && decided.key.role != Role::kNone) {
    answer.disclosures = WordsOf(policy_->RulesOf(decided.key.role).disclosures);
  }
  const std::string detail = DetailOf(record);
  if (!detail.empty()) answer.detail = detail;
  return answer;
}

std::string RecordText::Line(const Record& record) const {
  std::string text;
  bool allowed = false;
  switch (record.kind) {
    case RecordKind::kDecided: {
      const Answer answer = AnswerOf(record);
      allowed = answer.allowed;
      text = answer.reason + StatedText(record.decided);
      if (answer.detail) text += "; " + *answer.detail;
      break;
    }
    case RecordKind::kStart: text = StartText(record.start); break;
    case RecordKind::kReported: text = OutcomeText(record.reported); break;
    case RecordKind::kPolicyTaken: text = PolicyText(record.policy); break;
    case RecordKind::kWithdrawn:
      text = WithdrawnText(record.withdrawn.kind, record.withdrawn.what, IdOf(record.sequence));
      break;
    case RecordKind::kRestored:
      text = fmt::format("of withdrawal {}, by policy {}",
                         IdOf(record.restored.withdrawn, record.restored.log),
                         record.restored.serial);
      break;
    case RecordKind::kEnd: text = "the gate was stopped in order"; break;
    case RecordKind::kReceiptTaken: text = ReceiptText(record.receipt); break;
    case RecordKind::kCarried:
      text = fmt::format("of {}: {}", UtcText(record.carried.attempt.at),
                         Name(record.carried.outcome));
      break;
    case RecordKind::kCarriedWithdrawal:
      text = WithdrawalText(record.carried_withdrawal);
      break;
    case RecordKind::kDropped:
      text = fmt::format("all before record {} may be gone: the auditor holds it",
                         record.dropped.before);
      break;
    case RecordKind::kNone: break;
  }
  return fmt::format("{:>9}  {}  {:<11}  {}\n", record.sequence, UtcText(record.at),
                     Heading(record, allowed), text);
}

}  // namespace dialgate::command
