#include <memory>

#include "platform/command/audit.h"
#include "platform/command/console.h"
#include "platform/command/rules_text.h"
#include "platform/command/times.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string log, keys, receipts;
};

int Verify(const Options& options) {
  if (!options.receipts.empty()) {
    return Fail("--receipts: this dialgate takes no receipts yet: leave it away");
  }
  const auto keys = audit::ReadAuditorKeys(options.keys);
  if (!keys) return Fail(keys.error().message);
  const auto walked = Walk(options.log, &*keys, [](const Record&) {});
  if (!walked) return Fail(walked.error().message);
  const std::string last =
      fmt::format("{} of {}", Grouped(walked->records), UtcText(walked->last_at));
  if (walked->fault) {
    SayUnverified(*walked);
    if (walked->records != 0) {
      Print(LogName(*walked) + "\n" + Field("verified before it", "up to record " + last));
    }
    return kDenied;
  }
  Print(SimulatedText(*walked));
  Print(fmt::format("verified: {}\n", LogName(*walked)));
  Print(Field("records", "every one is sealed in its order, and none is missing before the last"));
  Print(Field("last record", last));
  Print(Field("receipts",
              "no receipt binds this log: records that were cut off its end cannot be seen, and "
              "whoever held the key of a record could write it and all after it anew"));
  return kDone;
}

}  // namespace

void AddAuditVerify(CLI::App& audit, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand(
      "verify", "Says whether every record of a log is as it was sealed, and none is missing");
  command->add_option("log", options->log, "the log's folder")->required();
  command->add_option("--keys", options->keys, "the auditor's folder")->required();
  command->add_option("--receipts", options->receipts, "receipts beside those of the ledger");
  command->footer(
      "Status: 0 verified; 1 not, and the first bad record is named; 2 could not do it.");
  command->callback([options, &run] { run = [options] { return Verify(*options); }; });
}

}  // namespace dialgate::command
