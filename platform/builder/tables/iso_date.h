// Calendar dates as files state them.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_ISO_DATE_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_ISO_DATE_H

#include <cstdint>
#include <optional>
#include <string_view>

namespace dialgate::builder {

// The last day that a policy can hold, 2149-06-05: it has 16 bits for a day.
constexpr int32_t kLastDay = 65534;

// Days since 1970-01-01 of a date written `2026-08-31`, from then to kLastDay; nothing for any
// other text and for a date that is in no calendar.
std::optional<int32_t> ParseDay(std::string_view text);

}  // namespace dialgate::builder

#endif
