#include "event_needs.h"

namespace dialgate {
namespace {

constexpr int64_t kSecondsPerDay = 86400;
constexpr int64_t kLargestOffset = 129600;
constexpr int64_t kClockMargin = 120;  // a clock may step back by 60 s

// What caps compare: a second of the event's local day, or its second.
int64_t ValueOf(const Event& event, bool by_day) {
  return by_day ? event.DaySecond() : int64_t{event.second};
}

}  // namespace

// Its outcome may still be reported, or made more precise.
bool EventNeeds::IsOpen(const Event& event) const {
  const bool may_change =
      event.what == EventClass::kUnknown || event.what == EventClass::kAnswered;
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
uint32_t EventNeeds::NeededBy(const EventSlot& slot, const Order& newest_first,
                              const Cap& cap) const {
  uint32_t needed = 0;
  unsigned newer = 0;
  for (unsigned i = 0; i < newest_first.count && newer < cap.max; ++i) {
    const Event event = slot.At(newest_first.places[i]);
    if (!IsInWindow(event, cap)) break;
    if (!IsCounted(event.what, cap.counts)) continue;
    needed |= 1u << newest_first.places[i];
    if (CountsForGood(event, cap)) ++newer;
  }
  return needed;
}

uint32_t EventNeeds::NeededByRole(const EventSlot& slot, const Order (&orders)[2],
                                  const RoleRules& rules) const {
  uint32_t needed = 0;
  FieldList caps = rules.caps;
  for (ByteView item; caps.Next(&item);) {
    const Cap cap = ReadCap(item);
    if (cap.per == per_) needed |= NeededBy(slot, orders[cap.days != 0], cap);
  }
  return needed;
}

uint32_t EventNeeds::Needed(const EventSlot& slot) const {
  uint32_t needed = 0;
  Order orders[2];
  for (unsigned place = 0; place < slot.capacity() && !slot.IsEmpty(place); ++place) {
    const Event event = slot.At(place);
    if (IsOpen(event)) needed |= 1u << place;
    for (bool by_day : {false, true}) {  // insertion
      Order& order = orders[by_day];
      unsigned i = order.count++;
      for (; i > 0; --i) {
        if (ValueOf(slot.At(order.places[i - 1]), by_day) > ValueOf(event, by_day)) break;
        order.places[i] = order.places[i - 1];
      }
      order.places[i] = static_cast<uint8_t>(place);
    }
  }
  if (role_ != Role::kNone) return needed | NeededByRole(slot, orders, policy_.RulesOf(role_));
  for (Role role : {Role::kDebtor, Role::kGuarantor, Role::kReference, Role::kRepresentative}) {
    needed |= NeededByRole(slot, orders, policy_.RulesOf(role));
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
