#include "dialgate/posix/carried_records.h"

#include <algorithm>

namespace dialgate::posix {

void CarriedRecords::Take(const Record& record) {
  if (record.kind == RecordKind::kReported) TakeOutcome(record.reported);
  if (record.kind == RecordKind::kRestored) TakeRestored(record.restored);
  if (record.kind == RecordKind::kReceiptTaken) {
    const auto receipt = ReadReceipt(record.receipt.receipt);
    if (receipt && receipt->resets_clock) BoundTimes(receipt->signed_at);
  }
  if (record.sequence >= before_) return;
  switch (record.kind) {
    case RecordKind::kDecided: {
      const Decided& decided = record.decided;
      if (decided.reason != Reason::kDeclaredContact) return;
      calls_.emplace_back(record.sequence, items_.size());
      return TakeCall({{decided.key, record.sequence, record.at, decided.utc_offset}, {}});
    }
    case RecordKind::kCarried: {
      Carried carried = record.carried;
      carried.attempt.sequence = record.sequence;
      return TakeCall(carried);
    }
    case RecordKind::kReported: return TakeRefusal(record);
    case RecordKind::kWithdrawn: {
      const Withdrawn& made = record.withdrawn;
      items_.push_back(
          CarriedWithdrawal{record.sequence, made.kind, made.what, log_, record.sequence});
      return;
    }
    case RecordKind::kCarriedWithdrawal: {
      CarriedWithdrawal carried = record.carried_withdrawal;
      carried.from = record.sequence;
      items_.push_back(carried);
      return;
    }
    default: return;
  }
}

void CarriedRecords::TakeCall(const Carried& carried) {
  if (carried.attempt.at >= since_) {
    items_.push_back(carried);
  } else if (!calls_.empty() && calls_.back().first == carried.attempt.sequence) {
    calls_.pop_back();
  }
}

void CarriedRecords::TakeOutcome(const Reported& reported) {
  if (reported.withdraws_only) return;
  const auto call = std::lower_bound(calls_.begin(), calls_.end(),
                                     std::make_pair(reported.attempt.sequence, size_t{0}));
  if (call == calls_.end() || call->first != reported.attempt.sequence) return;
  std::get<Carried>(items_[call->second]).outcome = reported.outcome;
}

// As Attempts::WithdrawBy has it.
void CarriedRecords::TakeRefusal(const Record& record) {
  const HistoryKey& key = record.reported.attempt.key;
  CarriedWithdrawal withdrawal = {record.sequence, WithdrawalKind::kRefused, key.number, 0, 0};
  switch (record.reported.outcome) {
    case Outcome::kRefused:
      if (key.role == Role::kDebtor) withdrawal.kind = WithdrawalKind::kRefusedAsDebtor;
      break;
    case Outcome::kWrongParty:
      withdrawal.kind = WithdrawalKind::kWrongParty;
      withdrawal.what ^= key.debtor << 16;
      break;
    default: return;
  }
  items_.push_back(withdrawal);
}

// Its place stays, so that the calls keep theirs.
void CarriedRecords::TakeRestored(const Restored& restored) {
  const uint64_t log = restored.log != 0 ? restored.log : log_;
  for (Item& item : items_) {
    const auto* withdrawal = std::get_if<CarriedWithdrawal>(&item);
    if (withdrawal == nullptr || withdrawal->sequence == 0) continue;
    if (withdrawal->log == log && withdrawal->sequence == restored.withdrawn) item = {};
  }
}

void CarriedRecords::BoundTimes(int64_t reset_to) {
  for (; bounded_ < items_.size(); ++bounded_) {
    auto* carried = std::get_if<Carried>(&items_[bounded_]);
    if (carried != nullptr) carried->attempt.at = std::min(carried->attempt.at, reset_to);
  }
}

}  // namespace dialgate::posix
