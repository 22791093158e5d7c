// Where the seal of a log on flash stands, and how a gate starts from both.
#ifndef DIALGATE_FLASH_SEAL_H
#define DIALGATE_FLASH_SEAL_H

#include <cstdint>
#include <tl/expected.hpp>

#include "dialgate/flash_log.h"
#include "dialgate/recorded_gate.h"
#include "dialgate/seal.h"

namespace dialgate {

// The key that seals the next record, in two sectors by turns, a little behind the log. A new key
// is programmed and checked before the old one is erased, and the old one is erased at once: but
// for a moment there is one key in flash.
//
// It costs two erasures, one of each sector, for each second in which there was a record. Flash
// that bears 10,000 of them lasts for 10,000 such seconds, 100,000 for 100,000 (a record every
// 10 s: 11 days): give it FRAM or battery-backed memory behind the same port, sectors that bear
// more, or a larger `every`, within which whoever takes the device can change what was recorded
// last.
class FlashSealSlots {
 public:
  // `flash` has two sectors, is not that of the log, and must outlive it. `every`: milliseconds.
  explicit FlashSealSlots(Flash& flash, uint32_t every = 1000) : flash_(flash), every_(every) {}

  // Keeps the key that seals record 1 of a log that has not begun, in place of whatever was there.
  bool Provision(const SealKey& start_key);

  // Reads the newest key. Errors: kGeometry, kNoSeal.
  tl::expected<SealChain, FlashError> Open();

  // Keeps where `chain` stands, if it moved and was not kept less than `every` ago; `now` counts
  // milliseconds and may wrap. Behind a record that may not last, as a full log leaves it at a
  // start, it waits: `lasting` is FlashLog::lasting(). Called at least ten times a second by
  // whoever runs the gate, never on the way of a decision. False: it cannot be kept, and the
  // device should be stopped (End) if that lasts. Precondition: Open or Provision.
  bool Keep(const SealChain& chain, uint64_t lasting, uint32_t now);

  // The record that the newest key seals: the log must not begin behind it.
  uint64_t kept() const { return kept_; }

 private:
  struct Slot;
  enum class State : uint8_t { kSpent, kWhole, kConfirmed };

  State Read(uint32_t sector, Slot* slot) const;
  bool Write(uint32_t sector, const SealChain& chain);
  bool Confirm(uint32_t sector);

  Flash& flash_;
  const uint32_t every_;
  uint32_t target_ = 0;  // the sector that is written next
  uint64_t kept_ = 0;    // the sequence of the newest key that is sure to last
  uint32_t kept_at_ = 0;
  bool erasure_due_ = false;  // of an old key, that failed
  bool waits_ = false;   // until `every` after kept_at_
};

// The newest resets of the clock that a log holds. What was recorded before the oldest of them is
// bounded by it, though an earlier one may have bounded it more.
struct ClockResets {
  static constexpr size_t kMost = 8;
  ClockReset resets[kMost];
  size_t count = 0;
};

// Mounts `log` and replays it into `gate`, checking each seal from where `kept` stands on: those
// before it only the auditor can check. Before that it reads the log for `resets`, which must
// outlive the gate. What it gives is for RecordedGate::Begin. Errors: those of FlashLog::Mount,
// kSeal, kShorter; then the gate must not begin, and denies.
tl::expected<SealChain, FlashError> StartOnFlash(const SealChain& kept, const SealCrypto& crypto,
                                                 FlashLog& log, RecordedGate& gate,
                                                 ClockResets& resets);

}  // namespace dialgate

#endif
