#include "posix_day.h"

#include <filesystem>
#include <map>
#include <set>

#include "dialgate/carry.h"
#include "dialgate/posix/log_reader.h"
#include "dialgate/posix/policy_state.h"
#include "dialgate/posix/seal_slots.h"
#include "platform/audit/log_walk.h"
#include "platform/audit/receipt_check.h"

namespace dialgate::testing {
namespace {

constexpr int64_t kMorning = 1794000000;
constexpr int64_t kHoursLater = 20000;      // from one start to the next
constexpr unsigned kStartsUntilClosed = 5;  // then a call of the morning is closed
constexpr unsigned kRefuser = 1, kWithdrawn = 2, kOrdered = 3;

// What the auditor finds wrong; empty: nothing. Before anything is started on it there may also be
// no whole record, or an end that is torn.
std::string Verify(const PowerSite& site, bool as_found, uint64_t* records) {
  const std::string log = site.root() + "/log";
  const auto segments = posix::FindSegments(log);
  if (as_found && (!segments || segments->last == 0)) return "";
  audit::ReceiptCheck receipts(site.auditor().ledger_or_null(), {});
  const auto walked = audit::WalkLog(
      log, &site.auditor().keys, site.auditor().ledger_or_null(),
      [&receipts](const audit::Passage& passage) {
        receipts.Take(passage.walked.log, passage.record, passage.seal);
      });
  if (!walked) return walked.error().message;
  *records = walked->records;
  using Kind = audit::Fault::Kind;
  const bool may_be = as_found && walked->fault && (walked->fault->kind == Kind::kTorn ||
                                                    walked->fault->kind == Kind::kNoStart);
  if (walked->fault && !may_be) return walked->fault->message;
  const audit::Bound bound = receipts.Finish();
  return bound.exposed.empty() ? "" : bound.exposed.front();
}

std::string VerifyAsFound(const PowerSite& site) {
  uint64_t records = 0;
  const std::string wrong = Verify(site, true, &records);
  return wrong.empty() ? "" : "as found: " + wrong;
}

std::string CheckLog(const PowerSite& site, const std::vector<Answer>& answers) {
  std::set<std::string> lines;
  std::map<uint64_t, std::set<int64_t>> calls;  // of a number, also what was carried: when
  const auto read = posix::ReadLog(
      site.root() + "/log", [&](const Entry&, const Record& record, const posix::LogPlace&) {
        for (const std::string& line : LinesOf(record)) lines.insert(line);
        Carried call;
        if (CallOf(record, &call)) calls[call.attempt.key.number].insert(call.attempt.at);
        return posix::Result<void>();
      });
  if (!read) return read.error().message;
  for (const Answer& answer : answers) {
    if (lines.count(answer.line) == 0) return "answered and not in the log: " + answer.line;
  }
  for (const auto& [number, times] : calls) {
    if (times.size() <= kCallsToANumber) continue;
    return "a number was called " + std::to_string(times.size()) + " times";
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

bool Withdraws(const std::string& line) {
  const std::string refused = " " + std::to_string(static_cast<unsigned>(Outcome::kRefused));
  const bool reported = line.compare(0, 8, "reported") == 0 && line.size() > refused.size() &&
                        line.compare(line.size() - refused.size(), refused.size(), refused) == 0;
  return reported || line.compare(0, 9, "withdrawn") == 0;
}

// Calls until the cap says no: what the log knows, the gate knows.
void Work(PowerGate* gate, const std::vector<Answer>& answered) {
  unsigned allowed = 0;
  while (allowed <= kCallsToANumber && gate->Place(0) == Reason::kDeclaredContact) ++allowed;
  gate->Deny(0, Reason::kLimitReached);
  gate->Allow(7);
  gate->Report(Outcome::kNotDialed);
  for (const Answer& answer : answered) {
    if (!Withdraws(answer.line)) continue;
    for (unsigned number : {kRefuser, kWithdrawn, kOrdered}) {
      char tag[24];
      snprintf(tag, sizeof tag, " %llx ", static_cast<unsigned long long>(gate->Tag(number)));
      const bool its = answer.line.find(tag) != std::string::npos;
      if (its) gate->Deny(number, Reason::kContactWithdrawn);
    }
  }
}

// A past of some segments: the first of it matters as long as the caps reach back.
void MakePast(PowerGate* gate) {
  gate->Allow(0);
  gate->Report(Outcome::kNoAnswer);
  gate->Allow(kRefuser);
  gate->Report(Outcome::kRefused);
  gate->Withdraw(kWithdrawn);
  for (unsigned number : {4, 4, 4, 5, 5, 5}) {
    gate->Allow(number);
    gate->Report(Outcome::kVoicemail);
    gate->Deny(kRefuser, Reason::kContactWithdrawn);
  }
  gate->Allow(0);  // and nothing is heard of it
}

// What the disk has of it, but for a snapshot: when that was kept nobody can say.
void PrepareDrop(PowerSite* site, Day* day) {
  TracedFiles files(site->root(), site->image());
  PowerGate gate(*site, &files, kMorning);
  if (gate.Open(8)) MakePast(&gate);
  gate.Close();
  day->before = ReadImage(site->root());
  day->before.erase("device/snapshot");
  for (const Answer& answer : gate.answers()) day->answered.push_back({0, answer.line});
  day->wrong = gate.wrong();
  if (day->wrong.empty()) day->wrong = site->Hold(kMorning + kHoursLater);
}

void PlayCalls(PowerGate* gate) {
  if (!gate->Open(7)) return;
  gate->Allow(0);
  gate->Report(Outcome::kNoAnswer);
  gate->Allow(0);
  gate->Allow(kRefuser);
  gate->Report(Outcome::kRefused);
  gate->Deny(kRefuser, Reason::kContactWithdrawn);
  gate->Withdraw(kWithdrawn);
  gate->Order(kOrdered);
  gate->Load(8);
  gate->Allow(0);
  gate->Deny(0, Reason::kLimitReached);
  gate->Allow(4);
  gate->End();
  if (!gate->Open(8)) return;
  gate->Allow(4);
  gate->Report(Outcome::kNotDialed);
  gate->Allow(5);
  gate->Allow(5);
  if (!gate->Open(8)) return;
  gate->Allow(5);
  gate->Deny(5, Reason::kLimitReached);
}

void PlayHeldCalls(PowerGate* gate) {
  if (!gate->Open(8)) return;
  gate->WaitForSnapshot();
  gate->Allow(6);
  gate->TakeHeld();
  for (unsigned i = 0; i < 6; ++i) gate->Deny(4, Reason::kLimitReached);  // a segment more
  gate->Deny(kRefuser, Reason::kContactWithdrawn);
  gate->Allow(6);
  gate->Report(Outcome::kNoAnswer);
  gate->Withdraw(kOrdered);
  if (!gate->Open(8)) return;
  gate->WaitForSnapshot();
  gate->Deny(4, Reason::kLimitReached);
  gate->Allow(6);
}

}  // namespace

Day PlayDay(const PowerSite& site) {
  Day day;
  day.before = site.image();
  TracedFiles files(site.root(), day.before);
  PowerGate gate(site, &files, kMorning);
  PlayCalls(&gate);
  gate.Close();
  day.operations = files.operations();
  day.answers = gate.answers();
  day.wrong = gate.wrong();
  return day;
}

Day PlayDrop(PowerSite* site) {
  Day day;
  PrepareDrop(site, &day);
  day.starts = kStartsUntilClosed;
  if (!day.wrong.empty()) return day;
  TracedFiles files(site->root(), day.before);
  PowerGate gate(*site, &files, kMorning + day.starts * kHoursLater);
  PlayHeldCalls(&gate);
  gate.Close();
  day.operations = files.operations();
  day.answers = gate.answers();
  day.wrong = gate.wrong();
  return day;
}

Day StartAgain(const PowerSite& site, const FolderImage& image,
               const std::vector<Answer>& answered, unsigned start) {
  TracedFiles files(site.root(), image);
  PowerGate gate(site, &files, kMorning + start * kHoursLater);
  gate.Require(VerifyAsFound(site).empty(), VerifyAsFound(site));
  if (gate.Open(8)) {
    if (site.held() != 0) gate.TakeHeld();
    Work(&gate, answered);
  }
  gate.Close();
  std::vector<Answer> answers = answered;
  answers.insert(answers.end(), gate.answers().begin(), gate.answers().end());
  Day day = {image, answered, files.operations(), gate.answers(), gate.wrong(), start};
  uint64_t records = 0;
  if (day.wrong.empty()) day.wrong = Verify(site, false, &records);
  if (day.wrong.empty()) day.wrong = CheckLog(site, answers);
  if (day.wrong.empty()) day.wrong = CheckDevice(site, records);
  return day;
}

}  // namespace dialgate::testing
