// Local dates, counted the long way round: year by year, month by month.
#include "model.h"

namespace dialgate::model {
namespace {

bool IsLeap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int DaysInMonth(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 1 && IsLeap(year) ? 29 : days[month];
}

// The weekday of the day that comes `days` after 1970-01-01, by Sakamoto's rule on its civil date.
int WeekdayOf(int32_t days) {
  int year = 1970, month = 0;
  while (days >= (IsLeap(year) ? 366 : 365)) days -= IsLeap(year++) ? 366 : 365;
  while (days >= DaysInMonth(year, month)) days -= DaysInMonth(year, month++);
  static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  if (month < 2) --year;
  const int from_sunday = (year + year / 4 - year / 100 + year / 400 + shift[month] + days + 1) % 7;
  return (from_sunday + 6) % 7;
}

}  // namespace

std::optional<Local> ToLocal(int64_t utc, int32_t utc_offset) {
  // Far out of range either way, where the sum could overflow.
  if (utc < -1000000 || utc > 10000000000) return std::nullopt;
  const int64_t local = utc + utc_offset;
  if (local < 0 || local > 0xFFFFFFFF) return std::nullopt;
  const auto day = static_cast<int32_t>(local / 86400);
  return Local{day, static_cast<int>(local % 86400 / 60), WeekdayOf(day)};
}

int32_t OffsetAt(const ZoneFacts& zone, int64_t not_before, int64_t utc) {
  int32_t offset = zone.utc_offset;
  for (const auto& [after, then] : zone.transitions) {
    if (utc >= not_before + after) offset = then;
  }
  return offset;
}

std::optional<Local> LocalIn(const Site& site, unsigned zone, int64_t at) {
  return ToLocal(at, OffsetAt(site.zones[zone], site.not_before, at));
}

}  // namespace dialgate::model
