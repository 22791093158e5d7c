#include "platform/report/figures.h"

namespace dialgate::report {

void Figures::Take(const Record& record) {
  course_.Take(record);
  withdrawals_.Take(record);
  if (record.kind == RecordKind::kPolicyTaken) {
    known_in_force_ = Known(course_.policies[*course_.policy()]);
  } else if (record.kind == RecordKind::kReported) {
    events_.Report(record);
  } else if (record.kind == RecordKind::kDecided) {
    calls_.Take(record, course_.policy());
    if (record.decided.reason == Reason::kDeclaredContact) events_.Add(record, known_in_force_);
  }
}

const KnownPolicy* Figures::Known(const TakenPolicy& policy) const {
  for (const KnownPolicy& known : known_) {
    if (known.digest == policy.digest) return &known;
  }
  return nullptr;
}

}  // namespace dialgate::report
