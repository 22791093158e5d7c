#include "posix_day.h"

#include <filesystem>
#include <map>
#include <set>

#include "dialgate/posix/log_reader.h"
#include "dialgate/posix/policy_state.h"
#include "dialgate/posix/seal_slots.h"
#include "platform/audit/log_walk.h"

namespace dialgate::testing {
namespace {

constexpr int64_t kMorning = 1794000000;
constexpr int64_t kHoursLater = 20000;
constexpr unsigned kRefuser = 1, kWithdrawn = 2, kOrdered = 3;

// What the auditor finds wrong; empty: nothing.
std::string Verify(const PowerSite& site, uint64_t* records) {
  const auto walked = audit::WalkLog(site.root() + "/log", &site.auditor(),
                                     [](const Record&, uint64_t, uint64_t) {});
  if (!walked) return walked.error().message;
  *records = walked->records;
  return walked->fault ? walked->fault->message : "";
}

// Before anything is started on it, too, there is nothing worse than an end that is torn.
std::string VerifyAsFound(const PowerSite& site) {
  if (!std::filesystem::exists(site.root() + "/log/" + posix::SegmentName(1))) return "";
  const auto walked = audit::WalkLog(site.root() + "/log", &site.auditor(),
                                     [](const Record&, uint64_t, uint64_t) {});
  if (!walked) return walked.error().message;
  using Kind = audit::Fault::Kind;
  const bool hurt = walked->fault && walked->fault->kind != Kind::kTorn &&
                    walked->fault->kind != Kind::kNoStart;
  return hurt ? "as found: " + walked->fault->message : "";
}

std::string CheckLog(const PowerSite& site, const std::vector<Answer>& answers) {
  std::set<std::string> lines;
  std::map<uint64_t, unsigned> calls;
  const auto read = posix::ReadLog(
      site.root() + "/log", [&](const Entry&, const Record& record, const posix::LogPlace&) {
        lines.insert(LineOf(record));
        const bool allowed = record.kind == RecordKind::kDecided &&
                             record.decided.reason == Reason::kDeclaredContact;
        if (allowed) ++calls[record.decided.key.number];
        return posix::Result<void>();
      });
  if (!read) return read.error().message;
  for (const Answer& answer : answers) {
    if (lines.count(answer.line) == 0) return "answered and not in the log: " + answer.line;
  }
  for (const auto& [number, count] : calls) {
    if (count > kCallsToANumber) return "a number was called " + std::to_string(count) + " times";
  }
  return "";
}

// What the device keeps beside the log.
std::string CheckDevice(const PowerSite& site, uint64_t records) {
  const std::string device = site.root() + "/device";
  const auto slots = posix::SealSlots::Open(device);
  if (!slots) return slots.error().message;
  if (slots->newest().sequence != records + 1) return "the seal's place is not the log's end";
  if (std::filesystem::exists(device + "/log.key")) return "the first key is still there";
  const auto state = posix::ReadState(device + "/policy.state");
  if (!state) return state.error().message;
  return state->serial == 8 ? "" : "the newest policy is forgotten";
}

// Calls until the cap says no: what the log knows, the gate knows.
void Work(PowerGate* gate, const std::vector<Answer>& answered) {
  unsigned allowed = 0;
  while (allowed <= kCallsToANumber && gate->Place(0) == Reason::kDeclaredContact) ++allowed;
  gate->Deny(0, Reason::kLimitReached);
  gate->Allow(7);
  gate->Report(Outcome::kNotDialed);
  for (const Answer& answer : answered) {
    if (answer.line.compare(0, 9, "withdrawn") == 0) {
      for (unsigned number : {kWithdrawn, kOrdered}) {
        char tag[24];
        snprintf(tag, sizeof tag, " %llx ", static_cast<unsigned long long>(gate->Tag(number)));
        const bool its = answer.line.find(tag) != std::string::npos;
        if (its) gate->Deny(number, Reason::kContactWithdrawn);
      }
    }
    const std::string refused = " 0 " + std::to_string(static_cast<unsigned>(Outcome::kRefused));
    const size_t end = answer.line.size() - std::min(answer.line.size(), refused.size());
    if (answer.line.compare(0, 8, "reported") == 0 && answer.line.substr(end) == refused) {
      gate->Deny(kRefuser, Reason::kContactWithdrawn);
    }
  }
}

}  // namespace

Day PlayDay(const PowerSite& site) {
  TracedFiles files(site.root(), site.image());
  PowerGate gate(site, &files, kMorning);
  if (!gate.Open(7)) return {{}, {}, gate.wrong()};
  gate.Allow(0);
  gate.Report(Outcome::kNoAnswer);
  gate.Allow(0);
  gate.Allow(kRefuser);
  gate.Report(Outcome::kRefused);
  gate.Deny(kRefuser, Reason::kContactWithdrawn);
  gate.Withdraw(kWithdrawn);
  gate.Order(kOrdered);
  gate.Load(8);
  gate.Allow(0);
  gate.Deny(0, Reason::kLimitReached);
  gate.Allow(4);
  gate.End();
  if (!gate.Open(8)) return {{}, {}, gate.wrong()};
  gate.Allow(4);
  gate.Report(Outcome::kNotDialed);
  gate.Allow(5);
  gate.Allow(5);
  if (!gate.Open(8)) return {{}, {}, gate.wrong()};
  gate.Allow(5);
  gate.Deny(5, Reason::kLimitReached);
  gate.Close();
  return {files.operations(), gate.answers(), gate.wrong()};
}

Day StartAgain(const PowerSite& site, const FolderImage& image,
               const std::vector<Answer>& answered, unsigned start) {
  TracedFiles files(site.root(), image);
  PowerGate gate(site, &files, kMorning + start * kHoursLater);
  gate.Require(VerifyAsFound(site).empty(), VerifyAsFound(site));
  if (gate.Open(8)) Work(&gate, answered);
  gate.Close();
  std::vector<Answer> answers = answered;
  answers.insert(answers.end(), gate.answers().begin(), gate.answers().end());
  Day day = {files.operations(), gate.answers(), gate.wrong()};
  uint64_t records = 0;
  if (day.wrong.empty()) day.wrong = Verify(site, &records);
  if (day.wrong.empty()) day.wrong = CheckLog(site, answers);
  if (day.wrong.empty()) day.wrong = CheckDevice(site, records);
  return day;
}

}  // namespace dialgate::testing
