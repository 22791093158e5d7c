#include "platform/report/events.h"

#include <algorithm>
#include <map>

#include "dialgate/calendar.h"

namespace dialgate::report {
namespace {

bool IsTry(Outcome outcome) { return outcome != Outcome::kNotDialed; }
bool Rang(Outcome outcome) { return IsTry(outcome) && outcome != Outcome::kNotConnected; }

}  // namespace

void Events::Add(const Record& record, const KnownPolicy* policy) {
  const auto local = ToLocal(record.at, record.decided.utc_offset);
  if (!local) return;
  const HistoryKey& key = record.decided.key;
  const Event event = {record.sequence, record.at, local->day,
                       static_cast<uint8_t>(local->minute / 60), Outcome::kUnknown};
  if (key.role == Role::kReference) references_.push_back(CountTries(event, key.account, policy));
  if (key.role == Role::kDebtor) {
    debtor_calls_[key.account].push_back(static_cast<uint32_t>(events_.size()));
  }
  events_.push_back(event);
}

ReferenceCall Events::CountTries(const Event& call, uint64_t account,
                                 const KnownPolicy* policy) const {
  ReferenceCall reference = {call.sequence, 0, 0, false};
  const auto found = debtor_calls_.find(account);
  if (found == debtor_calls_.end()) return reference;
  const int32_t first = FirstDayOfTries(policy, call.day);
  std::map<int32_t, bool> rang_on;
  for (auto place = found->second.rbegin(); place != found->second.rend(); ++place) {
    const Event& event = events_[*place];
    if (event.day < first) break;
    if (event.day >= call.day || !IsTry(event.outcome)) continue;
    ++reference.tries;
    reference.rang += Rang(event.outcome) ? 1 : 0;
    rang_on[event.day] |= Rang(event.outcome);
  }
  reference.silent_day =
      std::any_of(rang_on.begin(), rang_on.end(), [](const auto& day) { return !day.second; });
  return reference;
}

// A call of the log that this one was carried over from can have any sequence: its time tells it.
void Events::Report(const Record& record) {
  const Reported& reported = record.reported;
  if (reported.withdraws_only) {
    ++late_reports_;
    return;
  }
  const auto event = std::lower_bound(
      events_.begin(), events_.end(), reported.attempt.sequence,
      [](const Event& each, uint64_t sequence) { return each.sequence < sequence; });
  if (event == events_.end() || event->sequence != reported.attempt.sequence ||
      event->at != reported.attempt.at) {
    ++reports_of_other_logs_;
    return;
  }
  event->outcome = reported.outcome;
}

Outcomes Events::Count(int64_t end) const {
  Outcomes outcomes;
  outcomes.calls = events_.size();
  for (const Event& event : events_) {
    const auto outcome = static_cast<size_t>(event.outcome);
    ++outcomes.all[outcome];
    ++outcomes.by_hour[event.hour][outcome];
    const bool open = event.outcome == Outcome::kUnknown && end - event.at < kReportWithin;
    outcomes.still_open += open ? 1 : 0;
  }
  return outcomes;
}

}  // namespace dialgate::report
