// What of a record still matters when it is dropped, or when another log takes this one's place.
#ifndef DIALGATE_CARRY_H
#define DIALGATE_CARRY_H

#include "dialgate/record.h"

namespace dialgate {

// Of a call that is older nothing is reported any more: a day, and an hour for clocks that step.
constexpr int64_t kUntilClosed = kReportWithin + 3600;  // seconds

// The call that row 25 allowed by `record`, its outcome unknown, or that it carried forward; in
// either case as it would be carried now. False: it tells of none.
bool CallOf(const Record& record, Carried* call);

// Likewise what `record`, of the log of number `log`, withdrew. Whether a policy ended it since,
// RecordedGate::IsInForce knows. False: nothing.
bool WithdrawalOf(const Record& record, uint64_t log, CarriedWithdrawal* withdrawal);

}  // namespace dialgate

#endif
