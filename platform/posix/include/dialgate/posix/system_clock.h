// The system's clock, and whether to believe it.
#ifndef DIALGATE_POSIX_SYSTEM_CLOCK_H
#define DIALGATE_POSIX_SYSTEM_CLOCK_H

#include <cstdint>

namespace dialgate::posix {

struct ClockReading {
  int64_t utc;   // seconds since 1970
  bool trusted;  // for Device::clock_trusted
};

// A moment that is certainly past: the date of the sources that this program was built from.
int64_t BuildDate();

// Whether a clock that stands at `utc` is believed: not before BuildDate(), where it would be with
// an empty battery; and, if `must_be_synchronised`, only where it is.
bool IsTrusted(int64_t utc, bool must_be_synchronised, bool synchronised);

// Reads the clock. Whether it is synchronised (adjtimex(2)) is asked only if it must be: many
// machines whose time is right have no daemon that says so. Takes no lock and allocates nothing.
ClockReading ReadSystemClock(bool must_be_synchronised);

}  // namespace dialgate::posix

#endif
