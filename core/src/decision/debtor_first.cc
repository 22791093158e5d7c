#include "decision/debtor_first.h"

namespace dialgate {
namespace {

constexpr int32_t kDaysLookedAt = 31;

// 1970-01-01 was a Thursday.
unsigned WeekdayOf(int32_t day) { return (static_cast<uint32_t>(day) + 3) % 7; }

bool HasHoursOn(const RoleRules& rules, unsigned weekday) {
  if (rules.any_time) return true;
  FieldList list = rules.hours;
  for (ByteView item; list.Next(&item);) {
    if ((ReadHours(item).weekdays >> weekday & 1) != 0) return true;
  }
  return false;
}

bool IsCallingDay(const Policy& policy, int32_t day) {
  return HasHoursOn(policy.RulesOf(Role::kDebtor), WeekdayOf(day)) &&
         policy.FindClosedDate(day) == policy.closed_date_count();
}

}  // namespace

bool IsDebtorUnreached(const ContactCase& c, int32_t today) {
  const History& history = c.situation.history;
  unsigned days = 0;
  for (int32_t day = today - 1; day >= today - kDaysLookedAt; --day) {
    if (!IsCallingDay(c.policy(), day)) continue;
    if (history.DebtorTries(c.key.account, day) < c.rules->unreached_per_day) return false;
    if (++days == c.rules->unreached_days) return !history.DebtorAnswered(c.key.account, day);
  }
  return false;
}

}  // namespace dialgate
