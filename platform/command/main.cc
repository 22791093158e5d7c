// dialgate: keys, policies and decisions on the command line.
#include <exception>

#include "platform/command/commands.h"
#include "platform/command/console.h"

namespace dialgate::command {
namespace {

// The command that was being read when the line turned out wrong.
std::string HelpOf(const CLI::App& app) {
  std::string name = "dialgate";
  for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    name += " " + at->get_name();
  }
  return name + " --help";
}

int Main(int argc, char** argv) {
  CLI::App app(
      "The gate in the dialer: decides whether a number may be called, by a signed policy.\n"
      "Exit status: 0 done or allowed, 1 denied or not verified, 2 could not do it.");
  app.name("dialgate");
  app.require_subcommand(1);
  Run run;
  AddKeygen(app, run);
  AddProvision(app, run);
  AddBuild(app, run);
  AddCountersign(app, run);
  AddShow(app, run);
  AddCheck(app, run);
  AddRun(app, run);
  AddWithdraw(app, run);
  AddSimulate(app, run);
  AddAudit(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return Finish(app.exit(error));  // --help
    if (app.get_subcommands().empty()) {
      return Fail("name a command, such as build or check: see dialgate --help");
    }
    return Fail(std::string(error.what()) + ": see " + HelpOf(app));
  }
  return Finish(run());
}

}  // namespace
}  // namespace dialgate::command

int main(int argc, char** argv) {
  dialgate::command::HoldStreams();
  try {
    return dialgate::command::Main(argc, argv);
  } catch (const std::exception& error) {  // of libraries: out of memory, and the like
    return dialgate::command::Fail(error.what());
  }
}
