#include "decision/calling_hours.h"

#include <algorithm>

namespace dialgate {
namespace {

constexpr uint16_t kMinutesPerDay = 1440;
constexpr int64_t kSecondsPerDay = 86400;

// The first minute of the day, from `local` on, at which `rules` have calling hours;
// kMinutesPerDay: none today.
uint16_t NextMinute(const RoleRules& rules, const LocalTime& local) {
  if (rules.any_time) return local.minute;
  uint16_t next = kMinutesPerDay;
  FieldList list = rules.hours;
  for (ByteView item; list.Next(&item);) {
    const Hours hours = ReadHours(item);
    const bool today = (hours.weekdays >> local.weekday & 1) != 0;
    if (!today || local.minute >= hours.to_minute) continue;
    next = std::min(next, std::max(hours.from_minute, local.minute));
  }
  return next;
}

bool Contain(const Hours& hours, const LocalTime& local) {
  return (hours.weekdays >> local.weekday & 1) != 0 && local.minute >= hours.from_minute &&
         local.minute < hours.to_minute;
}

// In which of the zones `rules` have calling hours now: a bit for each.
unsigned Within(const RoleRules& rules, const Clocks& clocks) {
  const unsigned all = (1u << clocks.count) - 1;
  if (rules.any_time) return all;
  unsigned within = 0;
  FieldList list = rules.hours;
  for (ByteView item; within != all && list.Next(&item);) {
    const Hours hours = ReadHours(item);
    for (unsigned i = 0; i < clocks.count; ++i) {
      if (Contain(hours, clocks.local[i])) within |= 1u << i;
    }
  }
  return within;
}

}  // namespace

Detail WhatCloses(const Policy& policy, const RoleRules& rules, const Clocks& clocks) {
  const unsigned within = Within(rules, clocks);
  for (unsigned i = 0; i < clocks.count; ++i) {
    const unsigned date = policy.FindClosedDate(clocks.local[i].day);
    if (date != policy.closed_date_count()) {
      return {Detail::Kind::kClosedDate, clocks.zone[i], static_cast<uint8_t>(date)};
    }
    if ((within >> i & 1) == 0) return {Detail::Kind::kHours, clocks.zone[i], 0};
  }
  return {};
}

int64_t WhenOpen(const Policy& policy, const RoleRules& rules, const Zone& zone, int64_t utc,
                 int64_t limit) {
  while (utc < limit) {
    const Zone::Segment segment = zone.At(utc);
    const auto local = ToLocal(utc, segment.utc_offset);
    if (!local) return limit;
    const bool closed_date = policy.FindClosedDate(local->day) != policy.closed_date_count();
    const uint16_t minute = closed_date ? kMinutesPerDay : NextMinute(rules, *local);
    if (minute == local->minute) return utc;
    const int64_t opening = local->day * kSecondsPerDay + minute * 60 - segment.utc_offset;
    utc = std::min(opening, segment.end);  // behind a change of clocks, look anew
  }
  return limit;
}

int64_t WhenDay(const Zone& zone, int64_t day, int64_t utc, int64_t limit) {
  while (utc < limit) {
    const Zone::Segment segment = zone.At(utc);
    const int64_t midnight = day * kSecondsPerDay - segment.utc_offset;
    if (utc >= midnight) return utc;
    utc = std::min(midnight, segment.end);
  }
  return limit;
}

}  // namespace dialgate
