#include <fmt/format.h>

#include <algorithm>

#include "platform/report/plots.h"
#include "platform/report/sections.h"
#include "platform/report/table.h"
#include "platform/report/text.h"

namespace dialgate::report {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string SerialText(const TakenPolicy& policy) {
  return "policy " + std::to_string(policy.serial);
}

void WritePolicyPlot(const Course& course, Markup* page) {
  std::vector<TimeRow> rows;
  Span axis = {course.first_at, course.newest_at};
  for (size_t place = 0; place < course.policies.size() && place < kMostRows; ++place) {
    const TakenPolicy& policy = course.policies[place];
    TimeRow row = {SerialText(policy), {policy.not_before, policy.not_after}, {}};
    for (const InForce& stretch : course.in_force) {
      if (stretch.policy == place) row.in_force.push_back({stretch.from, stretch.to});
    }
    rows.push_back(std::move(row));
    axis = {std::min(axis.from, policy.not_before), std::max(axis.to, policy.not_after)};
  }
  WriteTimeRows({"plot-policies", "Policies over time",
                 "A dashed frame is how long a policy is valid, the bar in it how long it was in "
                 "force. The table below has the times."},
                axis, rows, page);
}

void WritePolicyTable(const Course& course, Markup* page) {
  Rows rows;
  for (const InForce& stretch : course.in_force) {
    if (rows.size() == kMostRows) break;
    const TakenPolicy& policy = course.policies[stretch.policy];
    rows.push_back({std::to_string(policy.serial), policy.issuer, UtcText(stretch.from),
                    UtcText(stretch.to), UtcText(policy.not_before), UtcText(policy.not_after),
                    Grouped(policy.verdicts.allowed), Grouped(policy.verdicts.refused)});
  }
  WriteTable(
      {"policy", "issuer", "in force from", "to", "valid from", "before", "allowed", "refused"},
      rows, 6, page);
  WriteMore(course.in_force.size(), page);
}

void WriteStarts(const Course& course, Markup* page) {
  page->Leaf("h3", "Starts");
  Rows rows;
  for (const StartOfGate& start : course.starts) {
    if (rows.size() == kMostRows) break;
    rows.push_back({Grouped(start.sequence), UtcText(start.at), std::string(Sentence(start.kind)),
                    start.sequence == 1 ? "–"
                    : start.in_order    ? "in order"
                                        : "not in order: crash, power, or killed"});
  }
  WriteTable({"record", "at", "start", "how the gate had stopped"}, rows, 4, page);
  WriteMore(course.starts.size(), page);
  WriteParagraph(course.ended
                     ? "The log ends with a gate that was stopped in order."
                     : "The log ends without a stop: the gate still runs, it was killed, or "
                       "records were cut off.",
                 page);
}

void WriteSilences(const Course& course, Markup* page) {
  page->Leaf("h3", "Silence of over 24 hours");
  if (course.silences.empty()) return WriteParagraph("There was none.", page);
  Rows rows;
  for (const Silence& silence : course.silences) {
    if (rows.size() == kMostRows) break;
    rows.push_back({Grouped(silence.after), UtcText(silence.from), UtcText(silence.to),
                    DurationText(silence.to - silence.from),
                    silence.stopped ? "stopped in order" : "running, or cut off"});
  }
  WriteTable({"after record", "from", "to", "for", "the gate was"}, rows, 5, page);
  WriteMore(course.silences.size(), page);
  WriteParagraph("A clock that was set forward looks the same.", page);
}

void WriteClockSteps(const Course& course, Markup* page) {
  page->Leaf("h3", "Clock steps: records over 60 seconds before an earlier one");
  if (course.clock_steps.empty()) return WriteParagraph("There was none.", page);
  Rows rows;
  for (const ClockStep& step : course.clock_steps) {
    if (rows.size() == kMostRows) break;
    rows.push_back({Grouped(step.first), Grouped(step.last), UtcText(step.newest),
                    UtcText(step.lowest), DurationText(step.newest - step.lowest)});
  }
  WriteTable({"from record", "to record", "newest time before", "earliest time then", "back by"},
             rows, 5, page);
  WriteMore(course.clock_steps.size(), page);
}

void WriteItems(std::initializer_list<std::string> items, Markup* page) {
  page->Open("ul");
  for (const std::string& item : items) page->Leaf("li", item);
  page->Close();
}

}  // namespace

void WritePolicies(const Figures& figures, Markup* page) {
  const Course& course = figures.course();
  OpenSection("policies", "Policies in force", page);
  if (course.policies.empty()) {
    WriteParagraph("No policy came into force.", page);
  } else {
    WritePolicyPlot(course, page);
    WritePolicyTable(course, page);
  }
  if (course.without_policy.all() != 0) {
    WriteParagraph(fmt::format("Before any policy was in force, {} allowed and {} refused.",
                               Counted(course.without_policy.allowed, "call was", "calls were"),
                               Grouped(course.without_policy.refused)),
                   page);
  }
  page->Close();
}

void WriteCourse(const Course& course, Markup* page) {
  OpenSection("gate", "How the gate ran", page);
  WriteStarts(course, page);
  WriteSilences(course, page);
  WriteClockSteps(course, page);
  page->Close();
}

void WriteProof(const Subject& subject, Markup* page) {
  OpenSection("proof", "What the seal proves, and what it does not", page);
  if (!subject.verified()) {
    WriteParagraph("This log was not verified as a whole: what follows holds for one that is.",
                   page);
  }
  WriteParagraph(
      "Whoever did not have the key at the time cannot later have altered, reordered, put "
      "in or taken out a record, but for records cut off the end. Beyond that:",
      page);
  WriteItems(
      {"Purpose, mode, disclosures and outcome are the dialer’s word. The gate held the dialer "
       "to what it stated and sealed it; it could not hear the calls.",
       "The end of the log can be cut off unseen, as far back as the newest record that a "
       "receipt of the auditor covers. " +
           std::string(subject.bound.covered == 0 ? "" : "That is ") + CoveredText(subject),
       "Who holds the key in use can write that record and everything after it anew. A copy of "
       "the gate is such a holder.",
       "Calls that were made past the gate are in no log. The call records of the trunk show "
       "them.",
       "Caps, refusals and figures are of this one gate."},
      page);
  page->Close();
}

void WriteLimits(const Figures& figures, Markup* page) {
  OpenSection("limits", "What the policies say, and what no gate enforces", page);
  WriteParagraph(
      "A profile is a starting point for a lawyer's sign-off. What it asks and no gate sees "
      "to is listed with it.",
      page);
  std::vector<std::string> profiles;  // that were listed already
  bool unknown = false;
  for (const TakenPolicy& policy : figures.course().policies) {
    const KnownPolicy* known = figures.Known(policy);
    unknown |= known == nullptr;
    if (known == nullptr) continue;
    page->Open("details").Leaf("summary", SerialText(policy) + ": its rules");
    page->Leaf("pre", known->rules).Close();
    for (const ProfileLimits& profile : known->profiles) {
      if (std::find(profiles.begin(), profiles.end(), profile.name) != profiles.end()) continue;
      profiles.push_back(profile.name);
      page->Leaf("h3", "Not enforced of " + profile.name).Leaf("p", profile.title);
      page->Open("ul");
      for (const std::string& what : profile.not_enforced) page->Leaf("li", what);
      page->Close();
    }
  }
  if (unknown || figures.course().policies.empty()) {
    WriteParagraph(
        "A log names its policies by digest. Given with --policy, they say here what they "
        "ask, and what of their regulation profiles no gate sees to.",
        page);
  }
  page->Close();
}

}  // namespace dialgate::report
