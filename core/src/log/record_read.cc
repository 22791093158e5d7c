// Bytes to records, as strictly as policies are read.
#include <cstring>

#include "dialgate/record.h"
#include "policy/wire.h"

namespace dialgate {
namespace {

constexpr uint64_t kLatest = 4294967295;  // 2106: what fits 32 bits of seconds
constexpr uint32_t kMostRecordBytes = 256;
constexpr int32_t kMaxOffset = 36 * 3600;

template <typename Word>
Word Read(WireReader& in, unsigned field, Word min, Word max) {
  return static_cast<Word>(
      in.Number(field, static_cast<uint32_t>(min), static_cast<uint32_t>(max)));
}

Role ReadRole(WireReader& in, unsigned field) {
  return Read(in, field, Role::kNone, Role::kRepresentative);
}

int64_t ReadTime(WireReader& in, unsigned field) {
  return static_cast<int64_t>(in.Number64(field, 0, kLatest));
}

Start ReadStart(WireReader& in) {
  Start start;
  start.site = in.Text(1, 1, 64);
  start.gate = in.Text(2, 1, 64);
  start.log = in.Fixed64(3);
  start.kind = Read(in, 4, StartKind::kFresh, StartKind::kSimulation);
  const bool carries_on = start.kind == StartKind::kCarriedOver;
  start.closed_log = in.Fixed64(5);
  start.closed_at = in.Number64(6, carries_on ? 1 : 0, carries_on ? UINT64_MAX : 0);
  if (!carries_on && start.closed_log != 0) in.Fail(WireError::kOutOfRange);
  return start;
}

Decided ReadDecided(WireReader& in) {
  Decided decided;
  decided.reason = Read(in, 1, Reason::kEmergency, Reason::kDeclaredContact);
  decided.key.number = in.Fixed64(2);
  decided.key.account = in.Fixed64(3);
  decided.key.debtor = in.Fixed64(4);
  decided.key.role = ReadRole(in, 5);
  decided.utc_offset = in.Signed(6, -kMaxOffset, kMaxOffset);
  decided.detail.kind = Read(in, 7, Detail::Kind::kNone, Detail::Kind::kCap);
  decided.detail.zone = static_cast<uint8_t>(in.Number(8, 0, 63));
  decided.detail.index = static_cast<uint8_t>(in.Number(9, 0, 63));
  decided.purpose = Read(in, 10, Purpose::kNotStated, Purpose::kRelay);
  decided.mode = Read(in, 11, Mode::kNotStated, Mode::kPrerecorded);
  decided.disclosures.bits = static_cast<uint8_t>(in.Number(12, 0, UINT8_MAX));
  return decided;
}

// Of a call that may have no record in this log, and no outcome, if `carried`.
Reported ReadReported(WireReader& in, bool carried) {
  Reported reported;
  reported.attempt.sequence = in.Number64(1, carried ? 0 : 1, UINT64_MAX);
  reported.outcome =
      Read(in, 2, carried ? Outcome::kUnknown : Outcome::kNotDialed, Outcome::kRefused);
  reported.attempt.at = ReadTime(in, 3);
  reported.attempt.utc_offset = in.Signed(4, -kMaxOffset, kMaxOffset);
  reported.attempt.key.number = in.Fixed64(5);
  reported.attempt.key.account = in.Fixed64(6);
  reported.attempt.key.debtor = in.Fixed64(7);
  reported.attempt.key.role = ReadRole(in, 8);
  if (!carried) reported.withdraws_only = in.Flag(9);
  return reported;
}

PolicyTaken ReadPolicyTaken(WireReader& in) {
  PolicyTaken policy;
  policy.serial = in.Number64(1, 1, UINT64_MAX);
  policy.digest = in.Bytes(2, 32, 32);
  policy.not_before = ReadTime(in, 3);
  policy.not_after = ReadTime(in, 4);
  policy.issuer = in.Text(5, 1, 64);
  return policy;
}

CarriedWithdrawal ReadCarriedWithdrawal(WireReader& in) {
  CarriedWithdrawal carried;
  carried.from = in.Number64(1, 0, UINT64_MAX);
  carried.kind = Read(in, 2, WithdrawalKind::kNumber, WithdrawalKind::kWrongParty);
  carried.what = in.Fixed64(3);
  carried.log = in.Fixed64(4);
  carried.sequence = in.Number64(5, 0, UINT64_MAX);
  return carried;
}

Dropped ReadDropped(WireReader& in) {
  Dropped dropped;
  dropped.before = in.Number64(1, 1, UINT64_MAX);
  dropped.log = in.Fixed64(2);
  dropped.serial = in.Number64(3, 0, UINT64_MAX);
  dropped.newest = ReadTime(in, 4);
  dropped.receipted = ReadTime(in, 5);
  dropped.newest_covered = in.Number64(6, 0, UINT64_MAX);
  dropped.newest_held = in.Number64(7, 0, UINT64_MAX);
  return dropped;
}

SignedReceipt ReadReceiptTaken(WireReader& in) {
  SignedReceipt receipt;
  receipt.receipt = in.Bytes(1, 1, kMaxReceiptSize);
  receipt.signature = in.Bytes(2, 64, 64);
  if (in.error() == WireError::kNone && !ReadReceipt(receipt.receipt)) {
    in.Fail(WireError::kMalformed);
  }
  return receipt;
}

void ReadMessage(WireReader& in, Record* record) {
  switch (record->kind) {
    case RecordKind::kStart: record->start = ReadStart(in); break;
    case RecordKind::kDecided: record->decided = ReadDecided(in); break;
    case RecordKind::kReported: record->reported = ReadReported(in, false); break;
    case RecordKind::kPolicyTaken: record->policy = ReadPolicyTaken(in); break;
    case RecordKind::kWithdrawn:
      record->withdrawn.kind = Read(in, 1, WithdrawalKind::kNumber, WithdrawalKind::kRole);
      record->withdrawn.what = in.Fixed64(2);
      break;
    case RecordKind::kRestored:
      record->restored.withdrawn = in.Number64(1, 1, UINT64_MAX);
      record->restored.serial = in.Number64(2, 1, UINT64_MAX);
      record->restored.log = in.Fixed64(3);
      break;
    case RecordKind::kEnd: in.Number(1, 1, 1); break;
    case RecordKind::kReceiptTaken: record->receipt = ReadReceiptTaken(in); break;
    case RecordKind::kCarried: {
      const Reported carried = ReadReported(in, true);
      record->carried = {carried.attempt, carried.outcome};
      break;
    }
    case RecordKind::kCarriedWithdrawal:
      record->carried_withdrawal = ReadCarriedWithdrawal(in);
      break;
    case RecordKind::kDropped: record->dropped = ReadDropped(in); break;
    case RecordKind::kNone: break;
  }
}

}  // namespace

tl::expected<Entry, RecordError> ReadEntry(ByteView log) {
  WireReader in(log);
  Entry entry;
  const ByteView body = in.Bytes(1, 1, kMaxEntrySize);
  entry.size = static_cast<size_t>(in.position() - log.data);
  WireReader inner(body);
  entry.record = inner.Bytes(1, 1, kMostRecordBytes);
  const ByteView seal = inner.Bytes(2, sizeof entry.seal.bytes, sizeof entry.seal.bytes);
  const bool cut = log.empty() || in.error() == WireError::kTruncated;
  if (cut) return tl::unexpected(RecordError::kCutShort);
  if (in.error() != WireError::kNone || inner.Finish() != WireError::kNone) {
    return tl::unexpected(RecordError::kMalformed);
  }
  std::memcpy(entry.seal.bytes, seal.data, sizeof entry.seal.bytes);
  return entry;
}

tl::expected<Record, RecordError> ReadRecord(ByteView bytes) {
  WireReader in(bytes);
  Record record;
  record.sequence = in.Number64(1, 1, UINT64_MAX);
  record.at = ReadTime(in, 2);
  constexpr auto kFirst = static_cast<unsigned>(RecordKind::kStart);
  constexpr auto kLast = static_cast<unsigned>(RecordKind::kDropped);
  for (unsigned kind = kFirst; kind <= kLast; ++kind) {
    const ByteView message = in.Bytes(kind, 0, kMostRecordBytes);
    if (message.empty()) continue;
    record.kind = static_cast<RecordKind>(kind);
    WireReader inner(message);
    ReadMessage(inner, &record);
    in.Check(inner.Finish());
    break;
  }
  if (in.Finish() != WireError::kNone || record.kind == RecordKind::kNone) {
    return tl::unexpected(RecordError::kMalformed);
  }
  return record;
}

}  // namespace dialgate
