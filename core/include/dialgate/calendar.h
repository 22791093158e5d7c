// UTC to local date, weekday and minute, by offsets that travel with the policy.
#ifndef DIALGATE_CALENDAR_H
#define DIALGATE_CALENDAR_H

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "dialgate/bytes.h"

namespace dialgate {

// A moment on the clock of a place (proleptic Gregorian calendar, POSIX seconds: no leap seconds).
struct LocalTime {
  int32_t day;      // days since 1970-01-01
  uint16_t minute;  // of the day, 0 to 1,439
  uint8_t weekday;  // 0 Monday to 6 Sunday
};

enum class CalendarError : uint8_t {
  kBefore1970 = 1,  // the local time is before 1970-01-01
  kAfter2105 = 2,   // the local time does not fit 32 bits of seconds: from 2106-02-07 06:28:16
};

// The local time at `utc`, seconds since 1970, where clocks stand `utc_offset` seconds east of UTC.
// Errors: kBefore1970, kAfter2105.
tl::expected<LocalTime, CalendarError> ToLocal(int64_t utc, int32_t utc_offset);

// The offsets of one IANA time zone over the validity of a policy: a message Zone of the policy
// that was opened, which must outlive it.
class Zone {
 public:
  Zone() = default;  // UTC

  // `start` is the second from which the message counts, not_before of its policy.
  Zone(ByteView message, int64_t start) : message_(message), start_(start) {}

  // A stretch of time in which the zone's offset does not change.
  struct Segment {
    int32_t utc_offset;  // seconds east of UTC
    int64_t end;         // the first second after it; INT64_MAX: none is known
  };

  // The stretch that holds `utc`. A time before the first offset that is known counts as of that
  // one.
  Segment At(int64_t utc) const;

  // Errors: as ToLocal.
  tl::expected<LocalTime, CalendarError> LocalAt(int64_t utc) const {
    return ToLocal(utc, At(utc).utc_offset);
  }

  std::string_view name() const;

 private:
  ByteView message_;
  int64_t start_ = 0;
};

}  // namespace dialgate

#endif
