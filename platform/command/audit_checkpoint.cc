#include <memory>

#include "dialgate/posix/checkpoint.h"
#include "dialgate/posix/gate_folder.h"
#include "dialgate/posix/receipt_text.h"
#include "dialgate/sodium_crypto.h"
#include "platform/command/audit.h"
#include "platform/command/console.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string log, keys;
};

// Whether the log's first record is that of a simulation.
bool IsSimulation(const std::string& log) {
  bool simulated = false;
  (void)posix::ReadLog(
      log,
      [&simulated](const Entry&, const Record& record, const posix::LogPlace&) {
        simulated = record.kind == RecordKind::kStart &&
                    record.start.kind == StartKind::kSimulation;
        return posix::Result<void>(tl::make_unexpected(posix::Error{}));
      });
  return simulated;
}

// No gate keeps a simulation's seal: whoever holds the lookup key makes it anew.
posix::Result<std::string> OfSimulation(const Options& options) {
  auto keys = posix::ReadTrialKeys(options.keys);
  if (!keys) return tl::make_unexpected(keys.error());
  audit::Auditor holder = {{std::nullopt, std::move(keys->lookup)}, std::nullopt};
  Checkpoint checkpoint;
  const auto walked = Walk(options.log, &holder, [&checkpoint](const audit::Passage& passage) {
    checkpoint = {passage.walked.log, passage.record.sequence, passage.seal, passage.record.at};
  });
  if (!walked) return tl::make_unexpected(walked.error());
  if (walked->fault) return tl::make_unexpected(posix::Error{walked->fault->message});
  const SodiumCrypto crypto;
  const auto key = audit::SimulationCheckpointKey(*holder.keys.lookup, checkpoint.log, crypto);
  uint8_t message[kMaxCheckpointSize];
  const size_t size = WriteCheckpoint(checkpoint, key.value, crypto, message);
  return posix::CheckpointText({message, size});
}

posix::Result<std::string> OfGate(const Options& options) {
  const SodiumCrypto crypto;
  const auto checkpoint = posix::TakeCheckpoint(options.keys, options.log, crypto);
  if (!checkpoint) return tl::make_unexpected(checkpoint.error());
  return posix::WriteCheckpointText(*checkpoint, options.keys, crypto);
}

int TakeCheckpoint(const Options& options) {
  const bool simulated = IsSimulation(options.log);
  const auto text = simulated ? OfSimulation(options) : OfGate(options);
  if (!text) return Fail(text.error().message);
  if (simulated) Note("note: simulated: this log is worth nothing as evidence");
  Print(*text + "\n");
  return kDone;
}

}  // namespace

void AddAuditCheckpoint(CLI::App& audit, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand(
      "checkpoint", "Prints the head of a gate's log for its auditor: one line, small enough for "
                    "an SMS");
  command->add_option("log", options->log, "the log's folder; a gate may be running on it")
      ->required();
  command->add_option("--keys", options->keys, "the gate's folder")->required();
  command->footer("Its auditor answers with dialgate audit receipt.");
  command->callback([options, &run] { run = [options] { return TakeCheckpoint(*options); }; });
}

}  // namespace dialgate::command
