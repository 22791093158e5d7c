#include "dialgate/posix/system_clock.h"

#include <sys/timex.h>
#include <time.h>

#include "build_date.h"

namespace dialgate::posix {
namespace {

bool IsSynchronised() {
  timex state = {};  // no mode is set: it only reads
  return adjtimex(&state) != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
}

}  // namespace

int64_t BuildDate() { return kBuildDate; }

bool IsTrusted(int64_t utc, bool must_be_synchronised, bool synchronised) {
  return utc >= kBuildDate && (!must_be_synchronised || synchronised);
}

ClockReading ReadSystemClock(bool must_be_synchronised) {
  timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now) != 0) return {0, false};
  const int64_t utc = now.tv_sec;
  const bool synchronised = must_be_synchronised && IsSynchronised();
  return {utc, IsTrusted(utc, must_be_synchronised, synchronised)};
}

}  // namespace dialgate::posix
