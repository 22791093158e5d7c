// When the same call would pass: every second at which anything about its hours can change is
// tried.
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

std::vector<int64_t> Candidates(const Timed& timed, int64_t now) {
  std::vector<int64_t> seconds = {now};
  for (unsigned index : timed.zones) {
    const ZoneFacts& zone = timed.site->zones[index];
    AddBoundaries(timed, zone.utc_offset, now, &seconds);
    for (const auto& [after, offset] : zone.transitions) {
      seconds.push_back(timed.site->not_before + after);
      AddBoundaries(timed, offset, now, &seconds);
    }
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds;
}

}  // namespace

std::optional<int64_t> RetryAt(const Site* site, const DeviceFacts& device, const CallFacts& call,
                               int64_t now) {
  const Reason reason = Decide(site, device, call, now).reason;
  if (reason != Reason::kTooEarly && reason != Reason::kOutsideHours) return std::nullopt;
  const Timed timed = *TimedOf(*site, device, call);
  for (int64_t at : Candidates(timed, now)) {
    if (at < now || at >= site->not_after) continue;
    if (!TooEarly(timed, at) && OutsideHours(timed, at).empty()) return at;
  }
  return std::nullopt;
}

}  // namespace dialgate::model
