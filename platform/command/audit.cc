#include "platform/command/audit.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "dialgate/posix/files.h"
#include "dialgate/posix/receipt_text.h"
#include "platform/audit/ledger_lines.h"
#include "platform/command/console.h"
#include "platform/command/progress_bar.h"
#include "platform/command/times.h"

namespace dialgate::command {

posix::Result<audit::Walked> Walk(const std::string& folder, const audit::Auditor* auditor,
                                  const audit::TakePassage& take) {
  constexpr uint64_t kBetween = 4096;  // records from one look at the clock to the next
  ProgressBar bar;
  const auto pass = [&](const audit::Passage& passage) {
    take(passage);
    const uint64_t sequence = passage.record.sequence;
    if (sequence % kBetween == 0) bar.Show(passage.done, passage.total, sequence);
  };
  if (auditor == nullptr) return audit::WalkLog(folder, nullptr, nullptr, pass);
  return audit::WalkLog(folder, &auditor->keys, auditor->ledger_or_null(), pass);
}

posix::Result<audit::Walked> Walk(const std::string& folder, const audit::Auditor* auditor,
                                  const std::function<void(const Record&)>& take) {
  const audit::TakePassage pass = [&take](const audit::Passage& passage) { take(passage.record); };
  return Walk(folder, auditor, pass);
}

posix::Result<std::string> TextOf(const std::string& argument) {
  const std::string trimmed = argument.substr(std::min(argument.find_first_not_of(" \t\r\n"),
                                                       argument.size()));
  const bool is_text = posix::IsCheckpointText(trimmed) || posix::IsReceiptText(trimmed);
  if (is_text || trimmed.empty()) return trimmed;
  if (argument != "-") return posix::ReadText(argument);
  std::string text;
  audit::NextLine(std::cin, &text);
  return text;
}

std::string OutProblem(const std::string& out, const std::vector<std::string>& folders) {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::path parent = fs::absolute(out, failed).parent_path();
  for (fs::path above = parent; !failed; above = above.parent_path()) {
    for (const std::string& folder : folders) {
      std::error_code none;
      if (!fs::equivalent(above, folder, none)) continue;
      return out + ": is in " + folder + ", which is read here and never written to: name a file "
                                         "elsewhere";
    }
    if (above == above.parent_path()) break;
  }
  return "";
}

std::string SimulatedText(const audit::Walked& walked) {
  if (!walked.simulated()) return "";
  return "simulated: whoever holds a gate's lookup key can make such a log, so it proves nothing\n";
}

std::string LogName(const audit::Walked& walked) {
  return fmt::format("log {} of gate {}, site {}", audit::LogText(walked.log), walked.gate,
                     walked.site);
}

std::string BoundText(const audit::Bound& bound, uint64_t last) {
  if (bound.covered == 0) {
    return "no receipt binds this log: records that were cut off its end cannot be seen, and "
           "whoever held the key of a record could write it and all after it anew";
  }
  const std::string text =
      fmt::format("bound up to record {} of {} by the receipt of {}", Grouped(bound.covered),
                  UtcText(bound.covered_at), UtcText(bound.signed_at));
  const uint64_t after = last > bound.covered ? last - bound.covered : 0;
  if (after == 0) return text;
  return text + (after == 1 ? "; the record after it is not bound"
                            : "; the " + Grouped(after) + " records after it are not bound");
}

std::string UncheckedText(const audit::Walked& walked) {
  if (walked.unchecked() == 0) return "";
  return fmt::format(
      "records {} to {} were verified and held by the auditor before, and are not checked again",
      Grouped(walked.first), Grouped(std::min(walked.held, walked.records)));
}

std::string ExtentText(const audit::Walked& walked) {
  if (walked.first == 1) return "the whole log, verified";
  const std::string unchecked = UncheckedText(walked);
  return fmt::format("not the whole log, those before record {} were dropped; {}",
                     Grouped(walked.first),
                     unchecked.empty() ? "what is left is verified"
                                       : unchecked + "; those after them are verified");
}

int SayUnverified(const audit::Walked& walked) {
  Print(SimulatedText(walked));
  Print(fmt::format("not verified: the first bad record is {}\n{}\n",
                    Grouped(walked.fault->sequence), walked.fault->message));
  return kDenied;
}

int SayExposed(const audit::Walked& walked, const audit::Bound& bound) {
  Print(SimulatedText(walked));
  Print("not verified: a receipt is not on this log\n");
  for (const std::string& line : bound.exposed) Print("exposed: " + line + "\n");
  return kDenied;
}

void AddAudit(CLI::App& app, Run& run) {
  CLI::App* audit =
      app.add_subcommand("audit", "Reads and verifies the sealed logs of gates and simulations");
  audit->require_subcommand(1);
  AddAuditVerify(*audit, run);
  AddAuditShow(*audit, run);
  AddAuditFind(*audit, run);
  AddAuditRefusals(*audit, run);
  AddAuditReport(*audit, run);
  AddAuditCheckpoint(*audit, run);
  AddAuditReceipt(*audit, run);
  AddAuditAccept(*audit, run);
}

}  // namespace dialgate::command
