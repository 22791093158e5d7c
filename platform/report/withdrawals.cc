#include "platform/report/withdrawals.h"

#include "platform/report/calls.h"

namespace dialgate::report {
namespace {

// In the order in which the one that a refused call is counted for is looked for.
constexpr WithdrawalKind kKinds[] = {WithdrawalKind::kRefusedAsDebtor, WithdrawalKind::kRefused,
                                     WithdrawalKind::kWrongParty,      WithdrawalKind::kNumber,
                                     WithdrawalKind::kAccount,         WithdrawalKind::kRole};

// What a refused call says that was withdrawn.
bool IsRefusedFor(WithdrawalKind kind, Reason reason) {
  if (kind == WithdrawalKind::kAccount) return reason == Reason::kAccountStopped;
  if (kind == WithdrawalKind::kRole) return reason == Reason::kRoleSuspended;
  return reason == Reason::kContactWithdrawn;
}

}  // namespace

void Withdrawals::Take(const Record& record) {
  if (record.kind == RecordKind::kDecided) return Decide(record);
  if (record.kind == RecordKind::kReported) return Report(record.reported);
  if (record.kind == RecordKind::kRestored) return Restore(record.restored.withdrawn);
  if (record.kind != RecordKind::kWithdrawn) return;
  const Ordered order = {record.withdrawn.kind, record.withdrawn.what};
  orders_[record.sequence] = order;
  if (++ordered_[order] == 1) ++At(order.first).withdrawn;
}

void Withdrawals::Report(const Reported& reported) {
  const HistoryKey& key = reported.attempt.key;
  if (reported.outcome == Outcome::kWrongParty) {
    const bool is_new = wrong_party_.insert({key.number, key.debtor}).second;
    At(WithdrawalKind::kWrongParty).withdrawn += is_new ? 1 : 0;
  }
  if (reported.outcome != Outcome::kRefused) return;
  const bool debtor = key.role == Role::kDebtor;
  const bool is_new = (debtor ? refused_as_debtor_ : refused_otherwise_).insert(key.number).second;
  At(debtor ? WithdrawalKind::kRefusedAsDebtor : WithdrawalKind::kRefused).withdrawn +=
      is_new ? 1 : 0;
}

void Withdrawals::Restore(uint64_t sequence) {
  const auto order = orders_.find(sequence);
  if (order == orders_.end()) return;
  ++At(order->second.first).restored;
  --ordered_[order->second];
  orders_.erase(order);
}

bool Withdrawals::IsWithdrawn(WithdrawalKind kind, const HistoryKey& key) const {
  const auto is_ordered = [this, kind](uint64_t what) {
    const auto found = ordered_.find({kind, what});
    return found != ordered_.end() && found->second != 0;
  };
  switch (kind) {
    case WithdrawalKind::kRefusedAsDebtor:
      return key.role == Role::kDebtor && refused_as_debtor_.count(key.number) != 0;
    case WithdrawalKind::kRefused:
      return key.role != Role::kDebtor && refused_otherwise_.count(key.number) != 0;
    case WithdrawalKind::kWrongParty: return wrong_party_.count({key.number, key.debtor}) != 0;
    case WithdrawalKind::kNumber: return is_ordered(key.number);
    case WithdrawalKind::kAccount: return is_ordered(key.account);
    case WithdrawalKind::kRole: return is_ordered(static_cast<uint64_t>(key.role));
  }
  return false;
}

void Withdrawals::Decide(const Record& record) {
  const Decided& decided = record.decided;
  if (decided.key.role == Role::kNone) return;
  const bool allowed = decided.reason == Reason::kDeclaredContact;
  for (const WithdrawalKind kind : kKinds) {
    if (!allowed && !IsRefusedFor(kind, decided.reason)) continue;
    if (!IsWithdrawn(kind, decided.key)) continue;
    if (allowed) {
      At(kind).allowed_since.push_back(record.sequence);
    } else {
      ++At(kind).refused_since;
    }
    return;
  }
  if (decided.reason == Reason::kContactWithdrawn) ++refused_by_policy_;
}

}  // namespace dialgate::report
