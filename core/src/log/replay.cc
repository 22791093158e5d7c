// From the records of a log to what a gate knows: the same at a start as when they were made.
#include <algorithm>

#include "dialgate/recorded_gate.h"
#include "log/withdrawal_id.h"

namespace dialgate {

void RecordedGate::SetClockResets(const ClockReset* resets, size_t count) {
  resets_ = resets;
  reset_count_ = count;
}

Attempt RecordedGate::Bounded(const Attempt& attempt) const {
  Attempt bounded = attempt;
  for (size_t i = 0; i < reset_count_; ++i) {
    if (resets_[i].sequence <= attempt.sequence) continue;
    bounded.at = std::min(attempt.at, resets_[i].at);
    break;
  }
  return bounded;
}

void RecordedGate::Replay(const Record& record) {
  if (memory_.oldest == 0) memory_.oldest = record.sequence;
  memory_.newest_record = std::max(memory_.newest_record, record.at);
  switch (record.kind) {
    case RecordKind::kStart: return Take(record.start, record.at);
    case RecordKind::kDecided: {
      if (record.decided.reason != Reason::kDeclaredContact || policy_ == nullptr) return;
      const Decided& decided = record.decided;
      const Attempt placed{decided.key, record.sequence, record.at, decided.utc_offset};
      return parts_.attempts.Add(Bounded(placed), *policy_);
    }
    case RecordKind::kReported: {
      const Reported& reported = record.reported;
      if (!reported.withdraws_only) {
        parts_.attempts.Report(Bounded(reported.attempt), reported.outcome);
      }
      return parts_.attempts.WithdrawBy(reported.attempt.key, reported.outcome);
    }
    case RecordKind::kPolicyTaken: memory_.newest_serial = record.policy.serial; return;
    case RecordKind::kWithdrawn:
      return parts_.attempts.Withdraw(record.withdrawn.kind, record.withdrawn.what,
                                      WithdrawalId(memory_.log, record.sequence));
    case RecordKind::kRestored: {
      const uint64_t log = record.restored.log != 0 ? record.restored.log : memory_.log;
      return parts_.attempts.Restore(WithdrawalId(log, record.restored.withdrawn));
    }
    case RecordKind::kReceiptTaken: return Take(record.receipt, record);
    case RecordKind::kCarried: return Take(record.carried);
    case RecordKind::kCarriedWithdrawal: {
      const CarriedWithdrawal& carried = record.carried_withdrawal;
      memory_.carried = std::max(memory_.carried, carried.from);
      if (carried.from >= memory_.oldest) return;
      const uint64_t id = carried.sequence == 0 ? 0 : WithdrawalId(carried.log, carried.sequence);
      return parts_.attempts.Withdraw(carried.kind, carried.what, id);
    }
    case RecordKind::kDropped: return Take(record.dropped);
    case RecordKind::kEnd:
    case RecordKind::kNone: return;
  }
}

void RecordedGate::Take(const Start& start, int64_t at) {
  memory_.log = start.log;
  if (memory_.receipted == 0) memory_.receipted = at;
}

// Where the record that it stands for is still there, that one counted.
void RecordedGate::Take(const Carried& carried) {
  memory_.carried = std::max(memory_.carried, carried.attempt.sequence);
  if (carried.attempt.sequence >= memory_.oldest || policy_ == nullptr) return;
  parts_.attempts.AddClosed(Bounded(carried.attempt), carried.outcome, *policy_,
                            memory_.newest_record);
}

// Row 6 counts from the newest record that is covered, but never from later than the receipt.
void RecordedGate::Take(const SignedReceipt& signed_receipt, const Record& record) {
  const auto receipt = ReadReceipt(signed_receipt.receipt);
  if (!receipt) return;
  const uint64_t covered = receipt->covers.sequence;
  if (covered >= memory_.newest_covered) {
    memory_.newest_covered = covered;
    memory_.receipted = std::min(receipt->covers.at, receipt->signed_at);
  }
  if (receipt->held) memory_.newest_held = std::max(memory_.newest_held, covered);
  if (!receipt->resets_clock) return;
  memory_.newest_reset = record.sequence;
  memory_.newest_record = std::max(receipt->signed_at, record.at);
}

void RecordedGate::Take(const Dropped& dropped) {
  memory_.log = dropped.log;
  memory_.newest_serial = std::max(memory_.newest_serial, dropped.serial);
  memory_.newest_record = std::max(memory_.newest_record, dropped.newest);
  if (dropped.newest_covered >= memory_.newest_covered) {
    memory_.newest_covered = dropped.newest_covered;
    memory_.receipted = dropped.receipted;
  }
  memory_.newest_held = std::max(memory_.newest_held, dropped.newest_held);
}

}  // namespace dialgate
