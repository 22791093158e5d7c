#include "utc_time.h"

#include "answer.h"

namespace firmware {
namespace {

constexpr uint32_t kSecondsPerDay = 86400;

struct Date {
  uint32_t year, month, day;
};

bool IsLeap(uint32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
uint32_t DaysOfYear(uint32_t year) { return IsLeap(year) ? 366 : 365; }
uint32_t DaysOfMonth(uint32_t year, uint32_t month) {
  constexpr uint8_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1] + (month == 2 && IsLeap(year) ? 1 : 0);
}

uint32_t DaysSince1970(const Date& date) {
  uint32_t days = date.day - 1;
  for (uint32_t year = 1970; year < date.year; ++year) days += DaysOfYear(year);
  for (uint32_t month = 1; month < date.month; ++month) days += DaysOfMonth(date.year, month);
  return days;
}

Date DateOf(uint32_t days) {
  Date date{1970, 1, 1};
  for (; days >= DaysOfYear(date.year); ++date.year) days -= DaysOfYear(date.year);
  for (; days >= DaysOfMonth(date.year, date.month); ++date.month) {
    days -= DaysOfMonth(date.year, date.month);
  }
  date.day += days;
  return date;
}

// `count` digits, then `mark`.
bool TakeNumber(std::string_view* text, unsigned count, char mark, uint32_t* number) {
  if (text->size() <= count || (*text)[count] != mark) return false;
  *number = 0;
  for (char c : std::string_view{text->data(), count}) {
    if (c < '0' || c > '9') return false;
    *number = *number * 10 + static_cast<uint32_t>(c - '0');
  }
  text->remove_prefix(count + 1);
  return true;
}

bool Exists(const Date& date) {
  return date.year >= 1970 && date.year <= 2105 && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= DaysOfMonth(date.year, date.month);
}

}  // namespace

bool ReadUtcTime(std::string_view text, int64_t* seconds) {
  Date date;
  uint32_t hour, minute, second;
  const bool read =
      TakeNumber(&text, 4, '-', &date.year) && TakeNumber(&text, 2, '-', &date.month) &&
      TakeNumber(&text, 2, 'T', &date.day) && TakeNumber(&text, 2, ':', &hour) &&
      TakeNumber(&text, 2, ':', &minute) && TakeNumber(&text, 2, 'Z', &second) && text.empty();
  if (!read || !Exists(date) || hour > 23 || minute > 59 || second > 59) return false;
  *seconds = int64_t{DaysSince1970(date)} * kSecondsPerDay + hour * 3600 + minute * 60 + second;
  return true;
}

void AppendUtcTime(int64_t seconds, Answer* answer) {
  const auto day = static_cast<uint32_t>(seconds / kSecondsPerDay);
  const auto rest = static_cast<uint32_t>(seconds % kSecondsPerDay);
  const Date date = DateOf(day);
  const auto append = [answer](uint32_t number, unsigned digits, std::string_view mark) {
    answer->AppendNumber(number, digits);
    answer->Append(mark);
  };
  append(date.year, 4, "-");
  append(date.month, 2, "-");
  append(date.day, 2, "T");
  append(rest / 3600, 2, ":");
  append(rest / 60 % 60, 2, ":");
  append(rest % 60, 2, "Z");
}

}  // namespace firmware
