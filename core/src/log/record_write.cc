// Records to bytes.
#include "dialgate/record.h"
#include "log/wire_writer.h"

namespace dialgate {
namespace {

constexpr size_t kMaxMessage = 224;
constexpr size_t kMaxRecord = 256;

template <typename Word>
uint64_t NumberOf(Word word) {
  return static_cast<uint64_t>(word);
}

void Write(const Start& start, WireWriter* out) {
  out->Text(1, start.site);
  out->Text(2, start.gate);
  out->Fixed64(3, start.log);
  out->Number(4, NumberOf(start.kind));
  out->Fixed64(5, start.closed_log);
  out->Number(6, start.closed_at);
}

void Write(const Decided& decided, WireWriter* out) {
  out->Number(1, NumberOf(decided.reason));
  out->Fixed64(2, decided.key.number);
  out->Fixed64(3, decided.key.account);
  out->Fixed64(4, decided.key.debtor);
  out->Number(5, NumberOf(decided.key.role));
  out->Signed(6, decided.utc_offset);
  out->Number(7, NumberOf(decided.detail.kind));
  out->Number(8, decided.detail.zone);
  out->Number(9, decided.detail.index);
  out->Number(10, NumberOf(decided.purpose));
  out->Number(11, NumberOf(decided.mode));
  out->Number(12, decided.disclosures.bits);
}

void Write(const Attempt& attempt, Outcome outcome, WireWriter* out) {
  out->Number(1, attempt.sequence);
  out->Number(2, NumberOf(outcome));
  out->Number(3, static_cast<uint64_t>(attempt.at));
  out->Signed(4, attempt.utc_offset);
  out->Fixed64(5, attempt.key.number);
  out->Fixed64(6, attempt.key.account);
  out->Fixed64(7, attempt.key.debtor);
  out->Number(8, NumberOf(attempt.key.role));
}

void Write(const PolicyTaken& policy, WireWriter* out) {
  out->Number(1, policy.serial);
  out->Bytes(2, policy.digest);
  out->Number(3, static_cast<uint64_t>(policy.not_before));
  out->Number(4, static_cast<uint64_t>(policy.not_after));
  out->Text(5, policy.issuer);
}

void Write(const CarriedWithdrawal& carried, WireWriter* out) {
  out->Number(1, carried.from);
  out->Number(2, NumberOf(carried.kind));
  out->Fixed64(3, carried.what);
  out->Fixed64(4, carried.log);
  out->Number(5, carried.sequence);
}

void Write(const Dropped& dropped, WireWriter* out) {
  out->Number(1, dropped.before);
  out->Fixed64(2, dropped.log);
  out->Number(3, dropped.serial);
  out->Number(4, static_cast<uint64_t>(dropped.newest));
  out->Number(5, static_cast<uint64_t>(dropped.receipted));
  out->Number(6, dropped.newest_covered);
  out->Number(7, dropped.newest_held);
}

void WriteMessage(const Record& record, WireWriter* out) {
  switch (record.kind) {
    case RecordKind::kStart: return Write(record.start, out);
    case RecordKind::kDecided: return Write(record.decided, out);
    case RecordKind::kReported:
      Write(record.reported.attempt, record.reported.outcome, out);
      return out->Number(9, record.reported.withdraws_only ? 1 : 0);
    case RecordKind::kPolicyTaken: return Write(record.policy, out);
    case RecordKind::kWithdrawn:
      out->Number(1, NumberOf(record.withdrawn.kind));
      return out->Fixed64(2, record.withdrawn.what);
    case RecordKind::kRestored:
      out->Number(1, record.restored.withdrawn);
      out->Number(2, record.restored.serial);
      return out->Fixed64(3, record.restored.log);
    case RecordKind::kEnd: return out->Number(1, 1);
    case RecordKind::kReceiptTaken:
      out->Bytes(1, record.receipt.receipt);
      return out->Bytes(2, record.receipt.signature);
    case RecordKind::kCarried: return Write(record.carried.attempt, record.carried.outcome, out);
    case RecordKind::kCarriedWithdrawal: return Write(record.carried_withdrawal, out);
    case RecordKind::kDropped: return Write(record.dropped, out);
    case RecordKind::kNone: break;
  }
}

}  // namespace

size_t WriteEntry(const Record& record, const SealCrypto& crypto, SealChain* chain,
                  uint8_t (&out)[kMaxEntrySize]) {
  uint8_t message[kMaxMessage], whole[kMaxRecord];
  WireWriter inner(message, sizeof message);
  WriteMessage(record, &inner);
  WireWriter outer(whole, sizeof whole);
  outer.Number(1, record.sequence);
  outer.Number(2, record.at > 0 ? static_cast<uint64_t>(record.at) : 0);
  outer.Bytes(static_cast<unsigned>(record.kind), {message, inner.size()});
  const ByteView bytes{whole, outer.size()};
  const Seal seal = chain->Next(crypto, bytes);

  uint8_t body[kMaxEntrySize];
  WireWriter entry(body, sizeof body);
  entry.Bytes(1, bytes);
  entry.Bytes(2, {seal.bytes, sizeof seal.bytes});
  WireWriter log(out, sizeof out);
  log.Bytes(1, {body, entry.size()});
  return log.size();
}

}  // namespace dialgate
