#include <memory>
#include <set>

#include "dialgate/sodium_crypto.h"
#include "dialgate/words.h"
#include "platform/builder/tables/output_file.h"
#include "platform/command/audit.h"
#include "platform/command/console.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string log, keys, out;
};

// A line of the file. A refusal counts by the role that refused, a wrong party by the debtor.
std::string RowOf(const Reported& reported, uint64_t key_id) {
  const bool refused = reported.outcome == Outcome::kRefused;
  const HistoryKey& key = reported.attempt.key;
  return fmt::format("{:016x},{},{:016x},{},{}\n", key_id, Name(reported.outcome), key.number,
                     refused ? Name(key.role) : "",
                     refused ? std::string() : fmt::format("{:012x}", key.debtor));
}

int Write(const Options& options, const std::set<std::string>& rows) {
  auto file = builder::OutputFile::Create(options.out);
  if (!file) return Fail(file.error().message);
  file->Write("lookup_key,outcome,number,role,debtor\n");
  for (const std::string& row : rows) file->Write(row);
  auto kept = file->Sync();
  if (kept) kept = file->Keep();
  return kept ? kDone : Fail(kept.error().message);
}

int Refusals(const Options& options) {
  const auto keys = audit::ReadAuditorKeys(options.keys);
  if (!keys) return Fail(keys.error().message);
  if (!keys->lookup) {
    return Fail(options.keys +
                "/lookup.key: is not there: take the key of the gate's site, whose "
                "id the file of refusals names");
  }
  const SodiumCrypto crypto;
  const uint64_t key_id = Tagger(keys->lookup->value, crypto).KeyId();
  std::set<std::string> rows;
  const auto walked = Walk(options.log, &*keys, [&rows, key_id](const Record& record) {
    if (record.kind != RecordKind::kReported) return;
    const Outcome outcome = record.reported.outcome;
    if (outcome != Outcome::kRefused && outcome != Outcome::kWrongParty) return;
    rows.insert(RowOf(record.reported, key_id));
  });
  if (!walked) return Fail(walked.error().message);
  if (walked->fault) return SayUnverified(*walked);
  const int status = Write(options, rows);
  if (status != kDone) return status;
  Print(SimulatedText(*walked));
  Print(
      fmt::format("{}: {} who refused or were the wrong party, from {} verified "
                  "records of {}\n",
                  options.out, Grouped(rows.size()), Grouped(walked->records), LogName(*walked)));
  return kDone;
}

}  // namespace

void AddAuditRefusals(CLI::App& audit, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand(
      "refusals", "Writes who refused or was the wrong party, as tags, for dialgate build");
  command->add_option("log", options->log, "the log's folder")->required();
  command->add_option("--keys", options->keys, "the auditor's folder")->required();
  command->add_option("--out", options->out, "the file: what build --refusals takes")->required();
  command->footer(
      "Columns: lookup_key (its id), outcome, number (tag), role (who refused), debtor (tag). "
      "Status: 0 done; 1 the log is not verified, and no file is written; 2 could not do it.");
  command->callback([options, &run] { run = [options] { return Refusals(*options); }; });
}

}  // namespace dialgate::command
