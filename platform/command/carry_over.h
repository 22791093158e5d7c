// What an auditor takes from the log of a gate for the one that takes its place.
#ifndef DIALGATE_PLATFORM_COMMAND_CARRY_OVER_H
#define DIALGATE_PLATFORM_COMMAND_CARRY_OVER_H

#include <cstdint>
#include <string>

#include "dialgate/posix/carried_records.h"
#include "dialgate/posix/gate_folder.h"
#include "platform/audit/auditor.h"
#include "platform/audit/log_walk.h"

namespace dialgate::command {

// A log that was verified as a whole, and what still matters of it.
struct OldLog {
  audit::Walked walked;
  std::vector<posix::CarriedRecords::Item> items;
  posix::HighestSeen seen;  // the policy of the highest serial that was in force while valid
};

uint64_t CountCalls(const OldLog& old);
uint64_t CountWithdrawals(const OldLog& old);

// Errors: the log does not verify, or not against the ledger; it is a simulation's, or of another
// site than `site`; it is closed already; a gate is running on it.
posix::Result<OldLog> ReadOldLog(const std::string& log, const std::string& site,
                                 const audit::Auditor& auditor, int64_t now);

// How the log of the gate of `settings` begins, sealed by the auditor of `folder`.
posix::Result<posix::CarriedOver> CarryOver(const OldLog& old, const posix::GateSettings& settings,
                                            const audit::Auditor& auditor,
                                            const std::string& folder);

// Closes the old log in the ledger, and notes which log carries it on.
posix::Result<void> CloseOldLog(const OldLog& old, const posix::GateSettings& settings,
                                const std::string& folder);

}  // namespace dialgate::command

#endif
