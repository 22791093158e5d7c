// Row 19: whether the debtor was tried, and not reached, before anybody else is asked.
#ifndef DIALGATE_DEBTOR_FIRST_H
#define DIALGATE_DEBTOR_FIRST_H

#include "dialgate/history.h"
#include "dialgate/policy.h"

namespace dialgate {

// Whether, on each of the last `rules.unreached_days` days before local day `today` on which
// role debtor has calling hours and which are no closed dates, at least `rules.unreached_per_day`
// calls were dialed to the debtor about `account`, and none from the oldest of them on was answered.
// It looks back at most 31 days.
bool IsDebtorUnreached(const Policy& policy, const History& history, uint64_t account,
                       const RoleRules& rules, int32_t today);

}  // namespace dialgate

#endif
