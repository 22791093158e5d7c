// What was done to reach the debtor about one account, by local day, in 64 bytes.
#ifndef DIALGATE_DEBTOR_DAYS_H
#define DIALGATE_DEBTOR_DAYS_H

#include <cstdint>

#include "history/event_slot.h"

namespace dialgate {

// A view of a slot; all zero is a slot that was never used. It holds the last 36 days up to the
// newest one that had a call: row 19 looks back at 31, from a date that may be two behind.
//   bytes 0 to 7: key; 8 and 9: the newest day; then 12 bits a day, by day % 36:
//   unknown, 5 bits; answered, 5 bits; otherwise dialed, up to 3, 2 bits
class DebtorDays {
 public:
  static constexpr unsigned kDays = 36;

  explicit DebtorDays(uint32_t* words) : bytes_(reinterpret_cast<uint8_t*>(words)) {}

  int32_t newest() const { return bytes_[8] | bytes_[9] << 8; }

  // Whether one more call can be remembered on each local day that there may be on `utc_day`.
  bool HasRoomAround(int32_t utc_day) const;

  // A call is placed on `day`, or what is known of one changes. Add without HasRoomAround: that day
  // counts as one of unknown calls for good.
  void Add(int32_t day);
  void Change(int32_t day, EventClass from, EventClass to);

  // A call of which nothing more becomes known.
  void AddClosed(int32_t day, EventClass what);

  unsigned Tries(int32_t day) const;
  bool AnsweredFrom(int32_t day) const;

 private:
  static constexpr unsigned kMost = 31;

  struct Day {
    unsigned unknown, answered, dialed;
  };

  bool Holds(int32_t day) const {
    return day <= newest() && day > newest() - static_cast<int32_t>(kDays);
  }
  static void Count(EventClass what, Day* day);
  Day Read(int32_t day) const;
  void Write(int32_t day, const Day& what);
  void MoveTo(int32_t day);

  uint8_t* bytes_;
};

}  // namespace dialgate

#endif
