#include "history/event_needs.h"

namespace dialgate {
namespace {

constexpr int32_t kSecondsPerDay = 86400;
constexpr int32_t kLargestOffset = 129600;
constexpr int32_t kClockMargin = 120;  // a clock may step back by 60 s

}  // namespace

// Where not all is remembered, nothing makes room for more.
uint32_t EventNeeds::Bits(const Event& event, unsigned place) {
  return event.what == EventClass::kLost ? UINT32_MAX : 1u << place;
}

// Its outcome may still be reported, or made more precise.
bool EventNeeds::IsOpen(const Event& event) const {
  const bool may_change = event.what == EventClass::kUnknown ||
                          event.what == EventClass::kAnswered || event.what == EventClass::kLost;
  return may_change && now_ - event.second < kReportWithin + kClockMargin;
}

// From the earliest local day that it may be anywhere now: offsets reach to 36 hours. The first
// second of that day is later than this one by less than a day.
bool EventNeeds::IsInWindow(const Event& event, const Cap& cap) const {
  if (cap.days == 0) return event.second > now_ - cap.minutes * 60 - kClockMargin;
  return event.DaySecond() > now_ - kClockMargin - kLargestOffset - cap.days * kSecondsPerDay;
}

// Whatever becomes of it, `cap` counts it.
bool EventNeeds::CountsForGood(const Event& event, const Cap& cap) const {
  if (!IsOpen(event) || cap.counts == Counts::kDialed) return true;
  return event.what == EventClass::kAnswered && cap.counts != Counts::kConversations;
}

// Behind `max` newer ones that stay counted, no answer of this cap depends on an event.
inline uint32_t EventNeeds::NeededBy(const EventSlot& slot, const Order& newest_first,
                                     const Cap& cap) const {
  uint32_t needed = 0;
  unsigned newer = 0;
  for (unsigned i = 0; i < newest_first.count && newer < cap.max; ++i) {
    const Event event = slot.At(newest_first.places[i]);
    if (!IsInWindow(event, cap)) break;
    if (!IsCounted(event.what, cap.counts)) continue;
    needed |= Bits(event, newest_first.places[i]);
    if (CountsForGood(event, cap)) ++newer;
  }
  return needed;
}

// Newest first: by the day that they are of, or by the second. Insertion from the last place on,
// since events come in the order of their time.
void EventNeeds::Order::Fill(const EventSlot& slot, bool by_day) {
  for (unsigned place = slot.count(); place-- > 0;) {
    const int32_t value = slot.ValueAt(place, by_day);
    unsigned i = count++;
    for (; i > 0 && slot.ValueAt(places[i - 1], by_day) < value; --i) places[i] = places[i - 1];
    places[i] = static_cast<uint8_t>(place);
  }
}

// By caps over days, or by those over minutes: one order at a time, for the sake of the stack.
[[gnu::always_inline]] inline uint32_t EventNeeds::NeededInOrder(const EventSlot& slot,
                                                                 bool by_day) const {
  uint32_t needed = 0;
  Order newest_first;
  for (Role role : {Role::kDebtor, Role::kGuarantor, Role::kReference, Role::kRepresentative}) {
    if (role_ != Role::kNone && role_ != role) continue;
    FieldList caps = policy_.RulesOf(role).caps;
    for (ByteView item; caps.Next(&item);) {
      const Cap cap = ReadCap(item);
      if (cap.per != per_ || (cap.days != 0) != by_day) continue;
      if (newest_first.count == 0) newest_first.Fill(slot, by_day);
      needed |= NeededBy(slot, newest_first, cap);
    }
  }
  return needed;
}

uint32_t EventNeeds::Needed(const EventSlot& slot) const {
  uint32_t needed = 0;
  for (bool by_day : {false, true}) needed |= NeededInOrder(slot, by_day);
  for (unsigned place = slot.count(); place-- > 0;) {
    const Event event = slot.At(place);
    if (IsOpen(event)) needed |= Bits(event, place);
  }
  return needed;
}

bool EventNeeds::Needs(const Event& event) const {
  uint32_t words[4] = {};
  EventSlot slot(words, 4);
  slot.Write(0, event);
  return !NeedsNone(slot);
}

unsigned EventNeeds::FindRoom(const EventSlot& slot) const {
  if (!slot.IsFull()) return slot.count();
  const uint32_t needed = Needed(slot);
  unsigned room = slot.capacity();
  uint32_t oldest = UINT32_MAX;
  for (unsigned place = 0; place < slot.capacity(); ++place) {
    const uint32_t second = slot.At(place).second;
    if ((needed >> place & 1) != 0 || second >= oldest) continue;
    oldest = second;
    room = place;
  }
  return room;
}

}  // namespace dialgate
