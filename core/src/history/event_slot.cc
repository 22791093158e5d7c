#include "history/event_slot.h"

#include <algorithm>

namespace dialgate {
namespace {

constexpr unsigned Bit(EventClass what) { return 1u << static_cast<unsigned>(what); }

constexpr unsigned kUnknown = Bit(EventClass::kUnknown) | Bit(EventClass::kLost);
constexpr unsigned kTalked = Bit(EventClass::kConversation);
constexpr unsigned kPersons = Bit(EventClass::kAnswered) | kTalked | Bit(EventClass::kWrongParty);
constexpr unsigned kRingsOut = Bit(EventClass::kUnanswered);
constexpr unsigned kNotConnected = Bit(EventClass::kNotConnected);
constexpr unsigned kAll =
    kUnknown | kPersons | kRingsOut | kNotConnected | Bit(EventClass::kNotDialed);

// Of each Counts, which classes it counts. An unknown one, or one of which not all is known, counts
// in every category.
constexpr uint16_t kCounted[] = {
    0,
    kAll,                                  // dialed
    kUnknown | kPersons | kRingsOut,       // rang
    kUnknown | kNotConnected | kRingsOut,  // unanswered
    kUnknown | kPersons,                   // answered
    kUnknown | kTalked,                    // conversations
};

// What a cap compares of an event: the second of its local day, or its second.
int64_t ValueOf(const Event& event, const Cap& cap) {
  return cap.days != 0 ? event.DaySecond() : int64_t{event.second};
}

constexpr int32_t kSecondsPerDay = 86400;

}  // namespace

EventClass ClassOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kUnknown: return EventClass::kUnknown;
    case Outcome::kNotDialed: return EventClass::kNotDialed;
    case Outcome::kNotConnected: return EventClass::kNotConnected;
    case Outcome::kNoAnswer:
    case Outcome::kVoicemail: return EventClass::kUnanswered;
    case Outcome::kAnswered: return EventClass::kAnswered;
    case Outcome::kConversation:
    case Outcome::kRefused: return EventClass::kConversation;
    case Outcome::kWrongParty: break;
  }
  return EventClass::kWrongParty;
}

bool IsCounted(EventClass what, Counts counts) {
  return (kCounted[static_cast<unsigned>(counts)] & Bit(what)) != 0;
}

// What still fits moves up.
void EventSlot::MoveBase(uint32_t base) {
  unsigned kept = 0;
  for (unsigned i = 0; i < capacity_; ++i) {
    const uint32_t word = words_[3 + i], second = words_[2] + (word & kMaxOffset);
    words_[3 + i] = 0;
    if (word == 0 || second < base || second - base > kMaxOffset) continue;
    words_[3 + kept++] = (word & ~kMaxOffset) | (second - base);
  }
  words_[2] = base;
}

void EventSlot::Write(unsigned i, const Event& event) {
  words_[3 + i] = 0;
  if (event.second < words_[2]) MoveBase(event.second);
  if (event.second - words_[2] > kMaxOffset) MoveBase(event.second - kMaxOffset);
  words_[3 + count()] = static_cast<uint32_t>(event.what) << 28 |
                        static_cast<uint32_t>(event.day_delta + 2) << 25 |
                        (event.second - words_[2]);
}

void EventSlot::WriteLost(const Event& event) {
  unsigned oldest = 0;
  for (unsigned i = 1; i < capacity_; ++i) {
    if (At(i).second < At(oldest).second) oldest = i;
  }
  const Event other = At(oldest);
  Write(oldest, {std::max(event.second, other.second), std::max(event.day_delta, other.day_delta),
                 EventClass::kLost});
}

bool EventSlot::Change(const Event& from, EventClass to) {
  for (unsigned i = 0; i < capacity_ && !IsEmpty(i); ++i) {
    Event event = At(i);
    if (event.second == from.second && event.day_delta == from.day_delta &&
        event.what == from.what) {
      event.what = to;
      Write(i, event);
      return true;
    }
  }
  return false;
}

// In seconds since the base, as the events stand here: 32 bits.
unsigned EventSlot::CountAfter(const Cap& cap, int64_t from) const {
  const int64_t last = cap.days != 0 ? (from + 1) * int64_t{kSecondsPerDay} - 1 : from;
  constexpr int64_t kFar = 1 << 30;  // from the base: no event stands there
  const auto limit = static_cast<int32_t>(std::clamp(last - words_[2], -kFar, kFar));
  const unsigned counted = kCounted[static_cast<unsigned>(cap.counts)];
  unsigned count = 0;
  for (unsigned i = 0; i < capacity_ && !IsEmpty(i); ++i) {
    const bool is_counted = (counted >> (words_[3 + i] >> 28) & 1) != 0;
    if (is_counted && ValueAt(i, cap.days != 0) > limit) ++count;
  }
  return count;
}

// The largest value that is not above `limit`, again and again: a slot has few events.
int64_t EventSlot::NewestAtMax(const Cap& cap) const {
  int64_t limit = std::numeric_limits<int64_t>::max(), newest = History::kNever;
  for (unsigned found = 0; found < cap.max;) {
    newest = History::kNever;
    unsigned alike = 0;
    for (unsigned i = 0; i < capacity_ && !IsEmpty(i); ++i) {
      if (!IsCounted(At(i).what, cap.counts)) continue;
      const int64_t value = ValueOf(At(i), cap);
      if (value >= limit || value < newest) continue;
      alike = value == newest ? alike + 1 : 1;
      newest = value;
    }
    if (newest == History::kNever) return newest;
    found += alike;
    limit = newest;
  }
  if (cap.days == 0) return newest;
  return static_cast<uint32_t>(newest) / static_cast<uint32_t>(kSecondsPerDay);  // until 2106
}

}  // namespace dialgate
