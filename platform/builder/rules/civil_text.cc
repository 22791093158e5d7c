#include "platform/builder/rules/civil_text.h"

#include <absl/time/civil_time.h>

namespace dialgate::builder {
namespace {

constexpr std::string_view kWeekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr uint32_t kDays = 7;
constexpr int64_t kSecondsPerDay = 86400;

// Takes the digits that stand where `form` has `9`s; everything else must stand there as it does in
// `form`.
bool Matches(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (form[i] == '9' ? !digit : text[i] != form[i]) return false;
  }
  return true;
}

int Number(std::string_view digits) {
  int value = 0;
  for (char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

std::optional<uint32_t> ReadWeekday(std::string_view text) {
  for (uint32_t day = 0; day < kDays; ++day) {
    if (text == kWeekdays[day]) return day;
  }
  return std::nullopt;
}

// A day, or a range of days that may wrap.
std::optional<uint32_t> ReadWeekdayRange(std::string_view text) {
  const size_t dash = text.find('-');
  const auto first = ReadWeekday(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : ReadWeekday(text.substr(dash + 1));
  if (!first || !last) return std::nullopt;
  uint32_t days = 1u << *last;
  for (uint32_t day = *first; day != *last; day = (day + 1) % kDays) days |= 1u << day;
  return days;
}

}  // namespace

std::optional<int32_t> ReadDate(std::string_view text) {
  if (!Matches(text, "9999-99-99")) return std::nullopt;
  const int year = Number(text.substr(0, 4));
  const int month = Number(text.substr(5, 2));
  const int day = Number(text.substr(8, 2));
  const absl::CivilDay date(year, month, day);  // which would make March of February 30
  if (date.year() != year || date.month() != month || date.day() != day) return std::nullopt;
  return static_cast<int32_t>(date - absl::CivilDay(1970, 1, 1));
}

std::optional<int64_t> ReadUtcTime(std::string_view text) {
  if (!Matches(text, "9999-99-99T99:99:99Z")) return std::nullopt;
  const auto day = ReadDate(text.substr(0, 10));
  const auto minute = ReadMinute(text.substr(11, 5));
  const int second = Number(text.substr(17, 2));
  if (!day || !minute || *minute == 1440 || second > 59) return std::nullopt;
  return *day * kSecondsPerDay + static_cast<int64_t>(*minute) * 60 + second;
}

std::optional<uint32_t> ReadMinute(std::string_view text) {
  if (!Matches(text, "99:99")) return std::nullopt;
  const auto hour = static_cast<uint32_t>(Number(text.substr(0, 2)));
  const auto minute = static_cast<uint32_t>(Number(text.substr(3, 2)));
  if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return std::nullopt;
  return hour * 60 + minute;
}

std::optional<uint32_t> ReadWeekdays(std::string_view text) {
  uint32_t days = 0;
  for (;;) {
    const size_t comma = text.find(',');
    const auto range = ReadWeekdayRange(text.substr(0, comma));
    if (!range) return std::nullopt;
    days |= *range;
    if (comma == std::string_view::npos) return days;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace dialgate::builder
