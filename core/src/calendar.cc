#include "dialgate/calendar.h"

#include <limits>

#include "fields.h"

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

std::string_view Zone::name() const {
  Fields field(message_);
  field.Next();
  return {reinterpret_cast<const char*>(field.bytes.data), field.bytes.size};
}

Zone::Segment Zone::At(int64_t utc) const {
  Segment segment{0, std::numeric_limits<int64_t>::max()};
  for (Fields field(message_); field.Next();) {
    if (field.number == 2) segment.utc_offset = field.signed_value();
    if (field.number != 3) continue;
    Fields transition(field.bytes);
    transition.Next();
    const int64_t start = start_ + transition.value;
    if (utc < start) {
      segment.end = start;
      break;
    }
    segment.utc_offset = transition.Next() ? transition.signed_value() : 0;
  }
  return segment;
}

}  // namespace dialgate
