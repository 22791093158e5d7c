// The commands of the program. Each adds itself to `app`, and, if it was chosen, puts what is to be
// done into `run`, which gives the exit status.
#ifndef DIALGATE_PLATFORM_COMMAND_COMMANDS_H
#define DIALGATE_PLATFORM_COMMAND_COMMANDS_H

#include <CLI/CLI.hpp>
#include <functional>

namespace dialgate::command {

using Run = std::function<int()>;

void AddKeygen(CLI::App& app, Run& run);
void AddProvision(CLI::App& app, Run& run);
void AddBuild(CLI::App& app, Run& run);
void AddCountersign(CLI::App& app, Run& run);
void AddShow(CLI::App& app, Run& run);
void AddCheck(CLI::App& app, Run& run);
void AddRun(CLI::App& app, Run& run);
void AddWithdraw(CLI::App& app, Run& run);
void AddSimulate(CLI::App& app, Run& run);
void AddAudit(CLI::App& app, Run& run);

}  // namespace dialgate::command

#endif
