// An auditor's folder as those who verify logs need it.
#ifndef DIALGATE_PLATFORM_AUDIT_AUDITOR_H
#define DIALGATE_PLATFORM_AUDIT_AUDITOR_H

#include <optional>
#include <string>
#include <vector>

#include "platform/audit/ledger.h"
#include "platform/audit/log_keys.h"

namespace dialgate::audit {

// With the lookup key alone, which is enough for simulations, there is no ledger.
struct Auditor {
  AuditorKeys keys;
  std::optional<Ledger> ledger;

  const Ledger* ledger_or_null() const { return ledger ? &*ledger : nullptr; }
};

// Errors: those of ReadAuditorKeys, and of Ledger::Read where seal.key or a ledger is there.
posix::Result<Auditor> ReadAuditor(const std::string& folder);

// The receipts in the file at `path`, as they were printed, one a line; each must be signed by the
// auditor of `folder`. Errors: the file, or a line with its number.
posix::Result<std::vector<Receipt>> ReadReceipts(const std::string& path,
                                                 const std::string& folder);

}  // namespace dialgate::audit

#endif
