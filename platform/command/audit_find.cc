#include <memory>
#include <set>

#include "dialgate/sodium_crypto.h"
#include "platform/builder/tables/problem_text.h"
#include "platform/command/audit.h"
#include "platform/command/call_words.h"
#include "platform/command/console.h"
#include "platform/command/record_text.h"

namespace dialgate::command {
namespace {

struct Options {
  std::string log, number, keys;
  bool json = false;
};

// A number as people write it, with its country code.
Read<PhoneNumber> NumberOf(const std::string& text) {
  std::string digits;
  for (const char c : text) {
    if (std::string_view(" -.()").find(c) == std::string_view::npos) digits += c;
  }
  const bool international = !digits.empty() && digits.front() == '+';
  const auto number = international ? PhoneNumber::FromDigits(digits.substr(1)) : PhoneNumber();
  if (!number.empty()) return number;
  return tl::make_unexpected("--number: " + builder::Quoted(text) +
                             " is no number with + and its country code: write it as "
                             "+8613800138000");
}

// What a log says of one number: decisions, what came of them, and withdrawals of it.
struct Finder {
  const uint64_t tag;
  RecordText& text;
  const bool json;
  uint64_t decisions = 0, allowed = 0, carried = 0;
  uint64_t first = 0;            // sequence of the log's first record
  std::set<uint64_t> parties{};  // words for this number with a debtor, as a wrong party is carried

  // A wrong party's word can be told where another record names the same debtor.
  bool Concerns(const CarriedWithdrawal& withdrawal) const {
    switch (withdrawal.kind) {
      case WithdrawalKind::kNumber:
      case WithdrawalKind::kRefused:
      case WithdrawalKind::kRefusedAsDebtor: return withdrawal.what == tag;
      case WithdrawalKind::kWrongParty: return parties.count(withdrawal.what) != 0;
      case WithdrawalKind::kAccount:
      case WithdrawalKind::kRole: return false;
    }
    return false;
  }

  bool Concerns(const Record& record) const {
    if (record.kind == RecordKind::kDecided) return record.decided.key.number == tag;
    if (record.kind == RecordKind::kReported) return record.reported.attempt.key.number == tag;
    if (record.kind == RecordKind::kCarried) return record.carried.attempt.key.number == tag;
    if (record.kind == RecordKind::kCarriedWithdrawal) return Concerns(record.carried_withdrawal);
    return record.kind == RecordKind::kWithdrawn &&
           record.withdrawn.kind == WithdrawalKind::kNumber && record.withdrawn.what == tag;
  }

  void Know(uint64_t debtor) { parties.insert(tag ^ debtor << 16); }

  void Take(const Record& record) {
    text.Follow(record);
    if (first == 0) first = record.sequence;
    if (!Concerns(record)) return;
    Print(json ? text.Json(record) : text.Line(record));
    if (record.kind == RecordKind::kReported) Know(record.reported.attempt.key.debtor);
    if (record.kind == RecordKind::kCarried) {
      Know(record.carried.attempt.key.debtor);
      if (record.carried.attempt.sequence < first) ++carried;
    }
    if (record.kind != RecordKind::kDecided) return;
    Know(record.decided.key.debtor);
    Decision decision;
    decision.reason = record.decided.reason;
    ++decisions;
    if (decision.allowed()) ++allowed;
  }
};

std::string FoundText(const Finder& finder, const audit::Walked& walked) {
  std::string text =
      fmt::format("{} of {} decisions about this number allowed a call, in records {} to {}",
                  Grouped(finder.allowed), Grouped(finder.decisions), Grouped(walked.first),
                  Grouped(walked.records));
  if (finder.carried == 0) return text;
  return text + fmt::format("; {} more allowed call{} told by carried records alone",
                            Grouped(finder.carried), finder.carried == 1 ? " is" : "s are");
}

int Conclude(const Finder& finder, const audit::Walked& walked, const audit::Bound& bound) {
  const std::string found = FoundText(finder, walked);
  const std::string unchecked = UncheckedText(walked);
  if (walked.fault) {
    const bool before = walked.fault->sequence > walked.records;
    if (walked.records != 0) {
      Note(found + (!before ? "" : unchecked.empty() ? ", which are verified" : "; " + unchecked));
    }
    Note("not verified from record " + Grouped(walked.fault->sequence) +
         " on: " + walked.fault->message);
    return kDenied;
  }
  if (!bound.exposed.empty()) {
    Note(found + ", and a receipt is not on this log");
    for (const std::string& line : bound.exposed) Note("exposed: " + line);
    return kDenied;
  }
  if (!finder.json) {
    Print(found + ": " + ExtentText(walked) + "\n" + BoundText(bound, walked.records) + "\n");
  } else if (!unchecked.empty()) {
    Note("note: " + unchecked);
  }
  return kDone;
}

int Find(const Options& options) {
  const Read<PhoneNumber> number = NumberOf(options.number);
  if (!number) return Fail(number.error());
  const auto auditor = audit::ReadAuditor(options.keys);
  if (!auditor) return Fail(auditor.error().message);
  if (!auditor->keys.lookup) {
    return Fail(options.keys +
                "/lookup.key: is not there, and without it no number is found: take "
                "the key of the site that the gate is of");
  }
  auto text = RecordText::With({});
  if (!text) return Fail(text.error());
  const SodiumCrypto crypto;
  const Tagger tagger(auditor->keys.lookup->value, crypto);
  Finder finder{tagger.Number(*number), *text, options.json};
  audit::ReceiptCheck check(auditor->ledger_or_null(), {});
  const auto walked = Walk(options.log, &*auditor, [&](const audit::Passage& passage) {
    check.Take(passage.walked.log, passage.record, passage.seal);
    finder.Take(passage.record);
  });
  if (!walked) return Fail(walked.error().message);
  if (walked->simulated()) Note("note: simulated: this log is worth nothing as evidence");
  return Conclude(finder, *walked, check.Finish());
}

}  // namespace

void AddAuditFind(CLI::App& audit, Run& run) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      audit.add_subcommand("find", "Lists every decision about one number: did they call me?");
  command->add_option("log", options->log, "the log's folder")->required();
  command->add_option("--number", options->number, "with + and country code: +8613800138000")
      ->required();
  command->add_option("--keys", options->keys, "the auditor's folder")->required();
  command->add_flag("--json", options->json, "one JSON object a record, as audit show has it");
  command->footer(
      "Status: 0 the log is verified; 1 not, from the named record on, or a receipt is not on it; "
      "2 could not do it.");
  command->callback([options, &run] { run = [options] { return Find(*options); }; });
}

}  // namespace dialgate::command
