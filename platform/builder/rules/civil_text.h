// Dates, times and weekdays as people write them.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_CIVIL_TEXT_H
#define DIALGATE_PLATFORM_BUILDER_RULES_CIVIL_TEXT_H

#include <cstdint>
#include <optional>
#include <string_view>

namespace dialgate::builder {

// `2026-10-01`: days since 1970-01-01; nothing if it is written otherwise or no such day exists.
std::optional<int32_t> ReadDate(std::string_view text);

// `2026-11-01T00:00:00Z` (RFC 3339, in UTC, without fractions): seconds since 1970.
std::optional<int64_t> ReadUtcTime(std::string_view text);

// `00:00` to `24:00`: minutes of the day.
std::optional<uint32_t> ReadMinute(std::string_view text);

// `Mon-Fri,Sun`, `Sat-Mon`: bit 0 Monday to bit 6 Sunday.
std::optional<uint32_t> ReadWeekdays(std::string_view text);

}  // namespace dialgate::builder

#endif
