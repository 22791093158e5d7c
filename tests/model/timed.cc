// Rows 20 to 22: what the clock and the calendar allow.
#include <algorithm>

#include "model.h"

namespace dialgate::model {
namespace {

bool InsideOneOf(const std::vector<Hours>& hours, const Local& local) {
  return std::any_of(hours.begin(), hours.end(), [&](const Hours& h) {
    return ((h.weekdays >> local.weekday) & 1) != 0 && local.minute >= h.from_minute &&
           local.minute < h.to_minute;
  });
}

}  // namespace

bool TooEarly(const Timed& timed, int64_t at) {
  if (!timed.minimum) return false;
  if (!timed.due_day) return true;
  const std::optional<Local> local = LocalIn(*timed.site, timed.zones[0], at);
  return !local || local->day - *timed.due_day < *timed.minimum;
}

std::set<std::tuple<Detail::Kind, unsigned, unsigned>> OutsideHours(const Timed& timed,
                                                                    int64_t at) {
  std::set<std::tuple<Detail::Kind, unsigned, unsigned>> wrong;
  const std::vector<int32_t>& closed = timed.site->closed_dates;
  for (unsigned zone : timed.zones) {
    const std::optional<Local> local = LocalIn(*timed.site, zone, at);
    if (!local || (!timed.role->any_time && !InsideOneOf(timed.role->hours, *local))) {
      wrong.insert({Detail::Kind::kHours, zone, 0});
    }
    for (unsigned i = 0; local && i < closed.size(); ++i) {
      if (closed[i] == local->day) wrong.insert({Detail::Kind::kClosedDate, zone, i});
    }
  }
  return wrong;
}

std::set<std::tuple<Detail::Kind, unsigned, unsigned>> CapsReached(const Timed& timed,
                                                                   const Past& past, int64_t at) {
  std::set<std::tuple<Detail::Kind, unsigned, unsigned>> reached;
  const std::optional<Local> local = LocalIn(*timed.site, timed.zones[0], at);
  for (unsigned i = 0; local && i < timed.role->caps.size(); ++i) {
    if (IsReached(timed.role->caps[i], past, timed.party, local->day, at)) {
      reached.insert({Detail::Kind::kCap, 0, i});
    }
  }
  return reached;
}

}  // namespace dialgate::model
