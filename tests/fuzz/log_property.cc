#include "dialgate/sodium_crypto.h"
#include "input.h"
#include "log_oracle.h"
#include "properties.h"

namespace dialgate::fuzz {
namespace {

const SodiumCrypto kCrypto;
const SealKey kKey = {{7}};

// What the core reads it writes: the same bytes again.
void RequireWritten(const Record& record, ByteView bytes) {
  SealChain chain(kKey, record.sequence);
  uint8_t out[kMaxEntrySize];
  const size_t size = WriteEntry(record, kCrypto, &chain, out);
  const auto entry = ReadEntry({out, size});
  Require(entry.has_value(), "an entry that was written is read");
  Require(entry->size == size, "the whole of it");
  Require(TextOf(entry->record) == TextOf(bytes), "a record is written as it was read");
}

void RequireReceipts(ByteView bytes) {
  if (const auto receipt = ReadReceipt(bytes)) {
    Require(ReceiptDisagreement(bytes, *receipt).empty(), ReceiptDisagreement(bytes, *receipt));
    uint8_t out[kMaxReceiptSize];
    const size_t size = WriteReceipt(*receipt, out);
    Require(TextOf({out, size}) == TextOf(bytes), "a receipt is written as it was read");
  }
  if (const auto receipt = ReadSignedReceipt(bytes)) {
    const std::string wrong = SignedReceiptDisagreement(bytes, *receipt);
    Require(wrong.empty(), wrong);
    (void)ReadReceipt(receipt->receipt);
  }
  (void)ReadCheckpoint(bytes, kKey, kCrypto);
}

void RequireRecord(ByteView bytes) {
  const auto record = ReadRecord(bytes);
  if (!record) return;
  const std::string wrong = RecordDisagreement(bytes, *record);
  Require(wrong.empty(), "Protobuf reads the same record: " + wrong);
  RequireWritten(*record, bytes);
  if (record->kind == RecordKind::kReceiptTaken) RequireReceipts(record->receipt.receipt);
}

void RequireLog(ByteView rest) {
  while (const auto entry = ReadEntry(rest)) {
    Require(entry->size <= rest.size && entry->size <= kMaxEntrySize, "an entry has its bounds");
    const ByteView whole = {rest.data, entry->size};
    const std::string wrong = EntryDisagreement(whole, *entry);
    Require(wrong.empty(), "Protobuf reads the same entry: " + wrong);
    RequireRecord(entry->record);
    rest.remove_prefix(entry->size);
  }
}

uint64_t Wide(Input* input) { return static_cast<uint64_t>(input->Word()) >> (input->Byte() % 64); }
int64_t Time(Input* input) { return static_cast<int64_t>(Wide(input) & 0xFFFFFFFF); }

template <typename Word>
Word Pick(Input* input, Word low, Word high) {
  const unsigned first = static_cast<unsigned>(low), last = static_cast<unsigned>(high);
  return static_cast<Word>(first + input->Byte() % (last - first + 1));
}

HistoryKey KeyOf(Input* input) {
  return {Wide(input), Wide(input), Wide(input), Pick(input, Role::kNone, Role::kRepresentative)};
}

int32_t OffsetOf(Input* input) {
  return static_cast<int32_t>(Wide(input) % (2 * 36 * 3600 + 1)) - 36 * 3600;
}

Attempt AttemptOf(Input* input, uint64_t sequence) {
  return {KeyOf(input), sequence, Time(input), OffsetOf(input)};
}

std::string Printable(Input* input) {
  std::string text = input->Text().substr(0, 64);
  for (char& c : text) c = static_cast<char>(' ' + static_cast<unsigned char>(c) % 95);
  return text.empty() ? "x" : text;
}

Decided DecidedOf(Input* input) {
  Decided decided;
  decided.reason = Pick(input, Reason::kEmergency, Reason::kDeclaredContact);
  decided.key = KeyOf(input);
  decided.utc_offset = OffsetOf(input);
  decided.detail.kind = Pick(input, Detail::Kind::kNone, Detail::Kind::kCap);
  decided.detail.zone = input->Byte() % 64;
  decided.detail.index = input->Byte() % 64;
  decided.purpose = Pick(input, Purpose::kNotStated, Purpose::kRelay);
  decided.mode = Pick(input, Mode::kNotStated, Mode::kPrerecorded);
  decided.disclosures.bits = input->Byte();
  return decided;
}

// Views in it are of these.
struct Texts {
  std::string site, gate, digest, receipt, signature;
};

std::string ReceiptOf(Input* input) {
  Receipt receipt;
  receipt.covers = {Wide(input), Wide(input) | 1, {{input->Byte(), 2}}, Time(input)};
  receipt.signed_at = Time(input) | 1;
  if ((input->Byte() & 1) != 0 && receipt.covers.sequence > 1) {
    receipt.previous_sequence = 1 + Wide(input) % (receipt.covers.sequence - 1);
    receipt.previous_seal = {{input->Byte(), 3}};
  }
  receipt.held = (input->Byte() & 1) != 0;
  receipt.resets_clock = (input->Byte() & 1) != 0;
  uint8_t out[kMaxReceiptSize];
  return TextOf({out, WriteReceipt(receipt, out)});
}

Start StartOf(Input* input, const Texts& texts) {
  Start start = {texts.site, texts.gate, Wide(input),
                 Pick(input, StartKind::kFresh, StartKind::kSimulation)};
  if (start.kind != StartKind::kCarriedOver) return start;
  start.closed_log = Wide(input);
  start.closed_at = Wide(input) | 1;
  return start;
}

void FillCarried(Input* input, Record* record) {
  if (record->kind == RecordKind::kCarried) {
    record->carried = {AttemptOf(input, Wide(input)),
                       Pick(input, Outcome::kUnknown, Outcome::kRefused)};
  } else if (record->kind == RecordKind::kCarriedWithdrawal) {
    record->carried_withdrawal = {Wide(input),
                                  Pick(input, WithdrawalKind::kNumber, WithdrawalKind::kWrongParty),
                                  Wide(input), Wide(input), Wide(input)};
  } else if (record->kind == RecordKind::kDropped) {
    record->dropped = {Wide(input) | 1, Wide(input), Wide(input), Time(input),
                       Time(input),     Wide(input), Wide(input)};
  }
}

// Of any kind, with values from the whole of what each field takes.
Record RecordOf(Input* input, Texts* texts) {
  Record record;
  record.kind = Pick(input, RecordKind::kStart, RecordKind::kDropped);
  record.sequence = Wide(input) | 1;
  record.at = Time(input);
  *texts = {Printable(input), Printable(input), std::string(32, static_cast<char>(input->Byte())),
            ReceiptOf(input), std::string(64, static_cast<char>(input->Byte()))};
  switch (record.kind) {
    case RecordKind::kStart: record.start = StartOf(input, *texts); break;
    case RecordKind::kDecided: record.decided = DecidedOf(input); break;
    case RecordKind::kReported:
      record.reported = {AttemptOf(input, Wide(input) | 1),
                         Pick(input, Outcome::kNotDialed, Outcome::kRefused),
                         (input->Byte() & 1) != 0};
      break;
    case RecordKind::kPolicyTaken:
      record.policy = {Wide(input) | 1, BytesOf(texts->digest), Time(input), Time(input),
                       texts->site};
      break;
    case RecordKind::kWithdrawn:
      record.withdrawn = {Pick(input, WithdrawalKind::kNumber, WithdrawalKind::kRole), Wide(input)};
      break;
    case RecordKind::kRestored:
      record.restored = {Wide(input) | 1, Wide(input) | 1, Wide(input)};
      break;
    case RecordKind::kReceiptTaken:
      record.receipt = {BytesOf(texts->receipt), BytesOf(texts->signature)};
      break;
    default: FillCarried(input, &record);
  }
  return record;
}

// What was written is read, and Protobuf reads it, too.
void RequireRead(Input* input) {
  Texts texts;
  const Record record = RecordOf(input, &texts);
  SealChain chain(kKey, record.sequence), again(kKey, record.sequence);
  uint8_t out[kMaxEntrySize];
  const size_t size = WriteEntry(record, kCrypto, &chain, out);
  Require(size <= kMaxEntrySize, "an entry fits");
  const auto entry = ReadEntry({out, size});
  Require(entry && entry->size == size, "an entry that was written is read");
  Require(again.Next(kCrypto, entry->record) == entry->seal, "it is under its seal");
  const std::string wrong = RecordDisagreement(entry->record, record);
  Require(wrong.empty(), "a record is written as it is: " + wrong);
  Require(ReadRecord(entry->record).has_value(), "a record that was written is read");
  RequireLog({out, size});
}

}  // namespace

void LogProperty(const uint8_t* data, size_t size) {
  Input input(data, size);
  const unsigned form = input.Byte() % 4;
  if (form == 3) return RequireRead(&input);
  const std::string rest = input.Rest();
  if (form == 0) return RequireLog(BytesOf(rest));
  form == 1 ? RequireRecord(BytesOf(rest)) : RequireReceipts(BytesOf(rest));
}

}  // namespace dialgate::fuzz
