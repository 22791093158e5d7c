#include "dialgate/carry.h"

namespace dialgate {

bool CallOf(const Record& record, Carried* call) {
  const Decided& decided = record.decided;
  if (record.kind == RecordKind::kCarried) {
    *call = record.carried;
  } else if (record.kind == RecordKind::kDecided && decided.reason == Reason::kDeclaredContact) {
    *call = {{decided.key, 0, record.at, decided.utc_offset}, Outcome::kUnknown};
  } else {
    return false;
  }
  call->attempt.sequence = record.sequence;
  return true;
}

bool WithdrawalOf(const Record& record, uint64_t log, CarriedWithdrawal* withdrawal) {
  const Reported& reported = record.reported;
  *withdrawal = {};
  if (record.kind == RecordKind::kCarriedWithdrawal) {
    *withdrawal = record.carried_withdrawal;
  } else if (record.kind == RecordKind::kWithdrawn) {
    *withdrawal = {0, record.withdrawn.kind, record.withdrawn.what, log, record.sequence};
  } else if (record.kind != RecordKind::kReported ||
             !Attempts::WithdrawnBy(reported.attempt.key, reported.outcome, &withdrawal->kind,
                                    &withdrawal->what)) {
    return false;
  }
  withdrawal->from = record.sequence;
  return true;
}

}  // namespace dialgate
