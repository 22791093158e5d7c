#include <memory>

#include "platform/builder/rules/civil_text.h"
#include "platform/builder/tables/problem_text.h"
#include "platform/command/answer.h"
#include "platform/command/call_file.h"
#include "platform/command/call_words.h"
#include "platform/command/commands.h"
#include "platform/command/console.h"
#include "platform/command/opened_policy.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string policy, keys, calls, account, purpose, mode, disclosures;
  std::optional<std::string> at, dialed;
  bool json = false;
};

Read<Call> CallOf(const Options& options) {
  Call call;
  call.dialed = *options.dialed;
  call.account = options.account;
  const auto purpose = ReadPurpose(options.purpose);
  if (!purpose) return tl::make_unexpected("--purpose: " + purpose.error());
  const auto mode = ReadMode(options.mode);
  if (!mode) return tl::make_unexpected("--mode: " + mode.error());
  const auto disclosures = ReadDisclosures(Split(options.disclosures, ','));
  if (!disclosures) return tl::make_unexpected("--disclosures: " + disclosures.error());
  call.purpose = *purpose;
  call.mode = *mode;
  call.disclosures = *disclosures;
  return call;
}

// A time that is stated is believed; the system's clock may not be.
Read<posix::ClockReading> TimeOf(const Options& options, const Trial& trial) {
  if (!options.at) return posix::ReadSystemClock(trial.synchronised_clock());
  const auto at = builder::ReadUtcTime(*options.at);
  if (!at) {
    return tl::make_unexpected("--at: " + builder::Quoted(*options.at) +
                               " is no time: write it as 2026-11-24T09:30:00Z");
  }
  return posix::ClockReading{*at, true};
}

int CheckOne(const Options& options, Trial& trial) {
  const Read<Call> call = CallOf(options);
  if (!call) return Fail(call.error());
  const Read<posix::ClockReading> now = TimeOf(options, trial);
  if (!now) return Fail(now.error());
  const Answer answer = AnswerTo(trial.At(*now), *call);
  Print(options.json ? JsonLine(answer) : PlainText(answer));
  return answer.allowed ? kDone : kDenied;
}

int CheckFile(const Options& options, Trial& trial) {
  const auto read = ReadCalls(options.calls, [&trial](const CallRow& row) -> Read<void> {
    Print(JsonLine(AnswerTo(trial.At({row.at, true}), row.call)));
    return {};
  });
  return read ? kDone : Fail(read.error());
}

// The options of a single call mean nothing beside a file.
bool StatesCall(const Options& options) {
  return options.dialed || !options.account.empty() || !options.purpose.empty() ||
         !options.mode.empty() || !options.disclosures.empty() || options.at;
}

int Check(const Options& options) {
  if (options.calls.empty() && !options.dialed) {
    return Fail("name what is dialed, or a file of calls by --calls: see dialgate check --help");
  }
  if (!options.calls.empty() && StatesCall(options)) {
    return Fail(
        "--calls: each row of the file states its own call: leave DIALED, --account, "
        "--purpose, --mode, --disclosures and --at away");
  }
  const auto trial = Trial::Open(options.policy, options.keys);
  if (!trial) return Fail(trial.error());
  NoteForeignSigners(**trial, options.policy, options.keys);
  return options.calls.empty() ? CheckOne(options, **trial) : CheckFile(options, **trial);
}

}  // namespace

void AddCheck(CLI::App& app, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "check", "Decides one call, or each of a file, as a gate without a past would");
  command->add_option("dialed", options->dialed, "what is dialed, exactly as the dialer has it");
  command->add_option("--policy", options->policy, "the policy's file")->required();
  command
      ->add_option("--keys", options->keys,
                   "a gate's folder, or any with policy.pub and lookup.key")
      ->required();
  command->add_option("--calls", options->calls,
                      "calls.csv: a decision for each row, one JSON object a line");
  command->add_option("--account", options->account, "the account that the call is about");
  command->add_option("--purpose", options->purpose, "collect, locate or relay");
  command->add_option("--mode", options->mode, "manual, automated or prerecorded");
  command->add_option("--disclosures", options->disclosures,
                      "what will be told: debt,amount,purchase,behaviour");
  command->add_option("--at", options->at,
                      "when, in UTC, as 2026-11-24T09:30:00Z; else the system's clock");
  command->add_flag("--json", options->json, "answer with one JSON object");
  command->footer(
      "What is not named is not stated, and denies. Status: 0 allowed, 1 denied; with "
      "--calls 0; 2 could not do it.");
  command->callback([options, &run] { run = [options] { return Check(*options); }; });
}

}  // namespace dialgate::command
