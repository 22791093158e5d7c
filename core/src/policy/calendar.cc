#include "dialgate/calendar.h"

#include <limits>

#include "policy/checked_message.h"

namespace dialgate {
namespace {

constexpr uint32_t kSecondsPerDay = 86400;
constexpr uint32_t kSecondsPerMinute = 60;

// value / Divisor, without the division that a Cortex-M0+ has not: a product with 2^40 / Divisor,
// rounded up. Exact while value x Divisor < 2^40 (Granlund and Montgomery 1994, theorem 4.2).
template <uint32_t Divisor>
constexpr uint32_t Quotient(uint32_t value) {
  constexpr uint64_t kReciprocal = ((uint64_t{1} << 40) + Divisor - 1) / Divisor;
  return static_cast<uint32_t>(value * kReciprocal >> 40);
}

}  // namespace

tl::expected<LocalTime, CalendarError> ToLocal(int64_t utc, int32_t utc_offset) {
  constexpr int64_t kEnd = int64_t{1} << 32;
  if (utc < -int64_t{utc_offset}) return tl::unexpected(CalendarError::kBefore1970);
  if (utc >= kEnd - utc_offset) return tl::unexpected(CalendarError::kAfter2105);
  const auto seconds = static_cast<uint32_t>(utc + utc_offset);
  const uint32_t day = Quotient<kSecondsPerDay / 128>(seconds / 128);
  const uint32_t minute = Quotient<kSecondsPerMinute>(seconds - day * kSecondsPerDay);
  constexpr uint32_t kThursday = 3;  // 1970-01-01
  return LocalTime{static_cast<int32_t>(day), static_cast<uint16_t>(minute),
                   static_cast<uint8_t>(day + kThursday - 7 * Quotient<7>(day + kThursday))};
}

std::string_view Zone::name() const {
  const ByteView name = CheckedMessage(message_).Bytes(1);
  return {reinterpret_cast<const char*>(name.data), name.size};
}

Zone::Segment Zone::At(int64_t utc) const {
  CheckedMessage in(message_);
  in.Bytes(1);
  Segment segment{in.Signed(2), std::numeric_limits<int64_t>::max()};
  for (ByteView item; !(item = in.Bytes(3)).empty();) {
    CheckedMessage transition(item);
    const int64_t start = start_ + transition.Number(1);
    if (utc < start) {
      segment.end = start;
      break;
    }
    segment.utc_offset = transition.Signed(2);
  }
  return segment;
}

}  // namespace dialgate
