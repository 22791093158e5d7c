#include "event_needs.h"

namespace dialgate {
namespace {

constexpr int64_t kSecondsPerDay = 86400;
constexpr int64_t kLargestOffset = 129600;
constexpr int64_t kClockMargin = 120;  // a clock may step back by 60 s

int64_t ValueOf(const Event& event, const Cap& cap) {
  return cap.days != 0 ? event.DaySecond() : int64_t{event.second};
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
  if (!IsCounted(event.what, cap.counts)) return false;
  if (!IsOpen(event) || cap.counts == Counts::kDialed) return true;
  return event.what == EventClass::kAnswered && cap.counts != Counts::kConversations;
}

// Behind `max` newer ones that stay counted, no answer of this cap depends on it.
bool EventNeeds::IsNeededBy(const EventSlot& slot, unsigned place, const Cap& cap) const {
  Event event, other;
  slot.Read(place, &event);
  if (!IsCounted(event.what, cap.counts) || !IsInWindow(event, cap)) return false;
  const int64_t value = ValueOf(event, cap);
  unsigned newer = 0;
  for (unsigned i = 0; i < slot.capacity(); ++i) {
    if (i == place || !slot.Read(i, &other) || !CountsForGood(other, cap)) continue;
    const int64_t others = ValueOf(other, cap);
    if (others > value || (others == value && i > place)) ++newer;
  }
  return newer < cap.max;
}

bool EventNeeds::IsNeededByRole(const EventSlot& slot, unsigned place,
                                const RoleRules& rules) const {
  FieldList caps = rules.caps;
  for (ByteView item; caps.Next(&item);) {
    const Cap cap = ReadCap(item);
    if (cap.per == per_ && IsNeededBy(slot, place, cap)) return true;
  }
  return false;
}

bool EventNeeds::IsNeeded(const EventSlot& slot, unsigned place) const {
  Event event;
  if (!slot.Read(place, &event)) return false;
  if (IsOpen(event)) return true;
  if (role_ != Role::kNone) return IsNeededByRole(slot, place, policy_.RulesOf(role_));
  for (Role role : {Role::kDebtor, Role::kGuarantor, Role::kReference, Role::kRepresentative}) {
    if (IsNeededByRole(slot, place, policy_.RulesOf(role))) return true;
  }
  return false;
}

unsigned EventNeeds::FindRoom(const EventSlot& slot) const {
  unsigned room = slot.capacity();
  uint32_t oldest = UINT32_MAX;
  Event event;
  for (unsigned i = 0; i < slot.capacity(); ++i) {
    if (!slot.Read(i, &event)) return i;
    if (event.second > oldest || IsNeeded(slot, i)) continue;
    oldest = event.second;
    room = i;
  }
  return room;
}

bool EventNeeds::NeedsNone(const EventSlot& slot) const {
  for (unsigned i = 0; i < slot.capacity(); ++i) {
    if (IsNeeded(slot, i)) return false;
  }
  return true;
}

}  // namespace dialgate
