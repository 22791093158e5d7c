#include "dialgate/calendar.h"

#include <limits>

#include "policy_wire.h"

namespace dialgate {
namespace {

constexpr uint32_t kSecondsPerDay = 86400;
constexpr uint32_t kSecondsPerMinute = 60;

}  // namespace

tl::expected<LocalTime, CalendarError> ToLocal(int64_t utc, int32_t utc_offset) {
  constexpr int64_t kEnd = int64_t{1} << 32;
  if (utc < -int64_t{utc_offset}) return tl::unexpected(CalendarError::kBefore1970);
  if (utc >= kEnd - utc_offset) return tl::unexpected(CalendarError::kAfter2105);
  const auto seconds = static_cast<uint32_t>(utc + utc_offset);
  const uint32_t day = seconds / kSecondsPerDay;
  const uint32_t minute = (seconds - day * kSecondsPerDay) / kSecondsPerMinute;
  constexpr uint32_t kThursday = 3;  // 1970-01-01
  return LocalTime{static_cast<int32_t>(day), static_cast<uint16_t>(minute),
                   static_cast<uint8_t>((day + kThursday) % 7)};
}

Zone::Segment Zone::At(int64_t utc) const {
  Segment segment{utc_offset_, std::numeric_limits<int64_t>::max()};
  FieldList transitions = transitions_;
  for (ByteView item; transitions.Next(&item);) {
    WireReader in(item);
    const Transition transition = ReadTransition(in);
    if (utc < start_ + transition.after) {
      segment.end = start_ + transition.after;
      break;
    }
    segment.utc_offset = transition.utc_offset;
  }
  return segment;
}

}  // namespace dialgate
