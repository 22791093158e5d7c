// Slots by key: each stands in one of two windows of eight that its key names.
#ifndef DIALGATE_SLOT_TABLE_H
#define DIALGATE_SLOT_TABLE_H

#include "dialgate/attempts.h"
#include "history/event_slot.h"

namespace dialgate {

// Bits 0 to 3 of a slot's key say what it is a key of; the others are of a tag, 60 of them, so that
// the false matches of a million keys stay under 1e-12.
constexpr uint64_t NumberKey(const HistoryKey& key) { return (key.number & ~uint64_t{15}) | 1; }
constexpr uint64_t DaysKey(uint64_t account) { return (account & ~uint64_t{15}) | 2; }
constexpr uint64_t AccountKey(const HistoryKey& key) {
  return (key.account & ~uint64_t{15}) | (3 + static_cast<unsigned>(key.role));
}
constexpr uint64_t DebtorKey(const HistoryKey& key) {
  return key.debtor << 16 | (7 + static_cast<unsigned>(key.role));
}
constexpr uint64_t KeyOf(const HistoryKey& key, Per per) {
  if (per == Per::kNumber) return NumberKey(key);
  return per == Per::kAccount ? AccountKey(key) : DebtorKey(key);
}

// A view of the storage of Attempts.
class SlotTable {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  explicit SlotTable(const AttemptStorage& storage) : storage_(storage) {}

  // The slot of `key`, or kNone.
  uint32_t Find(uint64_t key) const;

  // Asks the memory for where Find looks first.
  void Prefetch(uint64_t key) const { __builtin_prefetch(Words(Home(key, 0))); }

  // Slots that are spoken for.
  struct Taken {
    const uint32_t* slots;
    unsigned count;
  };

  // A place for a key that has no slot: never used, or of a key that no rule needs any more, and
  // not among those that are taken; or kNone.
  uint32_t FindPlace(uint64_t key, const Policy& policy, int64_t now, Taken taken) const;

  // A place for one more event in the slot at `index`; its capacity: there is none.
  unsigned RoomAt(uint32_t index, const Policy& policy, int64_t now) const;
  bool HasRoomAt(uint32_t index, const Policy& policy, int64_t now) const {
    return !Events(index).IsFull() || MayForget(index, policy, now);
  }

  // Remembers `event`; where there is no room for it, that there was more: then there is none until
  // no rule may ask for it.
  void Add(uint32_t index, const Event& event, const Policy& policy) const;

  // Remembers what a rule may still ask for of a call of which nothing more becomes known: as an
  // event of `key`, or by its local day. False: there is no place for the key.
  bool AddClosed(uint64_t key, const Event& event, const Policy& policy, int64_t now) const;
  bool AddClosedDay(uint64_t key, int32_t day, EventClass what, const Policy& policy,
                    int64_t now) const;

  // Makes the slot at `index` that of `key`.
  void Claim(uint32_t index, uint64_t key) const;

  // These two are inlined where -Os would not: a call takes more than they do.
  [[gnu::always_inline]] uint32_t* Words(uint32_t index) const {
    return storage_.slots + index * size_t{storage_.words_per_slot};
  }
  [[gnu::always_inline]] EventSlot Events(uint32_t index) const {
    return {Words(index), storage_.words_per_slot};
  }

 private:
  static constexpr uint32_t kWindow = 8;

  uint32_t FindOrClaim(uint64_t key, bool needed, const Policy& policy, int64_t now) const;
  uint64_t KeyAt(uint32_t index) const { return KeyIn(Words(index)); }
  static uint64_t KeyIn(const uint32_t* words) {
    return words[0] | static_cast<uint64_t>(words[1]) << 32;
  }
  // The first slot of one of the two windows.
  uint32_t Home(uint64_t key, unsigned which) const {
    const auto high = static_cast<uint32_t>(key >> 32);
    const uint32_t mixed = static_cast<uint32_t>(key) + high * 0x9E3779B9u;
    return static_cast<uint32_t>(uint64_t{which == 0 ? high : mixed} * storage_.slot_count >> 32);
  }
  uint32_t Wrapped(uint32_t index) const {
    return index < storage_.slot_count ? index : index - storage_.slot_count;
  }
  uint32_t window() const { return storage_.slot_count < kWindow ? storage_.slot_count : kWindow; }
  // Whether no rule may ask for some event of a full slot.
  bool MayForget(uint32_t index, const Policy& policy, int64_t now) const;
  bool IsExpired(uint32_t index, const Policy& policy, int64_t now) const;

  const AttemptStorage& storage_;
};

}  // namespace dialgate

#endif
