// Dates and times as people read them.
#ifndef DIALGATE_PLATFORM_COMMAND_TIMES_H
#define DIALGATE_PLATFORM_COMMAND_TIMES_H

#include <cstdint>
#include <string>
#include <string_view>

namespace dialgate::command {

// `2026-11-24T00:00:00Z` of UTC seconds since 1970.
std::string UtcText(int64_t utc);

// `2026-11-24` of days since 1970-01-01.
std::string DateText(int64_t day);

// `23:10`; `24:00` for the end of a day.
std::string MinuteText(unsigned minute);

// `Monday` of 0 to 6.
std::string_view WeekdayName(unsigned weekday);

// `Mon-Fri,Sun` of bit 0 Monday to bit 6 Sunday.
std::string WeekdaysText(unsigned weekdays);

}  // namespace dialgate::command

#endif
