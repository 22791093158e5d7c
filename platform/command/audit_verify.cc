#include <algorithm>
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

std::string SealsText(const audit::Walked& walked) {
  constexpr char kWhole[] = "is sealed in its order, and none is missing before the last";
  if (walked.first == 1) return std::string("every one ") + kWhole;
  const std::string unchecked = UncheckedText(walked);
  return fmt::format("they begin at record {}, since those before were dropped; {}every one after "
                     "record {} {}",
                     Grouped(walked.first), unchecked.empty() ? "" : unchecked + "; ",
                     Grouped(walked.held), kWhole);
}

void SayVerified(const audit::Walked& walked, const audit::Bound& bound,
                 const audit::Auditor& auditor) {
  Print(SimulatedText(walked));
  Print(fmt::format("verified: {}\n", LogName(walked)));
  Print(Field("records", SealsText(walked)));
  Print(Field("last record", fmt::format("{} of {}", Grouped(walked.records),
                                         UtcText(walked.last_at))));
  Print(Field("receipts", BoundText(bound, walked.records)));
  for (const std::string& line : bound.before) Print(Field("receipts", line));
  const bool known = walked.simulated() || !auditor.ledger ||
                     auditor.ledger->Find(walked.log) != nullptr;
  if (!known) {
    Print(Field("ledger", "does not know this log: it is an old one, restore it from a backup"));
  }
}

// A file may have receipts of several logs; where it has none of this one, it is another's.
std::string OthersText(const Options& options, const std::vector<Receipt>& others, uint64_t log) {
  const bool any = std::any_of(others.begin(), others.end(), [log](const Receipt& receipt) {
    return receipt.covers.log == log;
  });
  return any || others.empty() ? "" : options.receipts + " has none for this log";
}

int Verify(const Options& options) {
  const auto auditor = audit::ReadAuditor(options.keys);
  if (!auditor) return Fail(auditor.error().message);
  std::vector<Receipt> others;
  if (!options.receipts.empty()) {
    auto read = audit::ReadReceipts(options.receipts, options.keys);
    if (!read) return Fail(read.error().message);
    others = std::move(*read);
  }
  audit::ReceiptCheck check(auditor->ledger_or_null(), others);
  const auto walked = Walk(options.log, &*auditor, [&check](const audit::Passage& passage) {
    check.Take(passage.walked.log, passage.record, passage.seal);
  });
  if (!walked) return Fail(walked.error().message);
  if (walked->fault) {
    SayUnverified(*walked);
    if (walked->records != 0 && walked->fault->sequence > walked->records) {
      Print(LogName(*walked) + "\n" +
            Field("verified before it", fmt::format("up to record {} of {}",
                                                    Grouped(walked->records),
                                                    UtcText(walked->last_at))));
      const std::string unchecked = UncheckedText(*walked);
      if (!unchecked.empty()) Print(Field("not checked", unchecked));
    }
    return kDenied;
  }
  const audit::Bound bound = check.Finish();
  if (!bound.exposed.empty()) return SayExposed(*walked, bound);
  SayVerified(*walked, bound, *auditor);
  const std::string text = OthersText(options, others, walked->log);
  if (!text.empty()) Print(Field("receipts", text));
  return kDone;
}

}  // namespace

void AddAuditVerify(CLI::App& audit, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand(
      "verify", "Says whether every record of a log is as it was sealed, and none is missing");
  command->add_option("log", options->log, "the log's folder")->required();
  command->add_option("--keys", options->keys, "the auditor's folder")->required();
  command->add_option("--receipts", options->receipts,
                      "a file of receipts beside those of the ledger, one a line");
  command->footer(
      "Status: 0 verified; 1 not, and the first bad record, or the receipt that is not on the log, "
      "is named; 2 could not do it.");
  command->callback([options, &run] { run = [options] { return Verify(*options); }; });
}

}  // namespace dialgate::command
