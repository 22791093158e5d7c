// When the same call would pass: every second at which anything about its hours or
// caps can change is tried.
#include <algorithm>
#include <vector>

#include "model.h"

namespace dialgate::model {
namespace {

// The seconds at which, in this zone under this offset, a local day, or hours of the role, begin or
// end.
void AddBoundaries(const Timed& timed, int32_t offset, int64_t now, std::vector<int64_t>* out) {
  std::set<int64_t> minutes = {0};
  for (const Hours& hours : timed.role->hours) {
    minutes.insert(hours.from_minute);
    minutes.insert(hours.to_minute);
  }
  const int64_t last_day = (timed.site->not_after + offset) / 86400 + 1;
  for (int64_t day = (now + offset) / 86400 - 1; day <= last_day; ++day) {
    for (int64_t minute : minutes) out->push_back(day * 86400 + minute * 60 - offset);
  }
}

// The seconds at which an event leaves the minutes of a cap; it leaves days when a day begins.
void AddCapEnds(const Timed& timed, const Past& past, std::vector<int64_t>* out) {
  for (const Cap& cap : timed.role->caps) {
    for (const Event& event : past.events) {
      if (cap.minutes != 0) out->push_back(event.placed + int64_t{60} * cap.minutes);
    }
  }
}

std::vector<int64_t> Candidates(const Timed& timed, const Past& past, int64_t now) {
  std::vector<int64_t> seconds = {now};
  for (unsigned index : timed.zones) {
    const ZoneFacts& zone = timed.site->zones[index];
    AddBoundaries(timed, zone.utc_offset, now, &seconds);
    for (const auto& [after, offset] : zone.transitions) {
      seconds.push_back(timed.site->not_before + after);
      AddBoundaries(timed, offset, now, &seconds);
    }
  }
  AddCapEnds(timed, past, &seconds);
  std::sort(seconds.begin(), seconds.end());
  return seconds;
}

}  // namespace

std::optional<int64_t> RetryAt(const Site* site, const DeviceFacts& device, const Past& past,
                               const CallFacts& call, int64_t now) {
  const Reason reason = Decide(site, device, past, call, now).reason;
  if (reason != Reason::kTooEarly && reason != Reason::kOutsideHours &&
      reason != Reason::kLimitReached) {
    return std::nullopt;
  }
  const Timed timed = *TimedOf(*site, device, call);
  for (int64_t at : Candidates(timed, past, now)) {
    if (at < now || at >= site->not_after) continue;
    if (TooEarly(timed, at) || !OutsideHours(timed, at).empty()) continue;
    if (CapsReached(timed, past, at).empty()) return at;
  }
  return std::nullopt;
}

std::optional<int64_t> RetryAt(const Site* site, const DeviceFacts& device, const CallFacts& call,
                               int64_t now) {
  return RetryAt(site, device, {}, call, now);
}

}  // namespace dialgate::model
