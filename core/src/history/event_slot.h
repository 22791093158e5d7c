// The events of one key, in 64 or 128 bytes: key, base second, and a word for each event.
#ifndef DIALGATE_EVENT_SLOT_H
#define DIALGATE_EVENT_SLOT_H

#include <cstdint>

#include "dialgate/history.h"
#include "dialgate/outcome.h"

namespace dialgate {

// Outcomes that every cap treats alike are one class. 0 is no event.
enum class EventClass : uint8_t {
  kUnknown = 1,
  kNotDialed = 2,
  kNotConnected = 3,
  kUnanswered = 4,  // no_answer, voicemail
  kAnswered = 5,
  kConversation = 6,  // and refused
  kWrongParty = 7,
  kLost = 8,  // and others of its time or before, for which there was no room
};

EventClass ClassOf(Outcome outcome);

// An event as rules see it.
struct Event {
  uint32_t second;   // UTC seconds since 1970
  int8_t day_delta;  // its local day minus its UTC day, -2 to 2
  EventClass what;

  // A second of its local day, counted as UTC days are: what caps over days compare, undivided.
  int64_t DaySecond() const { return int64_t{second} + day_delta * int64_t{86400}; }
};

// Whether `cap` counts events of this class.
bool IsCounted(EventClass what, Counts counts);

// A view of a slot; all zero is a slot that was never used.
//   word 0, 1: key; word 2: base second
//   the rest: class << 28 | (day_delta + 2) << 25 | second - base
// Empty places stand behind all others.
class EventSlot {
 public:
  static constexpr unsigned kMaxEvents = 30;  // 29, and one beside them

  // `words` are 16 or 32, and one more where an event is to be held against those of a full slot.
  EventSlot(uint32_t* words, unsigned word_count) : words_(words), capacity_(word_count - 3) {}

  unsigned capacity() const { return capacity_; }

  bool IsEmpty(unsigned i) const { return words_[3 + i] == 0; }
  bool IsFull() const { return !IsEmpty(capacity_ - 1); }
  unsigned count() const {
    unsigned count = 0;
    while (count < capacity_ && !IsEmpty(count)) ++count;
    return count;
  }
  // Precondition: place `i` is not empty.
  Event At(unsigned i) const {
    const uint32_t word = words_[3 + i];
    return {words_[2] + (word & kMaxOffset), static_cast<int8_t>(DayDelta(word)),
            static_cast<EventClass>(word >> 28)};
  }

  // What a cap compares of it, in seconds since the base: its second, or one of its local day.
  int32_t ValueAt(unsigned i, bool by_day) const {
    const uint32_t word = words_[3 + i];
    return static_cast<int32_t>(word & kMaxOffset) + (by_day ? DayDelta(word) * 86400 : 0);
  }

  // Puts `event` into place `i`, the first empty one or that of an event that it replaces; drops
  // what no window can hold beside it (over 388 days older).
  void Write(unsigned i, const Event& event);

  // Puts `event` into the place of the oldest one, and remembers of the later of both that not all
  // is remembered. Precondition: it is full.
  void WriteLost(const Event& event);

  // Gives the first event that is like `from` the class `to`; false: there is none.
  bool Change(const Event& from, EventClass to);

  unsigned CountAfter(const Cap& cap, int64_t from) const;
  int64_t NewestAtMax(const Cap& cap) const;

 private:
  static constexpr uint32_t kMaxOffset = (1u << 25) - 1;  // 388 days

  static int32_t DayDelta(uint32_t word) { return static_cast<int32_t>(word >> 25 & 7) - 2; }
  void MoveBase(uint32_t base);

  uint32_t* words_;
  unsigned capacity_;
};

}  // namespace dialgate

#endif
