// What stands in a sealed log: core/audit.proto, written and read without an allocation.
#ifndef DIALGATE_RECORD_H
#define DIALGATE_RECORD_H

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "dialgate/attempts.h"
#include "dialgate/bytes.h"
#include "dialgate/call.h"
#include "dialgate/decision.h"
#include "dialgate/outcome.h"
#include "dialgate/receipt.h"
#include "dialgate/seal.h"

namespace dialgate {

// The number of its field in message Record.
enum class RecordKind : uint8_t {
  kNone = 0,
  kStart = 3,
  kDecided = 4,
  kReported = 5,
  kPolicyTaken = 6,
  kWithdrawn = 7,
  kRestored = 8,
  kEnd = 9,
  kReceiptTaken = 10,
  kCarried = 11,
  kCarriedWithdrawal = 12,
  kDropped = 13,
};

enum class StartKind : uint8_t {
  kNone = 0,
  kFresh = 1,
  kCarriedOver = 2,
  kAgain = 3,
  kSimulation = 4,
};

// The members are those of the messages of core/audit.proto, which says what each is.
struct Start {
  std::string_view site, gate;
  uint64_t log = 0;
  StartKind kind = StartKind::kNone;
  uint64_t closed_log = 0, closed_at = 0;
};

struct Decided {
  Reason reason = Reason::kUndecided;
  HistoryKey key = {};
  int32_t utc_offset = 0;
  Detail detail;
  Purpose purpose = Purpose::kNotStated;
  Mode mode = Mode::kNotStated;
  Disclosures disclosures;
};

struct Reported {
  Attempt attempt = {};
  Outcome outcome = Outcome::kUnknown;
  bool withdraws_only = false;
};

struct PolicyTaken {
  uint64_t serial = 0;
  ByteView digest;  // 32 bytes
  int64_t not_before = 0, not_after = 0;
  std::string_view issuer;
};

struct Withdrawn {
  WithdrawalKind kind = WithdrawalKind::kNumber;
  uint64_t what = 0;
};

struct Restored {
  uint64_t withdrawn = 0, serial = 0, log = 0;
};

struct Carried {
  Attempt attempt = {};  // its sequence: of the record that this one stands for, or 0
  Outcome outcome = Outcome::kUnknown;
};

struct CarriedWithdrawal {
  uint64_t from = 0;
  WithdrawalKind kind = WithdrawalKind::kNumber;
  uint64_t what = 0, log = 0, sequence = 0;
};

struct Dropped {
  uint64_t before = 0, log = 0, serial = 0;
  int64_t newest = 0, receipted = 0;
  uint64_t newest_covered = 0, newest_held = 0;
};

// One record. Views in it point into the bytes it was read from, or into what its writer holds.
struct Record {
  uint64_t sequence = 0;
  int64_t at = 0;
  RecordKind kind = RecordKind::kNone;
  // The one that `kind` names:
  Start start;
  Decided decided;
  Reported reported;
  PolicyTaken policy;
  Withdrawn withdrawn;
  Restored restored;
  SignedReceipt receipt;
  Carried carried;
  CarriedWithdrawal carried_withdrawal;
  Dropped dropped;
};

// A record and its seal as they stand in a log.
struct Entry {
  ByteView record;  // the bytes that are sealed
  Seal seal;
  size_t size = 0;  // of the whole entry, tag and length included
};

// Why no record could be read.
enum class RecordError : uint8_t {
  kCutShort = 1,   // the bytes end before the entry does
  kMalformed = 2,  // they are not the one encoding of a record, or a value is out of its range
};

// The most bytes that an entry takes.
constexpr size_t kMaxEntrySize = 320;

// Writes `record`, sealed by `chain`, which moves on; says how many bytes that is.
// Precondition: texts of at most 64 bytes, a digest of 32.
size_t WriteEntry(const Record& record, const SealCrypto& crypto, SealChain* chain,
                  uint8_t (&out)[kMaxEntrySize]);

// The entry at the beginning of `log`, its seal not checked. Errors: kCutShort, kMalformed.
tl::expected<Entry, RecordError> ReadEntry(ByteView log);

// Reads the bytes that were sealed. Errors: kMalformed.
tl::expected<Record, RecordError> ReadRecord(ByteView bytes);

}  // namespace dialgate

#endif
