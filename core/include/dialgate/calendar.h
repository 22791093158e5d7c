// UTC to local date, weekday and minute, by offsets that travel with the policy.
#ifndef DIALGATE_CALENDAR_H
#define DIALGATE_CALENDAR_H

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "dialgate/field_list.h"

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

// The offsets of one IANA time zone over the validity of a policy. A view into the policy, which
// must outlive it.
class Zone {
 public:
  Zone() = default;
  Zone(std::string_view name, int64_t start, int32_t utc_offset, FieldList transitions)
      : name_(name), start_(start), utc_offset_(utc_offset), transitions_(transitions) {}

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

  std::string_view name() const { return name_; }
  FieldList transitions() const { return transitions_; }

 private:
  std::string_view name_;
  int64_t start_ = 0;
  int32_t utc_offset_ = 0;
  FieldList transitions_;
};

}  // namespace dialgate

#endif
