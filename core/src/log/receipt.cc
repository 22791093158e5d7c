#include "dialgate/receipt.h"

#include <cstring>

#include "log/wire_writer.h"
#include "policy/wire.h"

namespace dialgate {
namespace {

constexpr uint64_t kLatest = 4294967295;  // 2106: what fits 32 bits of seconds
constexpr size_t kCodeSize = 16, kSignatureSize = 64;

ByteView View(const Seal& seal) { return {seal.bytes, sizeof seal.bytes}; }

Seal ReadSeal(WireReader& in, unsigned field, bool there) {
  Seal seal = {};
  const ByteView bytes =
      in.Bytes(field, there ? sizeof seal.bytes : 0, there ? sizeof seal.bytes : 0);
  if (bytes.size == sizeof seal.bytes) std::memcpy(seal.bytes, bytes.data, sizeof seal.bytes);
  return seal;
}

void Write(const Checkpoint& checkpoint, WireWriter* out) {
  out->Fixed64(1, checkpoint.log);
  out->Number(2, checkpoint.sequence);
  out->Bytes(3, View(checkpoint.seal));
  out->Number(4, static_cast<uint64_t>(checkpoint.at));
}

Checkpoint Read(WireReader& in) {
  Checkpoint checkpoint;
  checkpoint.log = in.Fixed64(1);
  checkpoint.sequence = in.Number64(2, 1, UINT64_MAX);
  checkpoint.seal = ReadSeal(in, 3, true);
  checkpoint.at = static_cast<int64_t>(in.Number64(4, 0, kLatest));
  return checkpoint;
}

}  // namespace

size_t WriteCheckpoint(const Checkpoint& checkpoint, const SealKey& key, const SealCrypto& crypto,
                       uint8_t (&out)[kMaxCheckpointSize]) {
  uint8_t message[kMaxCheckpointSize], code[64];
  WireWriter inner(message, sizeof message);
  Write(checkpoint, &inner);
  crypto.Mac(key, {message, inner.size()}, code);
  WireWriter outer(out, sizeof out);
  outer.Bytes(1, {message, inner.size()});
  outer.Bytes(2, {code, kCodeSize});
  return outer.size();
}

tl::expected<Checkpoint, ReceiptError> ReadCheckpoint(ByteView bytes, const SealKey& key,
                                                      const SealCrypto& crypto) {
  WireReader outer(bytes);
  const ByteView message = outer.Bytes(1, 1, kMaxCheckpointSize);
  const ByteView code = outer.Bytes(2, kCodeSize, kCodeSize);
  WireReader inner(message);
  const Checkpoint checkpoint = Read(inner);
  if (outer.Finish() != WireError::kNone || inner.Finish() != WireError::kNone) {
    return tl::unexpected(ReceiptError::kMalformed);
  }
  uint8_t expected[64];
  crypto.Mac(key, message, expected);
  unsigned difference = 0;  // in constant time: a guesser learns nothing from how long it took
  for (size_t i = 0; i < kCodeSize; ++i) difference |= code.data[i] ^ expected[i];
  if (difference != 0) return tl::unexpected(ReceiptError::kNotAuthentic);
  return checkpoint;
}

size_t WriteReceipt(const Receipt& receipt, uint8_t (&out)[kMaxReceiptSize]) {
  WireWriter to(out, sizeof out);
  Write(receipt.covers, &to);
  to.Number(5, static_cast<uint64_t>(receipt.signed_at));
  to.Number(6, receipt.previous_sequence);
  if (receipt.previous_sequence != 0) to.Bytes(7, View(receipt.previous_seal));
  to.Number(8, receipt.held ? 1 : 0);
  to.Number(9, receipt.resets_clock ? 1 : 0);
  return to.size();
}

tl::expected<Receipt, ReceiptError> ReadReceipt(ByteView bytes) {
  WireReader in(bytes);
  Receipt receipt;
  receipt.covers = Read(in);
  receipt.signed_at = static_cast<int64_t>(in.Number64(5, 1, kLatest));
  receipt.previous_sequence = in.Number64(6, 0, receipt.covers.sequence - 1);
  receipt.previous_seal = ReadSeal(in, 7, receipt.previous_sequence != 0);
  receipt.held = in.Flag(8);
  receipt.resets_clock = in.Flag(9);
  if (in.Finish() != WireError::kNone) return tl::unexpected(ReceiptError::kMalformed);
  return receipt;
}

size_t WriteSignedReceipt(const SignedReceipt& receipt, uint8_t (&out)[kMaxSignedReceiptSize]) {
  WireWriter to(out, sizeof out);
  to.Bytes(1, receipt.receipt);
  to.Bytes(2, receipt.signature);
  return to.size();
}

tl::expected<SignedReceipt, ReceiptError> ReadSignedReceipt(ByteView bytes) {
  WireReader in(bytes);
  SignedReceipt receipt;
  receipt.receipt = in.Bytes(1, 1, kMaxReceiptSize);
  receipt.signature = in.Bytes(2, kSignatureSize, kSignatureSize);
  if (in.Finish() != WireError::kNone) return tl::unexpected(ReceiptError::kMalformed);
  return receipt;
}

}  // namespace dialgate
