#include "platform/command/times.h"

#include <absl/time/time.h>
#include <fmt/format.h>

namespace dialgate::command {
namespace {

constexpr int64_t kSecondsPerDay = 86400;
constexpr unsigned kWeek = 7;
constexpr std::string_view kWeekdays[kWeek] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                               "Friday", "Saturday", "Sunday"};

std::string Text(const char* format, int64_t utc) {
  return absl::FormatTime(format, absl::FromUnixSeconds(utc), absl::UTCTimeZone());
}

std::string_view ShortName(unsigned weekday) { return kWeekdays[weekday].substr(0, 3); }

}  // namespace

std::string UtcText(int64_t utc) { return Text("%Y-%m-%dT%H:%M:%SZ", utc); }

std::string DateText(int64_t day) { return Text("%Y-%m-%d", day * kSecondsPerDay); }

std::string MinuteText(unsigned minute) {
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

std::string_view WeekdayName(unsigned weekday) { return kWeekdays[weekday % kWeek]; }

std::string WeekdaysText(unsigned weekdays) {
  std::string text;
  for (unsigned first = 0; first < kWeek; ++first) {
    if ((weekdays >> first & 1) == 0) continue;
    unsigned last = first;
    while (last + 1 < kWeek && (weekdays >> (last + 1) & 1) != 0) ++last;
    if (!text.empty()) text += ',';
    text += ShortName(first);
    if (last > first) text += (last == first + 1 ? "," : "-") + std::string(ShortName(last));
    first = last;
  }
  return text;
}

}  // namespace dialgate::command
