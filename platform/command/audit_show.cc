#include <memory>

#include "platform/command/audit.h"
#include "platform/command/console.h"
#include "platform/command/record_text.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string log;
  std::vector<std::string> policies;
  bool json = false;
};

// Nothing was verified: what stands there is shown as it stands.
int Show(const Options& options) {
  auto text = RecordText::With(options.policies);
  if (!text) return Fail(text.error());
  audit::TakenReceipts taken;
  const auto walked = Walk(options.log, nullptr, [&](const Record& record) {
    text->Follow(record);
    taken.Take(record);
    Print(options.json ? text->Json(record) : text->Line(record));
  });
  if (!walked) return Fail(walked.error().message);
  if (walked->simulated()) Note("note: simulated: this log is worth nothing as evidence");
  if (walked->fault && walked->fault->kind != audit::Fault::Kind::kTorn) {
    return Fail(walked->fault->message);
  }
  if (walked->fault) Note("note: " + walked->fault->message);
  if (!options.json) {
    Note("note: by what this log says of its receipts: " +
         BoundText(taken.bound(), walked->records));
    Note("note: shown, not verified: dialgate audit verify does that, with the auditor's keys");
  }
  return kDone;
}

}  // namespace

void AddAuditShow(CLI::App& audit, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand("show", "Says what a log says, record by record");
  command->add_option("log", options->log, "the log's folder")->required();
  command->add_flag("--json", options->json, "one JSON object a record");
  command->add_option("--policy", options->policies,
                      "policies that decided: a denial then names its hours, date or cap");
  command->callback([options, &run] { run = [options] { return Show(*options); }; });
}

}  // namespace dialgate::command
