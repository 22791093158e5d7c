#include <fmt/format.h>

#include <algorithm>

#include "dialgate/words.h"
#include "platform/report/plots.h"
#include "platform/report/sections.h"
#include "platform/report/table.h"
#include "platform/report/text.h"

namespace dialgate::report {
namespace {

constexpr auto kNotDialed = static_cast<size_t>(Outcome::kNotDialed);
constexpr auto kNotConnected = static_cast<size_t>(Outcome::kNotConnected);
constexpr auto kUnknown = static_cast<size_t>(Outcome::kUnknown);

std::string OutcomeWord(size_t outcome) {
  return outcome == kUnknown ? "none reported" : Spaced(Name(static_cast<Outcome>(outcome)));
}

void WriteAllOutcomes(const Outcomes& outcomes, Markup* page) {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> rows;
  Series series = {"calls", Fill::kAllowed, {}};
  for (size_t place = 1; place <= kOutcomes; ++place) {  // the one that is none comes last
    const size_t outcome = place % kOutcomes;
    names.push_back(OutcomeWord(outcome));
    series.values.push_back(outcomes.all[outcome]);
    rows.push_back({names.back(), Grouped(outcomes.all[outcome]),
                    Percent(outcomes.all[outcome], outcomes.calls)});
  }
  WriteBars(
      {"plot-outcomes", "Outcomes of allowed calls",
       Grouped(outcomes.calls) + " calls to declared contacts, by the outcome that the dialer "
                                 "reported. The table below has the same numbers."},
      names, series, page);
  WriteFoldedTable("Outcomes, as a table", {"outcome", "calls", "share"}, rows, 1, page);
}

// What a dialer that hides its calls would show.
void WriteHiding(const Outcomes& outcomes, Markup* page) {
  page->Leaf("h3", "Calls said not to have been dialed or connected, by hour");
  WriteParagraph(
      "A dialer that hides calls reports them as not dialed or not connected, or not at all. Where "
      "such shares stand out at some hours, hold this log against the call records of the trunk.",
      page);
  std::vector<std::string> labels;
  std::vector<uint64_t> wholes;
  std::vector<std::vector<std::string>> rows;
  std::vector<Series> series = {{"not connected", Fill::kNotConnected, {}},
                                {"not dialed", Fill::kNotDialed, {}},
                                {"none reported", Fill::kUnknown, {}}};
  constexpr size_t kShown[] = {kNotConnected, kNotDialed, kUnknown};
  for (unsigned hour = 0; hour < kHours; ++hour) {
    const ByOutcome& of = outcomes.by_hour[hour];
    uint64_t whole = 0;
    for (const uint64_t count : of) whole += count;
    labels.push_back(fmt::format("{:02}", hour));
    wholes.push_back(whole);
    rows.push_back({labels.back() + ":00", Grouped(whole)});
    for (size_t i = 0; i < series.size(); ++i) {
      series[i].values.push_back(of[kShown[i]]);
      rows.back().push_back(Grouped(of[kShown[i]]));
      rows.back().push_back(Percent(of[kShown[i]], whole));
    }
  }
  WriteColumns(
      {"plot-hiding", "Share of calls not connected, not dialed or not reported, by hour",
       "Of the calls allowed in each local hour, the share of each report. The table below "
       "has the numbers."},
      labels, series, wholes, page);
  WriteFoldedTable("The same, as a table",
                   {"hour", "allowed", "not connected", "share", "not dialed", "share",
                    "none reported", "share"},
                   rows, 1, page);
}

std::string UnreportedText(const Outcomes& outcomes) {
  const uint64_t unknown = outcomes.all[kUnknown];
  const uint64_t never = unknown - outcomes.still_open;
  std::string text = fmt::format(
      "{} of {} ({}) never had an outcome, and counts at its worst for every cap",
      Counted(never, "call", "calls"), Grouped(outcomes.calls), Percent(never, outcomes.calls));
  if (outcomes.still_open != 0) {
    text += fmt::format(
        "; {} more were under 24 hours old at the end of the log and may still get "
        "one",
        Grouped(outcomes.still_open));
  }
  return text + ".";
}

}  // namespace

void WriteOutcomes(const Figures& figures, Markup* page) {
  OpenSection("outcomes", "What came of allowed calls", page);
  const Outcomes outcomes = figures.events().Count(figures.course().newest_at);
  if (outcomes.calls == 0) {
    WriteParagraph("No call to a declared contact was allowed.", page);
    page->Close();
    return;
  }
  WriteParagraph(
      "As the dialer reported it, of calls to declared contacts. The gate cannot hear "
      "them.",
      page);
  WriteAllOutcomes(outcomes, page);
  WriteParagraph(UnreportedText(outcomes), page);
  const Events& events = figures.events();
  if (events.late_reports() != 0) {
    WriteParagraph(Counted(events.late_reports(), "report", "reports") +
                       " came too late or a second time, and only withdrew a number.",
                   page);
  }
  if (events.reports_of_other_logs() != 0) {
    WriteParagraph(Counted(events.reports_of_other_logs(), "report was", "reports were") +
                       " of calls that an older log holds.",
                   page);
  }
  WriteHiding(outcomes, page);
  page->Close();
}

}  // namespace dialgate::report
