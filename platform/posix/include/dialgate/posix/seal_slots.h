// Where the seal of a gate's log stands: in the gate's folder, a little behind the log.
//
//   device/seal.0, device/seal.1   one line of hexadecimal digits each: the sequence of a record (8
//                                  bytes, little-endian), the key that seals it (32), and the first
//                                  16 bytes of SHA-512 of both, by which a write that the power's
//                                  going cut short is known
//
// They are overwritten in turn, and nothing older is kept. A disk that moves what it writes (any
// SSD) may keep old blocks until it needs them: only its own erasure ends that.
#ifndef DIALGATE_POSIX_SEAL_SLOTS_H
#define DIALGATE_POSIX_SEAL_SLOTS_H

#include <cstdint>
#include <string>
#include <vector>

#include "dialgate/posix/error.h"
#include "dialgate/posix/wiped.h"
#include "dialgate/seal.h"

namespace dialgate::posix {

// Where a chain of seals stands.
struct SealPoint {
  uint64_t sequence;      // of a record
  dialgate::SealKey key;  // that seals it
};

// What a slot holds.
struct SealSlotBytes {
  uint8_t bytes[8 + sizeof(dialgate::SealKey) + 16];
};
Wiped<SealSlotBytes> EncodeSlot(const SealPoint& point);

class SealSlots {
 public:
  // Every point that the folder keeps, in ascending order, the start key's among them where there
  // is one: for whoever looks on while a gate writes them. None: nothing is whole just now.
  static std::vector<Wiped<SealPoint>> Read(const std::string& folder);

  // Reads the newest slot; where there is none yet, the start key of a log that has not begun
  // (log.key). Refuses a folder that has neither, or no slot that is whole.
  static Result<SealSlots> Open(const std::string& folder);

  // The newest point that is kept.
  const SealPoint& newest() const { return newest_.value; }

  // Whether the log may be without any record: no slot was ever written.
  bool untouched() const { return untouched_; }

  // Keeps `point`, durably, in place of the older slot. Once one stands, log.key is overwritten and
  // removed.
  Result<void> Keep(const SealPoint& point);

 private:
  explicit SealSlots(std::string folder) : folder_(std::move(folder)) {}
  Result<void> RemoveStartKey() const;

  std::string folder_;
  Wiped<SealPoint> newest_;
  unsigned older_ = 0;  // the slot that is overwritten next
  bool untouched_ = true;
  bool start_key_left_ = false;
};

}  // namespace dialgate::posix

#endif
