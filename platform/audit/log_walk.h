// Walks a sealed log from its first record to its last, and with the auditor's keys checks every
// seal on the way.
#ifndef DIALGATE_PLATFORM_AUDIT_LOG_WALK_H
#define DIALGATE_PLATFORM_AUDIT_LOG_WALK_H

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "dialgate/posix/log_reader.h"
#include "platform/audit/ledger.h"
#include "platform/audit/log_keys.h"

namespace dialgate::audit {

// What is wrong with a log, and where first.
struct Fault {
  enum class Kind : uint8_t {
    kNoStart = 1,    // the log does not begin with the start of a log
    kMissing = 2,    // records are missing before the one that stands there
    kRepeated = 3,   // a record stands there that stood before
    kSeal = 4,       // the seal is not that of this record under the key in turn
    kMalformed = 5,  // what stands there is no record, or a segment is missing
    kTorn = 6,       // the log ends in the middle of it
  };
  Kind kind;
  uint64_t sequence;    // of the first record that is not as it was sealed
  std::string message;  // one line for a person: what and where
};

// What was walked over, up to the fault if there is one.
struct Walked {
  std::string site, gate;
  uint64_t log = 0;
  StartKind kind = StartKind::kNone;  // of the first record; kSimulation: worth nothing as evidence
  uint64_t first = 1;                 // where it begins: the records before it were dropped
  uint64_t records = 0;               // their sequences are `first` to this; 0: there is none
  int64_t last_at = 0;                // UTC seconds of the last one
  // Up to this record, of a log whose first records were dropped, seals were not checked: the
  // auditor did so before, and holds them. 0: all were.
  uint64_t held = 0;
  std::optional<Fault> fault;

  // Records that are here, up to `held`, whose seals were not checked; 0: there is none.
  uint64_t unchecked() const { return held < first ? 0 : std::min(held, records) - first + 1; }

  uint64_t count() const { return records == 0 ? 0 : records - first + 1; }

  bool simulated() const { return kind == StartKind::kSimulation; }
};

// Takes a record in order; its views last as long as the call. `done` of `total` bytes were read.
using TakeRecord = std::function<void(const Record&, uint64_t done, uint64_t total)>;

// A record as it is passed; all of it lasts as long as the call.
struct Passage {
  const Record& record;
  const Seal& seal;
  const SealKey* next_key;  // seals the record after it; null: nothing is verified here
  const Walked& walked;     // up to it
  uint64_t done, total;     // bytes
};
using TakePassage = std::function<void(const Passage&)>;

// Gives the records of the log in `folder` to `take`, as far as they stand in order without a gap.
// With `keys` each is verified before it is given: what was given is as it was sealed. A log whose
// first records were dropped is verified from the first point on at which `ledger` held it (what
// stands before that point was verified then, and only its last seal is compared), and where there
// is none, or where no record behind that point says that they were dropped, records are missing. A
// tail that was cut off between two records cannot be seen by whoever has nothing but the log
// (ReceiptCheck). Errors: the folder or a segment cannot be read; it has no log; the key that this
// log needs is not there.
posix::Result<Walked> WalkLog(const std::string& folder, const AuditorKeys* keys,
                              const Ledger* ledger, const TakePassage& take);

// Without a ledger.
posix::Result<Walked> WalkLog(const std::string& folder, const AuditorKeys* keys,
                              const TakeRecord& take);

}  // namespace dialgate::audit

#endif
