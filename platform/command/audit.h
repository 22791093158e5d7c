// The commands that read a log, each in a file of its own.
#ifndef DIALGATE_PLATFORM_COMMAND_AUDIT_H
#define DIALGATE_PLATFORM_COMMAND_AUDIT_H

#include <functional>
#include <string>

#include "platform/audit/log_walk.h"
#include "platform/command/commands.h"

namespace dialgate::command {

void AddAuditVerify(CLI::App& audit, Run& run);
void AddAuditShow(CLI::App& audit, Run& run);
void AddAuditFind(CLI::App& audit, Run& run);
void AddAuditRefusals(CLI::App& audit, Run& run);
void AddAuditReport(CLI::App& audit, Run& run);

// WalkLog with a progress bar.
posix::Result<audit::Walked> Walk(const std::string& folder, const audit::AuditorKeys* keys,
                                  const std::function<void(const Record&)>& take);

// For the beginning of what is said of a log that is none of a gate's; empty for a gate's.
std::string SimulatedText(const audit::Walked& walked);

// The name of the log, its gate and its site.
std::string LogName(const audit::Walked& walked);

// What was found wrong, on standard output, and kDenied.
int SayUnverified(const audit::Walked& walked);

}  // namespace dialgate::command

#endif
