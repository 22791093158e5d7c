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

// Lines of the file, each once, from the records of a log. What was withdrawn on the device is
// none: that is the device's, and a policy can restore it.
class Rows {
 public:
  explicit Rows(uint64_t key_id) : key_id_(key_id) {}

  void Take(const Record& record) {
    if (oldest_ == 0) oldest_ = record.sequence;
    if (record.kind == RecordKind::kReported) Take(record.reported);
    if (record.kind == RecordKind::kCarriedWithdrawal) Take(record.carried_withdrawal);
  }

  const std::set<std::string>& lines() const { return lines_; }

 private:
  // Whether it only withdraws, being late, makes no difference.
  void Take(const Reported& reported) {
    const HistoryKey& key = reported.attempt.key;
    if (reported.outcome == Outcome::kRefused) AddRefused(key.number, Name(key.role));
    if (reported.outcome == Outcome::kWrongParty) AddWrongParty(key.number, key.debtor);
  }

  // Of a record that this log has itself, that one is taken. Here a role that is none of a debtor's
  // has no name any more, and a number and its debtor are one word.
  void Take(const CarriedWithdrawal& carried) {
    if (carried.from >= oldest_) return;
    switch (carried.kind) {
      case WithdrawalKind::kRefusedAsDebtor: return AddRefused(carried.what, Name(Role::kDebtor));
      case WithdrawalKind::kRefused: return AddRefused(carried.what, "other");
      case WithdrawalKind::kWrongParty: return AddWrongParty(carried.what, 0);
      case WithdrawalKind::kNumber:
      case WithdrawalKind::kAccount:
      case WithdrawalKind::kRole: return;
    }
  }

  // A refusal counts by the role that refused, a wrong party by the debtor.
  void AddRefused(uint64_t number, std::string_view role) {
    lines_.insert(fmt::format("{:016x},{},{:016x},{},\n", key_id_, Name(Outcome::kRefused), number,
                              role));
  }
  void AddWrongParty(uint64_t number, uint64_t debtor) {
    lines_.insert(fmt::format("{:016x},{},{:016x},,{:012x}\n", key_id_,
                              Name(Outcome::kWrongParty), number, debtor));
  }

  uint64_t key_id_;
  uint64_t oldest_ = 0;  // sequence of the first record that the log still has
  std::set<std::string> lines_;
};

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
  const std::string problem = OutProblem(options.out, {options.log, options.keys});
  if (!problem.empty()) return Fail(problem);
  const auto auditor = audit::ReadAuditor(options.keys);
  if (!auditor) return Fail(auditor.error().message);
  if (!auditor->keys.lookup) {
    return Fail(options.keys +
                "/lookup.key: is not there: take the key of the gate's site, whose "
                "id the file of refusals names");
  }
  const SodiumCrypto crypto;
  const uint64_t key_id = Tagger(auditor->keys.lookup->value, crypto).KeyId();
  Rows rows(key_id);
  audit::ReceiptCheck check(auditor->ledger_or_null(), {});
  const auto walked = Walk(options.log, &*auditor, [&](const audit::Passage& passage) {
    check.Take(passage.walked.log, passage.record, passage.seal);
    rows.Take(passage.record);
  });
  if (!walked) return Fail(walked.error().message);
  if (walked->fault) return SayUnverified(*walked);
  const audit::Bound bound = check.Finish();
  if (!bound.exposed.empty()) return SayExposed(*walked, bound);
  const int status = Write(options, rows.lines());
  if (status != kDone) return status;
  Print(SimulatedText(*walked));
  Print(fmt::format("{}: {} who refused or were the wrong party, from {} records of {}: {}\n{}\n",
                    options.out, Grouped(rows.lines().size()), Grouped(walked->count()),
                    LogName(*walked), ExtentText(*walked), BoundText(bound, walked->records)));
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
      "Columns: lookup_key (its id), outcome, number (tag), role (who refused; other: no debtor, "
      "that is all the log still says), debtor (tag; all zeros: the number's tag is of both). "
      "Withdrawals on the device are not refusals, and not in it. "
      "Status: 0 done; 1 the log is not verified, or a receipt is not on it, and no file is "
      "written; 2 could not do it.");
  command->callback([options, &run] { run = [options] { return Refusals(*options); }; });
}

}  // namespace dialgate::command
