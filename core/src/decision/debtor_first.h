// Row 19: whether the debtor was tried, and not reached, before anybody else is asked.
#ifndef DIALGATE_DEBTOR_FIRST_H
#define DIALGATE_DEBTOR_FIRST_H

#include "decision/contact_case.h"

namespace dialgate {

// Whether, on each of the last `unreached_days` days before local day `today` on which role debtor
// has calling hours and which are no closed dates, at least `unreached_per_day` calls were dialed
// to the debtor about the account, and none from the oldest of them on was answered. It looks back
// at most 31 days.
bool IsDebtorUnreached(const ContactCase& c, int32_t today);

}  // namespace dialgate

#endif
