#include <fmt/format.h>

#include <algorithm>

#include "dialgate/words.h"
#include "platform/report/plots.h"
#include "platform/report/sections.h"
#include "platform/report/table.h"
#include "platform/report/text.h"

namespace dialgate::report {
namespace {

constexpr int32_t kWeek = 7;
constexpr int32_t kMostDays = 92;    // beyond that a column is a week
constexpr int32_t kMostWeeks = 520;  // beyond that weeks without a call are left out

using ByDay = std::map<int32_t, Verdicts>;

int32_t Monday(int32_t day) { return day - (day + 3) % kWeek; }  // 1970-01-01 was a Thursday

// Days, or weeks where there are many, those between without a call included.
ByDay Columns(const ByDay& days, bool weeks) {
  ByDay columns;
  for (const auto& [day, verdicts] : days) {
    Verdicts& column = columns[weeks ? Monday(day) : day];
    column.allowed += verdicts.allowed;
    column.refused += verdicts.refused;
  }
  const int32_t step = weeks ? kWeek : 1;
  const int32_t first = columns.begin()->first, last = columns.rbegin()->first;
  if ((last - first) / step > kMostWeeks) return columns;
  for (int32_t day = first; day < last; day += step) columns[day];
  return columns;
}

struct Reasons {
  std::vector<std::string> names;
  std::vector<uint64_t> counts;
  std::vector<std::vector<std::string>> rows;
};

// Reasons that were given, the most frequent first.
Reasons SortedReasons(const Calls& calls, bool allowed) {
  std::vector<Reason> sorted;
  for (size_t reason = 0; reason < kReasons; ++reason) {
    const bool fits = IsAllowed(static_cast<Reason>(reason)) == allowed;
    if (fits && calls.by_reason[reason] != 0) sorted.push_back(static_cast<Reason>(reason));
  }
  const auto count = [&calls](Reason reason) {
    return calls.by_reason[static_cast<size_t>(reason)];
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&count](Reason a, Reason b) { return count(a) > count(b); });
  const uint64_t all = allowed ? calls.total.allowed : calls.total.refused;
  Reasons reasons;
  for (const Reason reason : sorted) {
    reasons.names.push_back(Spaced(Name(reason)));
    reasons.counts.push_back(count(reason));
    reasons.rows.push_back({Spaced(Name(reason)), std::string(Sentence(reason)),
                            Grouped(count(reason)), Percent(count(reason), all)});
  }
  return reasons;
}

std::string RuleText(const RefusingRule& rule, const KnownPolicy* known) {
  const std::string words =
      known == nullptr ? "" : known->rule(rule.role, {rule.kind, rule.zone, rule.index});
  if (!words.empty()) return words;
  switch (rule.kind) {
    case Detail::Kind::kHours: return fmt::format("hours, in zone {} of the policy", rule.zone + 1);
    case Detail::Kind::kClosedDate:
      return fmt::format("closed date {} of the policy", rule.index + 1);
    case Detail::Kind::kCap: return fmt::format("cap {} of the role", rule.index + 1);
    case Detail::Kind::kNone: break;
  }
  return "";
}

void WriteRules(const Figures& figures, Markup* page) {
  std::vector<std::vector<std::string>> rows;
  bool unknown = false;
  for (const auto& [rule, count] : figures.calls().rules) {
    const TakenPolicy& policy = figures.course().policies[rule.policy];
    const KnownPolicy* known = figures.Known(policy);
    unknown |= known == nullptr;
    rows.push_back({std::to_string(policy.serial), std::string(Name(rule.role)),
                    RuleText(rule, known), Grouped(count)});
  }
  if (rows.empty()) return;
  page->Leaf("h3", "Which hours, closed date or cap it was");
  WriteTable({"policy", "role", "rule", "refused"}, rows, 3, page);
  if (unknown) WriteParagraph("With --policy and the policy's file, rules have their words.", page);
}

void WriteHoursOfWeek(const Calls& calls, bool allowed, Markup* page) {
  const auto cell = [&calls, allowed](unsigned day, unsigned hour) {
    const Verdicts& verdicts = calls.by_hour[day][hour];
    return allowed ? verdicts.allowed : verdicts.refused;
  };
  uint64_t all = 0;
  std::vector<std::vector<std::string>> rows;
  for (unsigned hour = 0; hour < kHours; ++hour) {
    rows.push_back({fmt::format("{:02}:00", hour)});
    for (unsigned day = 0; day < kWeekdays; ++day) {
      all += cell(day, hour);
      rows.back().push_back(Grouped(cell(day, hour)));
    }
  }
  const std::string word = allowed ? "allowed" : "refused";
  page->Leaf("h3", fmt::format("Calls to contacts that were {}: {}", word, Grouped(all)));
  if (all == 0) return;
  WriteHeatMap({"plot-" + word, "Calls " + word + " by weekday and hour",
                Grouped(all) + " calls by local weekday and hour. The table below has the same "
                               "numbers."},
               allowed ? Fill::kAllowed : Fill::kRefused, cell, page);
  WriteFoldedTable("Calls " + word + " by weekday and hour, as a table",
                   {"hour", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}, rows, 1, page,
                   Print::kLeftAway);
}

}  // namespace

