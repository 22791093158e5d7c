// What becomes of the log itself: receipts, and what is dropped because an auditor holds it.
#include <cstring>

#include "dialgate/recorded_gate.h"
#include "log/withdrawal_id.h"

namespace dialgate {
namespace {

bool Holds(const SealedRecords& records, uint64_t sequence, const Seal& seal, int64_t* at) {
  Seal found;
  return records.Find(sequence, &found, at) && found == seal;
}

bool IsOnChain(const SealedRecords& records, const Receipt& receipt) {
  int64_t at = 0, previous_at = 0;
  if (!Holds(records, receipt.covers.sequence, receipt.covers.seal, &at)) return false;
  if (at != receipt.covers.at) return false;
  return receipt.previous_sequence == 0 ||
         Holds(records, receipt.previous_sequence, receipt.previous_seal, &previous_at);
}

}  // namespace

tl::expected<Receipt, ReceiptError> RecordedGate::TakeReceipt(ByteView receipt,
                                                              const IssuerKey& auditor,
                                                              const Crypto& crypto,
                                                              const SealedRecords& records) {
  const auto parts = ReadSignedReceipt(receipt);
  if (!parts) return tl::unexpected(parts.error());
  const auto read = ReadReceipt(parts->receipt);
  if (!read) return read;
  uint8_t signature[64];
  std::memcpy(signature, parts->signature.data, sizeof signature);
  if (!crypto.Verify(auditor, parts->receipt, signature)) {
    return tl::unexpected(ReceiptError::kNotAuthentic);
  }
  if (read->covers.log != memory_.log) return tl::unexpected(ReceiptError::kAnotherLog);
  if (!IsOnChain(records, *read)) return tl::unexpected(ReceiptError::kNotOnChain);
  const bool holds_more = read->held && read->covers.sequence > memory_.newest_held;
  if (read->covers.sequence <= memory_.newest_covered && !holds_more) {
    return tl::unexpected(ReceiptError::kNothingNew);
  }
  Record record;
  record.kind = RecordKind::kReceiptTaken;
  record.receipt = *parts;
  if (AppendNow(&record) == 0) return tl::unexpected(ReceiptError::kNotRecorded);
  Replay(record);
  return read;
}

tl::expected<void, OrderError> RecordedGate::Carry(const Carried& carried) {
  Record record;
  record.kind = RecordKind::kCarried;
  record.carried = carried;
  record.carried.attempt = Bounded(carried.attempt);
  if (AppendNow(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  memory_.carried = carried.attempt.sequence;
  return {};
}

tl::expected<void, OrderError> RecordedGate::Carry(const CarriedWithdrawal& carried) {
  Record record;
  record.kind = RecordKind::kCarriedWithdrawal;
  record.carried_withdrawal = carried;
  if (AppendNow(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  memory_.carried = carried.from;
  return {};
}

bool RecordedGate::IsInForce(const CarriedWithdrawal& withdrawal) const {
  // What found no room is in no table.
  return withdrawal.sequence == 0 || parts_.attempts.counters().overflowed ||
         parts_.attempts.IsWithdrawn(WithdrawalId(withdrawal.log, withdrawal.sequence));
}

tl::expected<void, OrderError> RecordedGate::Drop(uint64_t before) {
  Record record;
  record.kind = RecordKind::kDropped;
  record.dropped = {before,
                    memory_.log,
                    memory_.newest_serial,
                    memory_.newest_record,
                    memory_.receipted,
                    memory_.newest_covered,
                    memory_.newest_held};
  if (AppendNow(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  return {};
}

}  // namespace dialgate
