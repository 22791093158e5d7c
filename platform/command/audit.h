// The commands that read a log, each in a file of its own.
#ifndef DIALGATE_PLATFORM_COMMAND_AUDIT_H
#define DIALGATE_PLATFORM_COMMAND_AUDIT_H

#include <functional>
#include <string>
#include <vector>

#include "platform/audit/auditor.h"
#include "platform/audit/log_walk.h"
#include "platform/audit/receipt_check.h"
#include "platform/command/commands.h"

namespace dialgate::command {

void AddAuditVerify(CLI::App& audit, Run& run);
void AddAuditShow(CLI::App& audit, Run& run);
void AddAuditFind(CLI::App& audit, Run& run);
void AddAuditRefusals(CLI::App& audit, Run& run);
void AddAuditReport(CLI::App& audit, Run& run);
void AddAuditCheckpoint(CLI::App& audit, Run& run);
void AddAuditReceipt(CLI::App& audit, Run& run);
void AddAuditAccept(CLI::App& audit, Run& run);

// WalkLog with a progress bar; without an auditor nothing is verified.
posix::Result<audit::Walked> Walk(const std::string& folder, const audit::Auditor* auditor,
                                  const audit::TakePassage& take);
posix::Result<audit::Walked> Walk(const std::string& folder, const audit::Auditor* auditor,
                                  const std::function<void(const Record&)>& take);

// What a checkpoint or a receipt on the command line is: the text itself, or what the file of that
// name, or standard input where it is `-`, says.
posix::Result<std::string> TextOf(const std::string& argument);

// Why a file is not written at `out`: it would be in one of `folders`, over what is kept there; one
// line for a person; empty: it may.
std::string OutProblem(const std::string& out, const std::vector<std::string>& folders);

// For the beginning of what is said of a log that is none of a gate's; empty for a gate's.
std::string SimulatedText(const audit::Walked& walked);

// The name of the log, its gate and its site.
std::string LogName(const audit::Walked& walked);

// Up to where receipts bind a log that ends at record `last`, and what they do not: one sentence.
std::string BoundText(const audit::Bound& bound, uint64_t last);

// Which records of the log were not checked here, since the auditor did so before: one sentence;
// empty: all were.
std::string UncheckedText(const audit::Walked& walked);

// How much of a log without a fault that is.
std::string ExtentText(const audit::Walked& walked);

// What was found wrong, on standard output, and kDenied.
int SayUnverified(const audit::Walked& walked);
int SayExposed(const audit::Walked& walked, const audit::Bound& bound);

}  // namespace dialgate::command

#endif
