#include <fmt/format.h>

#include <algorithm>

#include "dialgate/words.h"
#include "platform/report/sections.h"
#include "platform/report/text.h"

namespace dialgate::report {
namespace {

// Of a log that was shortened: what of it nobody checks again.
std::string UncheckedText(const audit::Walked& walked) {
  if (walked.unchecked() == 0) return "";
  return fmt::format(
      " Records {} to {} are not checked again: the auditor verified them when he had the whole "
      "log, and holds them.",
      Grouped(walked.first), Grouped(walked.first + walked.unchecked() - 1));
}

// What the figures of a log that has a fault are of.
std::string BeforeText(const Subject& subject) {
  const uint64_t records = subject.walked.count();
  if (records == 0) return "Nothing before it can be shown.";
  return fmt::format(
      "This page shows the {} before it{}, and nothing after.{}",
      Counted(records, "record", "records"),
      subject.with_keys ? ", which stand as they were sealed" : ", whose seals were not checked",
      subject.with_keys ? UncheckedText(subject.walked) : "");
}

// Of a log that verifies.
void WriteVerified(const audit::Walked& walked, Markup* page) {
  const uint64_t checked = walked.count() - walked.unchecked();
  const std::string begins =
      walked.first == 1 ? ""
                        : fmt::format(" The log begins at record {}: those before were dropped.",
                                      Grouped(walked.first));
  const std::string heading =
      walked.unchecked() == 0 ? "✓ Verified" : "✓ Verified behind record " + Grouped(walked.held);
  WriteStatus(
      "good", heading,
      fmt::format("{}{} are as they were sealed, in their order, and none is missing before "
                  "the last.{}{}",
                  walked.unchecked() == 0 ? "All " : "The last ",
                  Counted(checked, "record", "records"), begins, UncheckedText(walked)),
      page);
}

void WriteVerification(const Subject& subject, Markup* page) {
  const audit::Walked& walked = subject.walked;
  if (walked.fault) {
    return WriteStatus("bad",
                       "✗ NOT verified: the first bad record is " + Grouped(walked.fault->sequence),
                       walked.fault->message + ". " + BeforeText(subject), page);
  }
  if (!subject.bound.exposed.empty()) {
    return WriteStatus("bad", "✗ NOT verified: the auditor signed for another log",
                       "Every record is sealed in its order, but not every receipt of the auditor "
                       "is on this log. This page shows the log as it stands." +
                           UncheckedText(walked),
                       page);
  }
  if (!subject.with_keys) {
    return WriteStatus("open", "? Not verified",
                       "This page was made without the auditor's keys: it shows what the log says, "
                       "and not whether anybody changed it.",
                       page);
  }
  WriteVerified(walked, page);
}

void WriteFacts(const Subject& subject, const Course& course, Markup* page) {
  const audit::Walked& walked = subject.walked;
  page->Open("dl");
  page->Leaf("dt", "Site").Open("dd").Name(walked.site).Close();
  page->Leaf("dt", "Gate").Open("dd").Name(walked.gate).Close();
  page->Leaf("dt", "Log").Leaf("dd", audit::LogText(walked.log));
  page->Leaf("dt", "Period")
      .Leaf("dd", fmt::format("{} to {}, by the gate's clock", UtcText(course.first_at),
                              UtcText(course.newest_at)));
  page->Leaf("dt", "Records").Leaf("dd", Grouped(walked.count()));
  page->Leaf("dt", "Began").Leaf("dd", Sentence(walked.kind));
  page->Close();
}

void WriteCard(const std::string& style, std::string_view heading, std::string_view big,
               const std::string& text, Markup* page) {
  page->Open("div", {{"class", "card " + style}}).Leaf("h3", heading);
  page->Leaf("p", big, {{"class", "big"}}).Leaf("p", text).Close();
}

std::string AllowedText(const Calls& calls) {
  const uint64_t contacts = calls.by_reason[static_cast<size_t>(Reason::kDeclaredContact)];
  std::string text = fmt::format(
      "{} of them to contacts whom the debtor declared; {} to emergency numbers or the site's own "
      "lines.",
      Grouped(contacts), Grouped(calls.total.allowed - contacts));
  return text + " Purpose, mode, disclosures and outcome are the dialer's word.";
}

// The reasons given most often.
std::string RefusedText(const Calls& calls) {
  std::vector<std::pair<uint64_t, size_t>> reasons;
  for (size_t reason = 0; reason < kReasons; ++reason) {
    const uint64_t count = calls.by_reason[reason];
    if (count != 0 && !IsAllowed(static_cast<Reason>(reason))) reasons.emplace_back(count, reason);
  }
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (reasons.empty()) return "No call was refused.";
  std::string text;
  for (size_t i = 0; i < reasons.size() && i < 3; ++i) {
    text += fmt::format("{}{} ({})", i == 0 ? "Most often: " : ", ",
                        Spaced(Name(static_cast<Reason>(reasons[i].second))),
                        Grouped(reasons[i].first));
  }
  return text + ".";
}

void WriteHonouredCard(const Withdrawals& withdrawals, Markup* page) {
  uint64_t people = 0, refused = 0, allowed = 0;
  for (const WithdrawalKind kind :
       {WithdrawalKind::kRefusedAsDebtor, WithdrawalKind::kRefused, WithdrawalKind::kWrongParty}) {
    people += withdrawals.of(kind).withdrawn;
    refused += withdrawals.of(kind).refused_since;
    allowed += withdrawals.of(kind).allowed_since.size();
  }
  WriteCard(allowed == 0 ? "" : "alarm", "Were refusals honoured?",
            people == 0    ? "None was made"
            : allowed == 0 ? "✓ Yes"
                           : "✗ " + Counted(allowed, "call", "calls") + " since",
            fmt::format(
                "{} refused or {} the wrong party; {} to them since {} refused, {} allowed.",
                Counted(people, "number", "numbers"), people == 1 ? "was" : "were",
                Counted(refused, "call", "calls"), refused == 1 ? "was" : "were", Grouped(allowed)),
            page);
}

}  // namespace

void WriteHead(const Subject& subject, const Figures& figures, Markup* page) {
  page->Leaf("h1", "What a gate allowed and refused");
  WriteVerification(subject, page);
  if (subject.walked.simulated()) {
    WriteStatus(
        "open", "Simulated",
        "This is the log of a simulation. Whoever holds a gate's lookup key can make such a "
        "log: it is worth nothing as evidence.",
        page);
  }
  if (subject.walked.records == 0) return;
  WriteBinding(subject, page);
  WriteFacts(subject, figures.course(), page);
}

void WriteGlance(const Subject& subject, const Figures& figures, Markup* page) {
  const Calls& calls = figures.calls();
  const bool bad = subject.walked.fault.has_value() || !subject.bound.exposed.empty();
  page->Open("div", {{"class", "cards"}});
  WriteCard(bad ? "alarm" : "", "Is the log whole, and bound?", BindingWord(subject),
            BindingText(subject), page);
  WriteHonouredCard(figures.withdrawals(), page);
  const std::string of = " of " + Grouped(calls.total.all());
  WriteCard("allowed", "What was allowed?", Grouped(calls.total.allowed) + of, AllowedText(calls),
            page);
  WriteCard("refused", "What was refused?", Grouped(calls.total.refused) + of, RefusedText(calls),
            page);
  page->Close();
}

}  // namespace dialgate::report
