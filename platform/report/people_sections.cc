#include <fmt/format.h>

#include <algorithm>

#include "platform/report/sections.h"
#include "platform/report/table.h"
#include "platform/report/text.h"

namespace dialgate::report {
namespace {

constexpr std::pair<WithdrawalKind, const char*> kWithdrawals[] = {
    {WithdrawalKind::kRefusedAsDebtor, "debtors who refused further calls"},
    {WithdrawalKind::kRefused, "others who refused further calls"},
    {WithdrawalKind::kWrongParty, "numbers of the wrong person"},
    {WithdrawalKind::kNumber, "numbers withdrawn on the gate"},
    {WithdrawalKind::kAccount, "accounts withdrawn on the gate"},
    {WithdrawalKind::kRole, "roles withdrawn on the gate"}};

// `12, 15, 20 and 4 more`.
std::string ListedRecords(const std::vector<uint64_t>& sequences) {
  constexpr size_t kMost = 20;
  std::string text;
  for (size_t i = 0; i < sequences.size() && i < kMost; ++i) {
    text += (i == 0 ? "" : ", ") + Grouped(sequences[i]);
  }
  if (sequences.size() > kMost) text += fmt::format(" and {} more", sequences.size() - kMost);
  return text;
}

// Calls to references, by how many of the debtor's tries before them rang.
struct ByTries {
  uint64_t none_rang = 0, under_half = 0, half_or_more = 0, all_rang = 0, without = 0;
  uint64_t silent_day = 0;
  std::vector<uint64_t> silent;  // records of those before which none rang
};

ByTries CountByTries(const std::vector<ReferenceCall>& references) {
  ByTries by;
  for (const ReferenceCall& call : references) {
    by.silent_day += call.silent_day ? 1 : 0;
    if (call.tries == 0) {
      ++by.without;
    } else if (call.rang == 0) {
      ++by.none_rang;
      by.silent.push_back(call.sequence);
    } else if (call.rang == call.tries) {
      ++by.all_rang;
    } else {
      ++(2 * call.rang < call.tries ? by.under_half : by.half_or_more);
    }
  }
  return by;
}

// Which tries before a call are looked at.
std::string WindowText(const Figures& figures) {
  bool known = !figures.course().policies.empty();
  for (const TakenPolicy& policy : figures.course().policies) {
    known = known && figures.Known(policy) != nullptr;
  }
  return known
             ? "Looked at are the calling days that the policy's debtor-first rule asks for; where "
               "it has no such rule, the 31 days before the call."
             : "The log alone does not say which days a debtor-first rule asked for: looked at are "
               "the 31 days before each call, unless the policy was given with --policy.";
}

}  // namespace

void WriteHonoured(const Withdrawals& withdrawals, Markup* page) {
  OpenSection("honoured", "Refusals honoured", page);
  WriteParagraph(
      "Whoever asked not to be called again or was the wrong person is withdrawn for good; "
      "an order on the gate stands until a policy ends it.",
      page);
  std::vector<std::vector<std::string>> rows;
  std::vector<uint64_t> broken;
  for (const auto& [kind, words] : kWithdrawals) {
    const Honoured& honoured = withdrawals.of(kind);
    rows.push_back({words, Grouped(honoured.withdrawn), Grouped(honoured.restored),
                    Grouped(honoured.refused_since), Grouped(honoured.allowed_since.size())});
    broken.insert(broken.end(), honoured.allowed_since.begin(), honoured.allowed_since.end());
  }
  std::sort(broken.begin(), broken.end());
  WriteTable({"who", "withdrawn", "restored", "calls refused since", "calls allowed since"}, rows,
             1, page);
  WriteParagraph(fmt::format("{} refused for a withdrawal that stands in the policy or came over "
                             "from an older log.",
                             Counted(withdrawals.refused_by_policy(), "call was", "calls were")),
                 page);
  if (!broken.empty()) {
    WriteParagraph("Allowed all the same, in records " + ListedRecords(broken) +
                       ": no gate of ours does that, so ask who wrote this log.",
                   page);
  }
  page->Close();
}

void WriteReferences(const Figures& figures, Markup* page) {
  OpenSection("references", "References, and the debtor’s tries before them", page);
  const std::vector<ReferenceCall>& references = figures.events().references();
  if (references.empty()) {
    WriteParagraph("No call to a reference was allowed.", page);
    page->Close();
    return;
  }
  const ByTries by = CountByTries(references);
  WriteParagraph(
      "A rule can ask that the debtor was tried and not reached before somebody whom he "
      "declared is called. A dialer can satisfy it with calls that never ring, so this is "
      "how many of the debtor’s tries rang, as they were reported then. " +
          WindowText(figures),
      page);
  const auto row = [&references](const char* words, uint64_t count) {
    return std::vector<std::string>{words, Grouped(count), Percent(count, references.size())};
  };
  WriteTable({"of the debtor’s tries before it", "calls to references", "share"},
             {row("none rang: all were not connected", by.none_rang),
              row("fewer than half rang", by.under_half), row("half or more rang", by.half_or_more),
              row("all rang", by.all_rang), row("there were no tries in this log", by.without)},
             1, page);
  WriteParagraph(
      fmt::format("Before {} to references there was at least one day on which the debtor "
                  "was tried and nothing rang.",
                  Counted(by.silent_day, "call", "calls")),
      page);
  if (!by.silent.empty()) {
    WriteParagraph("Opened by tries that never rang: records " + ListedRecords(by.silent) + ".",
                   page);
  }
  page->Close();
}

}  // namespace dialgate::report
