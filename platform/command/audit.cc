#include "platform/command/audit.h"

#include "platform/command/console.h"
#include "platform/command/progress_bar.h"

namespace dialgate::command {

posix::Result<audit::Walked> Walk(const std::string& folder, const audit::AuditorKeys* keys,
                                  const std::function<void(const Record&)>& take) {
  constexpr uint64_t kBetween = 4096;  // records from one look at the clock to the next
  ProgressBar bar;
  return audit::WalkLog(folder, keys, [&](const Record& record, uint64_t done, uint64_t total) {
    take(record);
    if (record.sequence % kBetween == 0) bar.Show(done, total, record.sequence);
  });
}

std::string SimulatedText(const audit::Walked& walked) {
  if (!walked.simulated()) return "";
  return "simulated: whoever holds a gate's lookup key can make such a log, so it proves nothing\n";
}

std::string LogName(const audit::Walked& walked) {
  return fmt::format("log {} of gate {}, site {}", audit::LogText(walked.log), walked.gate,
                     walked.site);
}

int SayUnverified(const audit::Walked& walked) {
  Print(SimulatedText(walked));
  Print(fmt::format("not verified: the first bad record is {}\n{}\n",
                    Grouped(walked.fault->sequence), walked.fault->message));
  return kDenied;
}

void AddAudit(CLI::App& app, Run& run) {
  CLI::App* audit =
      app.add_subcommand("audit", "Reads and verifies the sealed logs of gates and simulations");
  audit->require_subcommand(1);
  AddAuditVerify(*audit, run);
  AddAuditShow(*audit, run);
  AddAuditFind(*audit, run);
  AddAuditRefusals(*audit, run);
  AddAuditReport(*audit, run);
}

}  // namespace dialgate::command
