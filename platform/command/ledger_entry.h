// A gate's log in its auditor's ledger.
#ifndef DIALGATE_PLATFORM_COMMAND_LEDGER_ENTRY_H
#define DIALGATE_PLATFORM_COMMAND_LEDGER_ENTRY_H

#include <string>

#include "dialgate/posix/gate_folder.h"

namespace dialgate::command {

// Draws the id of the log of a gate that is to be provisioned, into `settings`. Errors: what is
// wrong with them.
posix::Result<void> DrawLog(posix::GateSettings* settings);

// Enters that log in the ledger of the folder `auditor`: before the gate can run, so that none is
// unknown to it.
posix::Result<void> EnterInLedger(const std::string& auditor, const posix::GateSettings& settings);

}  // namespace dialgate::command

#endif
