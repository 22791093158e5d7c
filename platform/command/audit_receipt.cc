#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>

#include "dialgate/posix/checkpoint.h"
#include "dialgate/posix/receipt_text.h"
#include "dialgate/posix/record_finder.h"
#include "dialgate/posix/system_clock.h"
#include "platform/audit/receipt_signing.h"
#include "platform/command/audit.h"
#include "platform/command/console.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string what, keys, voided;
  bool resets_clock = false;
};

int64_t Now() { return posix::ReadSystemClock(false).utc; }

int Hand(const Options& options, const posix::Result<audit::SignedText>& made) {
  if (!made) return Fail(made.error().message);
  if (made->simulated) Note("note: simulated: this log is worth nothing as evidence");
  Print(made->text + "\n");
  if (IsDelivered()) return kDone;
  return Fail("standard output cannot be written, and the receipt is signed all the same: it is " +
              options.keys + "/ledger's last column, with receipt: before it");
}

int AnswerCheckpoint(const Options& options) {
  const auto text = TextOf(options.what);
  if (!text) return Fail(text.error().message + ": name a checkpoint, a file with one, or a log");
  return Hand(options,
              audit::SignCheckpoint({options.keys, Now(), options.resets_clock}, *text));
}

// The whole log, here: what was verified is what the receipt holds.
int HoldLog(const Options& options) {
  const auto auditor = audit::ReadAuditor(options.keys);
  if (!auditor) return Fail(auditor.error().message);
  audit::ReceiptCheck check(auditor->ledger_or_null(), {});
  Checkpoint head;
  posix::Wiped<SealKey> next_key;
  const auto walked = Walk(options.what, &*auditor, [&](const audit::Passage& passage) {
    check.Take(passage.walked.log, passage.record, passage.seal);
    head = {passage.walked.log, passage.record.sequence, passage.seal, passage.record.at};
    if (passage.next_key != nullptr) next_key.value = *passage.next_key;
  });
  if (!walked) return Fail(walked.error().message);
  if (walked->fault) return SayUnverified(*walked);
  const audit::Bound bound = check.Finish();
  if (!bound.exposed.empty()) return SayExposed(*walked, bound);
  if (walked->held >= head.sequence) {
    return Fail(options.what + ": ends at record " + Grouped(head.sequence) +
                ", up to which it is held already: bring the log as it stands now");
  }
  // Signed is only what the power's going does not take back.
  const auto place = posix::SegmentOf(options.what, head.sequence);
  const auto synced = posix::SyncLog(options.what, place.value_or(posix::LogPlace{1, 0}));
  if (!synced) return Fail(synced.error().message);
  return Hand(options, audit::SignHeld({options.keys, Now(), options.resets_clock}, head,
                                       walked->simulated(), next_key.value));
}

// Whether a gate may have dropped records because of it.
bool IsHeld(const audit::Ledger& ledger, uint64_t log, uint64_t sequence) {
  const audit::LedgerLog* known = ledger.Find(log);
  return known != nullptr &&
         std::any_of(known->receipts.begin(), known->receipts.end(), [&](const auto& entry) {
           return entry.receipt.covers.sequence == sequence && entry.receipt.held && !entry.voided;
         });
}

int VoidEntry(const Options& options) {
  const size_t colon = options.voided.find(':');
  const auto log = audit::ParseLog(options.voided.substr(0, colon));
  uint64_t sequence = 0;
  const char* end = options.voided.data() + options.voided.size();
  const char* digits = colon == std::string::npos ? end : options.voided.data() + colon + 1;
  const auto [rest, failed] = std::from_chars(digits, end, sequence);
  if (!log || failed != std::errc() || rest != end) {
    return Fail("--void: name a receipt as its line in the ledger does, LOG-ID:SEQUENCE, such as "
                "0123456789abcdef:1042");
  }
  auto writer = audit::LedgerWriter::Open(options.keys);
  if (!writer) return Fail(writer.error().message);
  const bool held = IsHeld(writer->ledger(), *log, sequence);
  const auto voided = writer->Void(*log, sequence, Now());
  if (!voided) return Fail(voided.error().message);
  if (held) {
    Note("note: it says held: a gate that took it may have dropped what it covers, and then takes no "
         "later receipt; provision that one afresh");
  }
  Print(fmt::format("{}: voided. It stays in the ledger, and counts no more; the gate's next "
                    "receipt follows the one before it.\n",
                    options.voided));
  return kDone;
}

int MakeReceipt(const Options& options) {
  if (options.what.empty() == options.voided.empty()) {
    return Fail("name what the receipt is for (a checkpoint or a log), or with --void the one that "
                "counts no more");
  }
  if (!options.voided.empty()) return VoidEntry(options);
  std::error_code failed;
  return std::filesystem::is_directory(options.what, failed) ? HoldLog(options)
                                                             : AnswerCheckpoint(options);
}

}  // namespace

void AddAuditReceipt(CLI::App& audit, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command = audit.add_subcommand(
      "receipt", "Signs a receipt for a gate's log and prints it; the ledger has it first");
  command->add_option("checkpoint", options->what,
                      "a checkpoint, a file with one, or - for standard input; or a log's folder, "
                      "which is verified whole and held");
  command->add_option("--keys", options->keys, "the auditor's folder")->required();
  command->add_flag("--reset-clock", options->resets_clock,
                    "the gate once ran in the future: its time counts from now on");
  command->add_option("--void", options->voided,
                      "LOG-ID:SEQUENCE: that receipt counts no more, its record being lost");
  command->footer(
      "Status: 0 done; 1 the log is not verified, and nothing is signed; 2 could not do it. Hand "
      "it to the gate with dialgate audit accept.");
  command->callback([options, &run] { run = [options] { return MakeReceipt(*options); }; });
}

}  // namespace dialgate::command
