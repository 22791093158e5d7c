#include "platform/report/known_policy.h"

namespace dialgate::report {
namespace {

constexpr int32_t kLookBack = 31;  // days
constexpr int32_t kThursday = 3;   // 1970-01-01 was one
constexpr int32_t kDaysOfAWeek = 7;

}  // namespace

int32_t FirstDayOfTries(const KnownPolicy* policy, int32_t day) {
  const int32_t earliest = day - kLookBack;
  if (policy == nullptr || policy->unreached_days == 0) return earliest;
  unsigned found = 0;
  for (int32_t candidate = day - 1; candidate >= earliest; --candidate) {
    const int32_t weekday = (candidate + kThursday) % kDaysOfAWeek;
    const bool open =
        (policy->debtor_weekdays >> weekday & 1) != 0 && policy->closed_days.count(candidate) == 0;
    if (open && ++found == policy->unreached_days) return candidate;
  }
  return earliest;
}

}  // namespace dialgate::report
