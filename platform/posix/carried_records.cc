#include "dialgate/posix/carried_records.h"

#include <algorithm>

#include "dialgate/carry.h"

namespace dialgate::posix {

void CarriedRecords::Take(const Record& record) {
  if (record.kind == RecordKind::kReported) TakeOutcome(record.reported);
  if (record.kind == RecordKind::kRestored) TakeRestored(record.restored);
  if (record.kind == RecordKind::kReceiptTaken) {
    const auto receipt = ReadReceipt(record.receipt.receipt);
    if (receipt && receipt->resets_clock) BoundTimes(receipt->signed_at);
  }
  if (record.sequence >= before_) return;
  Carried call;
  CarriedWithdrawal withdrawal;
  if (CallOf(record, &call)) {
    if (call.attempt.at < since_) return;
    if (record.kind == RecordKind::kDecided) calls_.emplace_back(record.sequence, items_.size());
    items_.push_back(call);
  } else if (WithdrawalOf(record, log_, &withdrawal)) {
    items_.push_back(withdrawal);
  }
}

void CarriedRecords::TakeOutcome(const Reported& reported) {
  if (reported.withdraws_only) return;
  const auto call = std::lower_bound(calls_.begin(), calls_.end(),
                                     std::make_pair(reported.attempt.sequence, size_t{0}));
  if (call == calls_.end() || call->first != reported.attempt.sequence) return;
  std::get<Carried>(items_[call->second]).outcome = reported.outcome;
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
