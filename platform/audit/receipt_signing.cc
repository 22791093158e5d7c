#include "platform/audit/receipt_signing.h"

#include "dialgate/posix/files.h"
#include "dialgate/posix/log_keys.h"
#include "dialgate/posix/party.h"
#include "dialgate/posix/receipt_text.h"
#include "dialgate/sodium_crypto.h"
#include "platform/audit/log_keys.h"

namespace dialgate::audit {
namespace {

using posix::Error;
using posix::Result;

constexpr char kNoCheckpoint[] =
    "this is no checkpoint: give the whole line that dialgate audit checkpoint printed";

tl::unexpected<Error> Refuse(std::string message) {
  return tl::make_unexpected(Error{std::move(message)});
}

// A checkpoint does not say its log before its code is checked, and the code's key is made for the
// log: so the number is read where its one encoding has it, behind two tags and a length.
std::optional<uint64_t> LogOf(const std::string& message) {
  constexpr size_t kAt = 3;
  if (message.size() < kAt + 8 || message[0] != '\x0A' || message[2] != '\x09') return std::nullopt;
  uint64_t log = 0;
  for (unsigned i = 0; i < 8; ++i) log |= uint64_t{static_cast<uint8_t>(message[kAt + i])} << 8 * i;
  return log;
}

std::string UnknownText(uint64_t log) {
  return "log " + LogText(log) +
         " is not in the ledger: its gate was provisioned by another auditor, or the ledger is an "
         "old one";
}

struct CheckpointKey {
  posix::Wiped<SealKey> key;
  bool simulated = false;
};

// Of a log that the ledger does not know only a simulation can be asked about.
Result<CheckpointKey> KeyOf(uint64_t log, const Ledger& ledger, const AuditorKeys& keys) {
  const LedgerLog* known = ledger.Find(log);
  CheckpointKey key;
  if (known != nullptr && !known->simulated) {
    if (!keys.seal) return Refuse("seal.key: is not in the auditor's folder: restore it");
    key.key = posix::MakeLogKey(*keys.seal, {known->site, known->gate, LogText(log)},
                                posix::LogKeyUse::kCheckpoints);
    return key;
  }
  if (!keys.lookup) return Refuse(UnknownText(log));
  key.simulated = true;
  key.key = SimulationCheckpointKey(*keys.lookup, log, SodiumCrypto());
  return key;
}

std::string Problem(const Signing& signing, const Checkpoint& covers, bool simulated,
                    const LedgerLog* known) {
  const Receipt* last = known == nullptr ? nullptr : known->last();
  const std::string log = "log " + LogText(covers.log);
  if (known != nullptr && known->closed_at != 0) {
    return log + " was closed at record " + std::to_string(known->closed_at) +
           ", and another one carries it on: no receipt is signed for it any more; find out who "
           "runs its gate";
  }
  if (last != nullptr && covers.sequence <= last->covers.sequence) {
    return "a receipt of " + TimeText(last->signed_at) + " covers record " +
           std::to_string(last->covers.sequence) + " of " + log + ", and this is record " +
           std::to_string(covers.sequence) +
           ": ask the gate for a newer one; where it has none, find out who set it back (--void, "
           "if that receipt's record is lost)";
  }
  if (simulated && signing.resets_clock) {
    return "--reset-clock: " + log + " is a simulation's, which has no clock to reset";
  }
  if (simulated || signing.resets_clock || covers.at <= signing.now + kMostAhead) return "";
  return "record " + std::to_string(covers.sequence) + " of " + log + " is from the future, of " +
         TimeText(covers.at) +
         ": set the gate's clock, and where it is right again, sign with --reset-clock";
}

Result<SignedText> Sign(const Signing& signing, const Checkpoint& covers, bool simulated,
                        const SealKey* next_key, LedgerWriter& writer) {
  const LedgerLog* known = writer.ledger().Find(covers.log);
  const std::string problem = Problem(signing, covers, simulated, known);
  if (!problem.empty()) return Refuse(problem);
  const Result<posix::Signer> signer = posix::ReadReceiptSigner(signing.folder);
  if (!signer) return tl::make_unexpected(signer.error());

  Receipt receipt;
  receipt.covers = covers;
  receipt.signed_at = signing.now;
  if (const Receipt* last = known == nullptr ? nullptr : known->last()) {
    receipt.previous_sequence = last->covers.sequence;
    receipt.previous_seal = last->covers.seal;
  }
  receipt.held = next_key != nullptr;
  receipt.resets_clock = signing.resets_clock;
  uint8_t bytes[kMaxReceiptSize], signature[64], message[kMaxSignedReceiptSize];
  const ByteView body = {bytes, WriteReceipt(receipt, bytes)};
  posix::Sign(*signer, body, signature);
  const ByteView whole = {message, WriteSignedReceipt({body, {signature, 64}}, message)};

  Result<void> kept;
  if (known == nullptr) kept = writer.AddSimulation(covers.log);
  if (kept) kept = writer.AddReceipt(whole, next_key);
  if (!kept) return tl::make_unexpected(kept.error());
  return SignedText{receipt, posix::ReceiptText(whole), simulated};
}

}  // namespace

Result<SignedText> SignCheckpoint(const Signing& signing, const std::string& text) {
  const auto message = posix::ParseCheckpointText(text);
  const auto log = message ? LogOf(*message) : std::nullopt;
  if (!log) {
    return Refuse(kNoCheckpoint);
  }
  const auto keys = ReadAuditorKeys(signing.folder);
  if (!keys) return tl::make_unexpected(keys.error());
  Result<LedgerWriter> writer = LedgerWriter::Open(signing.folder);
  if (!writer) return tl::make_unexpected(writer.error());
  const auto key = KeyOf(*log, writer->ledger(), *keys);
  if (!key) return tl::make_unexpected(key.error());
  const auto read = ReadCheckpoint(posix::BytesOf(*message), key->key.value, SodiumCrypto());
  if (read) return Sign(signing, *read, key->simulated, nullptr, *writer);
  if (read.error() == ReceiptError::kMalformed) {
    return Refuse(kNoCheckpoint);
  }
  if (writer->ledger().Find(*log) == nullptr) {
    return Refuse(UnknownText(*log));
  }
  return Refuse("the checkpoint's code is not that of the gate of log " + LogText(*log) +
                ": it was changed on its way, or does not come from that gate");
}

Result<SignedText> SignHeld(const Signing& signing, const Checkpoint& covers, bool simulated,
                            const SealKey& next_key) {
  Result<LedgerWriter> writer = LedgerWriter::Open(signing.folder);
  if (!writer) return tl::make_unexpected(writer.error());
  if (!simulated && writer->ledger().Find(covers.log) == nullptr) {
    return Refuse(UnknownText(covers.log));
  }
  return Sign(signing, covers, simulated, &next_key, *writer);
}

}  // namespace dialgate::audit
