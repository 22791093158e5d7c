// What binds a log to its auditor: the gate's checkpoint, and the receipt that he signs for it.
#ifndef DIALGATE_RECEIPT_H
#define DIALGATE_RECEIPT_H

#include <cstdint>
#include <tl/expected.hpp>

#include "dialgate/bytes.h"
#include "dialgate/crypto.h"
#include "dialgate/seal.h"

namespace dialgate {

// The head of a log: a record that is durable, and so all before it.
struct Checkpoint {
  uint64_t log = 0;  // the random number in its id
  uint64_t sequence = 0;
  Seal seal = {};
  int64_t at = 0;  // the time of that record
};

// What an auditor states about a log, chained to what he stated before.
struct Receipt {
  Checkpoint covers;
  int64_t signed_at = 0;           // by his own clock
  uint64_t previous_sequence = 0;  // that the receipt before it covers; 0: it is the first
  Seal previous_seal = {};
  bool held = false;          // he verified the whole log up to there, and has it
  bool resets_clock = false;  // the gate once ran in the future: its time counts from signed_at on
};

// A receipt as it travels, and as it stands in a log: message SignedReceipt of core/audit.proto.
struct SignedReceipt {
  ByteView receipt;    // the bytes that are signed
  ByteView signature;  // 64 bytes, Ed25519 (RFC 8032, 5.1)
};

// Why nothing was taken from what came.
enum class ReceiptError : uint8_t {
  kMalformed = 1,     // it is not the one encoding of what it should be
  kNotAuthentic = 2,  // not by the key that it should be made with
  kAnotherLog = 3,
  kNotOnChain = 4,   // it, or the receipt before it, covers what is not in this log
  kNothingNew = 5,   // a receipt that says as much was taken before
  kNotRecorded = 6,  // its record cannot be appended
};

constexpr size_t kMaxCheckpointSize = 80;
constexpr size_t kMaxReceiptSize = 96;
constexpr size_t kMaxSignedReceiptSize = 176;

// Writes a message AuthenticCheckpoint, whose code is made with `key`, which the gate shares with
// its auditor; says how many bytes that is. 64 at most, so that it fits an SMS in hexadecimal
// digits.
size_t WriteCheckpoint(const Checkpoint& checkpoint, const SealKey& key, const SealCrypto& crypto,
                       uint8_t (&out)[kMaxCheckpointSize]);

// Errors, of which the first that applies is given: kMalformed, kNotAuthentic.
tl::expected<Checkpoint, ReceiptError> ReadCheckpoint(ByteView bytes, const SealKey& key,
                                                      const SealCrypto& crypto);

// Writes a message Receipt, which the auditor signs.
size_t WriteReceipt(const Receipt& receipt, uint8_t (&out)[kMaxReceiptSize]);

// Writes a message SignedReceipt. Precondition: `receipt` is at most kMaxReceiptSize bytes.
size_t WriteSignedReceipt(const SignedReceipt& receipt, uint8_t (&out)[kMaxSignedReceiptSize]);

// The parts of a message SignedReceipt, its signature not checked. Errors: kMalformed.
tl::expected<SignedReceipt, ReceiptError> ReadSignedReceipt(ByteView bytes);

// What the signed bytes say. Errors: kMalformed.
tl::expected<Receipt, ReceiptError> ReadReceipt(ByteView bytes);

// The port through which a gate looks at a record that its log holds; asked for receipts alone.
class SealedRecords {
 public:
  // The seal and the time of record `sequence`. False: the log does not hold it.
  virtual bool Find(uint64_t sequence, Seal* seal, int64_t* at) const = 0;

 protected:
  ~SealedRecords() = default;
};

}  // namespace dialgate

#endif
