#include "history/slot_table.h"

#include "history/debtor_days.h"
#include "history/event_needs.h"

namespace dialgate {
namespace {

constexpr uint32_t kSecondsPerDay = 86400;
constexpr int32_t kDaysNeeded = 34;  // 31 before a local day that may be two behind the UTC day

constexpr unsigned KindOf(uint64_t key) { return static_cast<unsigned>(key & 15); }
constexpr bool IsOfDays(uint64_t key) { return KindOf(key) == 2; }

// What the caps of a policy may ask of the slot of `key`.
EventNeeds NeedsOf(uint64_t key, const Policy& policy, int64_t now) {
  const unsigned kind = KindOf(key);
  if (kind == 1) return {policy, now, Per::kNumber, Role::kNone};
  if (kind < 8) return {policy, now, Per::kAccount, static_cast<Role>(kind - 3)};
  return {policy, now, Per::kDebtor, static_cast<Role>(kind - 7)};
}

bool IsDayNeeded(int32_t day, int64_t now) {
  return day >= static_cast<int32_t>(static_cast<uint32_t>(now) / kSecondsPerDay) - kDaysNeeded;
}

// The place that `event` gets in a slot of which every event is needed, if one of them no longer is
// beside it; the slot's capacity: it is `event` that is not needed; more: all of them are.
unsigned PlaceBeside(const EventSlot& slot, const Event& event, const EventNeeds& needs) {
  uint32_t words[3 + EventSlot::kMaxEvents] = {};
  EventSlot both(words, 3 + slot.capacity() + 1);
  for (unsigned i = 0; i < slot.capacity(); ++i) both.Write(i, slot.At(i));
  both.Write(slot.capacity(), event);
  return needs.FindRoom(both);
}

bool Contains(SlotTable::Taken taken, uint32_t index) {
  for (unsigned i = 0; i < taken.count; ++i) {
    if (taken.slots[i] == index) return true;
  }
  return false;
}

}  // namespace

// A slot is never given back, only taken over: where an empty one stands, the key was never moved
// on.
uint32_t SlotTable::Find(uint64_t key) const {
  for (unsigned which = 0; which < 2; ++which) {
    uint32_t index = Home(key, which);
    for (uint32_t left = window(); left > 0; --left, index = Wrapped(index + 1)) {
      const uint64_t found = KeyIn(storage_.slots + index * size_t{storage_.words_per_slot});
      if (found == key) return index;
      if (found == 0) return kNone;
    }
  }
  return kNone;
}

[[gnu::always_inline]] inline bool SlotTable::IsExpired(uint32_t index, const Policy& policy,
                                                        int64_t now) const {
  const uint64_t key = KeyAt(index);
  if (IsOfDays(key)) {
    return !IsDayNeeded(DebtorDays(Words(index)).newest(), now);
  }
  return NeedsOf(key, policy, now).NeedsNone(Events(index));
}

uint32_t SlotTable::FindPlace(uint64_t key, const Policy& policy, int64_t now, Taken taken) const {
  for (unsigned which = 0; which < 2; ++which) {
    uint32_t index = Home(key, which), expired = kNone;
    for (uint32_t left = window(); left > 0; --left, index = Wrapped(index + 1)) {
      if (Contains(taken, index)) continue;
      if (KeyAt(index) == 0) return index;
      if (expired == kNone && IsExpired(index, policy, now)) expired = index;
    }
    if (expired != kNone) return expired;
  }
  return kNone;
}

void SlotTable::Claim(uint32_t index, uint64_t key) const {
  uint32_t* words = Words(index);
  words[0] = static_cast<uint32_t>(key);
  words[1] = static_cast<uint32_t>(key >> 32);
  for (unsigned i = 2; i < storage_.words_per_slot; ++i) words[i] = 0;
}

bool SlotTable::MayForget(uint32_t index, const Policy& policy, int64_t now) const {
  return !NeedsOf(KeyAt(index), policy, now).NeedsAll(Events(index));
}

unsigned SlotTable::RoomAt(uint32_t index, const Policy& policy, int64_t now) const {
  return NeedsOf(KeyAt(index), policy, now).FindRoom(Events(index));
}

void SlotTable::Add(uint32_t index, const Event& event, const Policy& policy) const {
  EventSlot events = Events(index);
  const unsigned place = RoomAt(index, policy, event.second);
  if (place == events.capacity()) return events.WriteLost(event);
  events.Write(place, event);
}

// The slot of `key`; one that it takes, if it has none and one is needed; or kNone.
uint32_t SlotTable::FindOrClaim(uint64_t key, bool needed, const Policy& policy,
                                int64_t now) const {
  uint32_t index = Find(key);
  if (index != kNone || !needed) return index;
  index = FindPlace(key, policy, now, {nullptr, 0});
  if (index != kNone) Claim(index, key);
  return index;
}

bool SlotTable::AddClosed(uint64_t key, const Event& event, const Policy& policy,
                          int64_t now) const {
  const EventNeeds needs = NeedsOf(key, policy, now);
  const bool needed = needs.Needs(event);
  const uint32_t index = FindOrClaim(key, needed, policy, now);
  if (index == kNone) return !needed;
  EventSlot events = Events(index);
  unsigned place = needs.FindRoom(events);
  if (place == events.capacity()) {
    place = PlaceBeside(events, event, needs);
    if (place > events.capacity()) events.WriteLost(event);
    if (place >= events.capacity()) return true;
  }
  events.Write(place, event);
  return true;
}

bool SlotTable::AddClosedDay(uint64_t key, int32_t day, EventClass what, const Policy& policy,
                             int64_t now) const {
  const bool needed = IsDayNeeded(day, now);
  const uint32_t index = FindOrClaim(key, needed, policy, now);
  if (index == kNone) return !needed;
  DebtorDays(Words(index)).AddClosed(day, what);
  return true;
}

}  // namespace dialgate
