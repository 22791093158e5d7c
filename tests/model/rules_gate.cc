#include "rules_gate.h"

#include <algorithm>

namespace dialgate::model {

RulesGate::RulesGate(const testing::DeviceFacts& device, int64_t provisioned, Flaw flaw)
    : PolicyGate(device, provisioned), flaw_(flaw), history_(flaw) {
  newest_record_is_the_last_ = Is(Flaw::kNewestRecordIsTheLast);
}

void RulesGate::Remember(const Attempt& attempt) {
  history_.entries.push_back({attempt, dialgate::Outcome::kUnknown});
  if (!Is(Flaw::kForgetsTheTwelfth) || history_.entries.size() < 12) return;
  Attempt& forgotten = history_.entries[history_.entries.size() - 12].attempt;
  forgotten.at = forgotten.utc_offset = 0;
}

void RulesGate::Withdraw(WithdrawalKind kind, uint64_t what, size_t id) {
  history_.withdrawals.push_back({kind, what, id});
}

void RulesGate::Restore(size_t id) {
  if (Is(Flaw::kRestoresNothing)) return;
  auto& made = history_.withdrawals;
  const auto is_restored = [id](const auto& one) { return one.id == id; };
  made.erase(std::remove_if(made.begin(), made.end(), is_restored), made.end());
}

void RulesGate::Replace(const std::vector<Attempt>& attempts) {
  if (Is(Flaw::kFutureStays)) return;
  for (size_t i = 0; i < attempts.size(); ++i) history_.entries[i].attempt = attempts[i];
}

bool RulesGate::Takes(size_t event, Outcome outcome, int64_t now) const {
  const auto& entry = history_.entries[event];
  if (now > entry.attempt.at + 86400 && !Is(Flaw::kLateReportsStand)) return false;
  if (entry.outcome == dialgate::Outcome::kUnknown || Is(Flaw::kSecondReportsStand)) return true;
  return entry.outcome == dialgate::Outcome::kAnswered && outcome >= Outcome::kConversation &&
         !Is(Flaw::kAnsweredIsFinal);
}

bool RulesGate::Report(size_t event, Outcome outcome, int64_t now) {
  auto& entry = history_.entries[event];
  const bool takes = Takes(event, outcome, now);
  if (takes) entry.outcome = CoreOutcome(outcome);
  const bool withdraws = outcome == Outcome::kRefused || outcome == Outcome::kWrongParty;
  if (takes || withdraws) Record(now);
  if (withdraws && (takes || !Is(Flaw::kLateRefusedIsLost))) {
    history_.refusals.push_back({entry.attempt.key, outcome == Outcome::kWrongParty});
  }
  return takes;
}

}  // namespace dialgate::model
