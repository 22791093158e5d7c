// What becomes of a log on flash once an auditor holds it: its oldest sector makes room.
#ifndef DIALGATE_FLASH_RETENTION_H
#define DIALGATE_FLASH_RETENTION_H

#include <cstdint>

#include "dialgate/flash_log.h"
#include "dialgate/flash_seal.h"
#include "dialgate/recorded_gate.h"

namespace dialgate {

// Finds records for TakeReceipt. It reads flash: where nobody waits.
class FlashRecords final : public SealedRecords {
 public:
  explicit FlashRecords(const FlashLog& log) : log_(log) {}
  bool Find(uint64_t sequence, Seal* seal, int64_t* at) const override;

 private:
  const FlashLog& log_;
};

// Seals forward what the oldest sector of a log says that still matters, and records that the rest
// may go; FlashLog::Prepare then takes the sector. It does so once no sector is unused, only for
// what is before the seal's key, a receipt that says `held` covers and 25 hours have passed over,
// and only where it makes room, or room is left: calls matter for 368 days, and a ring that is full
// of those denies until they are older.
// Wherever the power goes, the next start finds all of it, once.
class FlashRetention {
 public:
  // All must outlive it; `gate` has begun, on `log` and `seal`.
  FlashRetention(const FlashLog& log, const FlashSealSlots& seal, RecordedGate& gate)
      : log_(log), seal_(seal), gate_(gate) {}

  enum class Progress : uint8_t {
    kIdle = 1,     // nothing is to be dropped now
    kMore = 2,     // call again
    kDropped = 3,  // a sector may be prepared again
    kFailed = 4,   // flash did not give a record, or the log did not take one
    kFull = 5,     // the oldest sector may go, but what must be carried of it makes no room
  };

  // One step: reads one sector and appends, in the worst case, what is to be kept of it. Called
  // wherever there is time, never on the way of a decision. `now`: UTC seconds since 1970, by a
  // clock that is trusted; without one it must not be called.
  Progress Step(int64_t now);

 private:
  static constexpr unsigned kMostCalls = 48;  // whose outcomes are looked for at once

  class CollectCalls;
  class CollectOutcomes;
  class CarryRecords;

  Progress Collect(int64_t now);
  Progress Look();
  Progress CarryOn();
  Outcome OutcomeOf(uint64_t call) const;
  int64_t TimeOf(uint64_t sequence, int64_t at) const;
  bool MustBeCarried(const Record& record) const;

  const FlashLog& log_;
  const FlashSealSlots& seal_;
  RecordedGate& gate_;
  int64_t now_ = 0;
  uint64_t until_ = 0;    // the records of the oldest sector before this one are carried next
  uint32_t looked_ = 0;   // the number of the sector whose outcomes were read last; 0: none
  unsigned count_ = 0;
  uint64_t calls_[kMostCalls] = {};     // their sequences, ascending
  Outcome outcomes_[kMostCalls] = {};
};

}  // namespace dialgate

#endif
