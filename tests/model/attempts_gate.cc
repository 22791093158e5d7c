#include "attempts_gate.h"

#include <algorithm>

namespace dialgate::model {
namespace {

constexpr uint32_t kWithdrawals = 512;

AttemptStorage StorageOf(const Storage& sizes, std::vector<uint32_t>* slots,
                         std::vector<uint32_t>* permits, std::vector<uint32_t>* withdrawals) {
  slots->assign(size_t{sizes.slots} * sizes.words_per_slot, 0);
  permits->assign(size_t{sizes.permits} * 2, 0);
  withdrawals->assign(size_t{kWithdrawals} * 4, 0);
  AttemptStorage storage;
  storage.slots = slots->data();
  storage.slot_count = sizes.slots;
  storage.words_per_slot = sizes.words_per_slot;
  storage.permits = permits->data();
  storage.permit_count = sizes.permits;
  storage.withdrawals = withdrawals->data();
  storage.withdrawal_count = kWithdrawals;
  return storage;
}

}  // namespace

AttemptsGate::AttemptsGate(const testing::DeviceFacts& device, int64_t provisioned,
                           const Storage& storage)
    : PolicyGate(device, provisioned),
      storage_(storage),
      attempts_(StorageOf(storage_, &slots_, &permits_, &withdrawals_)) {}

void AttemptsGate::Remember(const Attempt& attempt) {
  attempts_.Add(attempt, policy());
  placed_.push_back(attempt);
  outcomes_.push_back(dialgate::Outcome::kUnknown);
}

bool AttemptsGate::Report(size_t event, Outcome word, int64_t now) {
  const Attempt& attempt = placed_[event];
  const dialgate::Outcome outcome = CoreOutcome(word);
  const bool stands = attempts_.MayReport(attempt, outcome, now).has_value();
  if (stands) attempts_.Report(attempt, outcome);
  if (stands) outcomes_[event] = outcome;
  const bool withdraws = word == Outcome::kRefused || word == Outcome::kWrongParty;
  if (stands || withdraws) Record(now);
  attempts_.WithdrawBy(attempt.key, outcome);
  refusals_.emplace_back(attempt.key, outcome);
  return stands;
}

void AttemptsGate::Withdraw(WithdrawalKind kind, uint64_t what, size_t id) {
  attempts_.Withdraw(kind, what, id + 1);
  made_.push_back({kind, what, id});
}

void AttemptsGate::Restore(size_t id) {
  attempts_.Restore(id + 1);
  made_.erase(
      std::remove_if(made_.begin(), made_.end(), [&](const Made& made) { return made.id == id; }),
      made_.end());
}

// As from a log: each event, with what came of it in the end.
void AttemptsGate::Replace(const std::vector<Attempt>& attempts) {
  attempts_.Clear();
  placed_ = attempts;
  for (size_t i = 0; i < placed_.size(); ++i) {
    attempts_.Add(placed_[i], policy());
    if (outcomes_[i] != dialgate::Outcome::kUnknown) attempts_.Report(placed_[i], outcomes_[i]);
  }
  for (const auto& [key, outcome] : refusals_) attempts_.WithdrawBy(key, outcome);
  for (const Made& made : made_) attempts_.Withdraw(made.kind, made.what, made.id + 1);
}

}  // namespace dialgate::model