void WriteCallsOverTime(const Calls& calls, Markup* page) {
  OpenSection("time", "Calls over time", page);
  if (calls.by_day.empty()) {
    WriteParagraph("No call was asked about.", page);
    page->Close();
    return;
  }
  const bool weeks = calls.by_day.rbegin()->first - calls.by_day.begin()->first >= kMostDays;
  std::vector<std::string> labels;
  std::vector<std::vector<std::string>> rows;
  std::vector<Series> series = {{"allowed", Fill::kAllowed, {}}, {"refused", Fill::kRefused, {}}};
  for (const auto& [day, verdicts] : Columns(calls.by_day, weeks)) {
    labels.push_back(DateText(day));
    series[0].values.push_back(verdicts.allowed);
    series[1].values.push_back(verdicts.refused);
    rows.push_back({DateText(day), Grouped(verdicts.allowed), Grouped(verdicts.refused),
                    Percent(verdicts.refused, verdicts.all())});
  }
  const std::string unit = weeks ? "week, from its Monday" : "day";
  WriteColumns(
      {"plot-time", "Calls allowed and refused a " + unit,
       fmt::format("{} allowed and {} refused, from {} to {}. The table below has every {}.",
                   Grouped(calls.total.allowed), Grouped(calls.total.refused), labels.front(),
                   labels.back(), weeks ? "week" : "day")},
      labels, series, {}, page);
  WriteParagraph(
      "A call is on its day where the person is; one whose number is nobody's whom the "
      "debtor declared has no such place, and is on its UTC day.",
      page);
  WriteFoldedTable("Calls a " + unit + ", as a table",
                   {unit, "allowed", "refused", "share refused"}, rows, 1, page);
  page->Close();
}

void WriteRefused(const Figures& figures, Markup* page) {
  const Calls& calls = figures.calls();
  OpenSection("refused", "Refused, and why", page);
  const Reasons reasons = SortedReasons(calls, false);
  if (reasons.names.empty()) WriteParagraph("No call was refused.", page);
  if (!reasons.names.empty()) {
    WriteBars({"plot-reasons", "Refusals by reason",
               Grouped(calls.total.refused) + " calls were refused. The table below has every "
                                              "reason and what it means."},
              reasons.names, {"refused", Fill::kRefused, reasons.counts}, page);
    WriteParagraph("Rules are asked in a fixed order, and the first that refuses is the reason.",
                   page);
    WriteTable({"reason", "what it means", "refused", "share"}, reasons.rows, 2, page);
  }
  WriteRules(figures, page);
  page->Close();
}

void WriteAllowed(const Calls& calls, Markup* page) {
  OpenSection("allowed", "Allowed, and on whose word", page);
  WriteParagraph(
      "Whom a call goes to stands in the policy. Why it is made, how it is dialed and what will be "
      "told is the dialer's word: the gate held the dialer to it and sealed it, and could not hear "
      "the call.",
      page);
  const Reasons reasons = SortedReasons(calls, true);
  if (!reasons.rows.empty()) {
    WriteTable({"reason", "what it means", "allowed", "share"}, reasons.rows, 2, page);
  }
  std::vector<std::vector<std::string>> rows;
  for (const auto& [stated, of] : calls.stated) {
    std::vector<std::string> row = {std::string(Name(stated.role)), Spaced(Name(stated.purpose)),
                                    Spaced(Name(stated.mode)), Grouped(of.calls),
                                    Grouped(of.telling_nothing)};
    for (size_t word = 1; word < of.telling.size(); ++word) {
      row.push_back(Grouped(of.telling[word]));
    }
    rows.push_back(std::move(row));
  }
  page->Leaf("h3", "Calls to declared contacts, as the dialer stated them");
  if (rows.empty()) WriteParagraph("There was none.", page);
  if (!rows.empty()) {
    WriteTable({"role", "purpose", "mode", "calls", "to tell nothing", "that there is a debt",
                "the amount", "what was bought", "facts from data"},
               rows, 3, page);
  }
  page->Close();
}

void WriteWeek(const Calls& calls, Markup* page) {
  OpenSection("week", "Hours of the week", page);
  WriteParagraph(
      "On the clock where the person is: the offset from UTC that each decision was "
      "made by. Darker is more; the number of calls stands in each hour.",
      page);
  WriteHoursOfWeek(calls, true, page);
  WriteHoursOfWeek(calls, false, page);
  WriteParagraph(
      fmt::format("Apart, since no contact was found and so no clock is known: {} allowed "
                  "(emergencies and the site's own lines) and {} refused.",
                  Grouped(calls.without_zone.allowed), Grouped(calls.without_zone.refused)),
      page);
  page->Close();
}

}  // namespace dialgate::report
