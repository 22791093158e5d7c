// What the auditor's receipts say of a log, and what none of them covers.
#include <fmt/format.h>

#include "platform/report/sections.h"
#include "platform/report/table.h"
#include "platform/report/text.h"

namespace dialgate::report {
namespace {

uint64_t NotBound(const Subject& subject) {
  const uint64_t last = subject.walked.records, covered = subject.bound.covered;
  return last > covered ? last - covered : 0;
}

std::string AfterText(uint64_t records) {
  if (records == 0) return "Nothing comes after it.";
  return fmt::format(
      "The {} after it {} not bound: {} could be cut off unseen, and whoever held "
      "the key could have written {} anew.",
      Counted(records, "record", "records"), records == 1 ? "is" : "are",
      records == 1 ? "it" : "they", records == 1 ? "it" : "them");
}

std::string WhatText(const Receipt& receipt) {
  std::string text = receipt.held ? "held: the auditor verified the log up to there, and has it"
                                  : "a checkpoint was answered";
  return text + (receipt.resets_clock ? "; the clock was reset" : "");
}

}  // namespace

void WriteStatus(const char* style, std::string_view heading, std::string_view text, Markup* page) {
  page->Open("div", {{"class", fmt::format("status {}", style)}});
  page->Leaf("strong", heading).Leaf("p", text).Close();
}

std::string CoveredText(const Subject& subject) {
  const audit::Bound& bound = subject.bound;
  if (bound.covered == 0) return "No receipt binds this log.";
  return fmt::format("record {} of {}, by the receipt of {}.", Grouped(bound.covered),
                     UtcText(bound.covered_at), UtcText(bound.signed_at));
}

void WriteBinding(const Subject& subject, Markup* page) {
  const audit::Bound& bound = subject.bound;
  for (const std::string& line : bound.exposed) {
    WriteStatus("bad", "✗ A receipt is not on this log", "Exposed: " + line + ".", page);
  }
  if (bound.covered == 0 && !bound.exposed.empty()) return;
  if (bound.covered == 0) {
    return WriteStatus("open", "No receipt binds this log",
                       "Records cut off its end cannot be seen, and whoever held the key of a "
                       "record could have written it, and everything after it, anew.",
                       page);
  }
  const std::string heading = fmt::format("Bound up to record {}", Grouped(bound.covered));
  const std::string by =
      fmt::format("The auditor’s receipt of {} covers record {} of {}, and so all before it. ",
                  UtcText(bound.signed_at), Grouped(bound.covered), UtcText(bound.covered_at));
  if (!subject.with_keys) {
    return WriteStatus(
        "open", "? " + heading + ", as the log itself says",
        by + AfterText(NotBound(subject)) + " Nobody held this against the auditor’s ledger.",
        page);
  }
  const bool whole = subject.verified() && NotBound(subject) == 0;
  WriteStatus(whole ? "good" : "open", (subject.verified() ? "✓ " : "") + heading,
              by + AfterText(NotBound(subject)), page);
}

void WriteReceipts(const Subject& subject, const Course& course, Markup* page) {
  OpenSection("receipts", "The auditor's receipts", page);
  WriteParagraph(
      "Whatever a receipt covers cannot be changed or cut off without its auditor "
      "seeing it. " +
          (subject.bound.covered == 0
               ? CoveredText(subject)
               : "The newest record that one covers: " + CoveredText(subject)) +
          (subject.bound.covered == 0 ? "" : " " + AfterText(NotBound(subject))),
      page);
  std::vector<std::vector<std::string>> rows;
  for (const ReceiptInLog& taken : course.receipts) {
    if (rows.size() == kMostRows) break;
    const Receipt& receipt = taken.receipt;
    rows.push_back({Grouped(taken.sequence), UtcText(taken.at), Grouped(receipt.covers.sequence),
                    UtcText(receipt.covers.at), UtcText(receipt.signed_at), WhatText(receipt)});
  }
  if (rows.empty()) {
    WriteParagraph("The gate took none into this log.", page);
  } else {
    WriteTable({"record", "taken at", "covers record", "of", "signed", "what"}, rows, 6, page);
    WriteMore(course.receipts.size(), page);
  }
  page->Close();
}

std::string BindingWord(const Subject& subject) {
  if (subject.walked.fault) return "✗ Not whole";
  if (!subject.bound.exposed.empty()) return "✗ Not the log that was signed for";
  if (!subject.with_keys) return "? Not verified";
  const std::string extent = subject.walked.first == 1 ? "✓ Whole, " : "✓ Shortened, ";
  if (subject.bound.covered == 0) return extent + "not bound";
  return extent + (NotBound(subject) == 0 ? "and bound" : "bound in part");
}

std::string BindingText(const Subject& subject) {
  const std::string whole = subject.walked.fault ? "It verifies up to the first bad record at most"
                            : subject.with_keys  ? "It verifies up to its last record"
                                                 : "Nobody checked it";
  if (!subject.bound.exposed.empty()) {
    return whole + ", but the auditor signed for what is not in it.";
  }
  if (subject.bound.covered == 0) {
    return whole + "; how far it reached cannot be told without a receipt, and there is none.";
  }
  return whole + fmt::format("; {} of {} are covered by {}.", Grouped(subject.bound.covered),
                             Grouped(subject.walked.records),
                             Counted(subject.bound.receipts, "receipt", "receipts"));
}

}  // namespace dialgate::report
