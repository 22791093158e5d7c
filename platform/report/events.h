// What came of the calls that a gate allowed, as the dialer reported it.
#ifndef DIALGATE_PLATFORM_REPORT_EVENTS_H
#define DIALGATE_PLATFORM_REPORT_EVENTS_H

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "dialgate/record.h"
#include "platform/report/calls.h"
#include "platform/report/known_policy.h"

namespace dialgate::report {

constexpr size_t kOutcomes = static_cast<size_t>(Outcome::kRefused) + 1;

// By outcome; kUnknown: none was reported.
using ByOutcome = std::array<uint64_t, kOutcomes>;

// An allowed call to a reference, and the calls to the debtor about the same account on the days
// before it that its rule looks at.
struct ReferenceCall {
  uint64_t sequence;
  uint32_t tries;   // all but not_dialed, as far as outcomes were known then
  uint32_t rang;    // of those: all but not_connected
  bool silent_day;  // on one of the days that had tries, none rang
};

// What the dialer's reports come to, once the whole log was read.
struct Outcomes {
  ByOutcome all = {};
  std::array<ByOutcome, kHours> by_hour = {};  // on the clock of who was called
  uint64_t calls = 0;
  uint64_t still_open = 0;  // of those without one: under 24 hours old at the end of the log
};

class Events {
 public:
  // Takes an allowed call of a declared contact. `policy` decided; null: what it says is not known.
  void Add(const Record& record, const KnownPolicy* policy);

  // Takes what was reported of one.
  void Report(const Record& record);

  // Precondition: the newest record is of `end`.
  Outcomes Count(int64_t end) const;

  const std::vector<ReferenceCall>& references() const { return references_; }
  uint64_t reports_of_other_logs() const { return reports_of_other_logs_; }
  uint64_t late_reports() const { return late_reports_; }  // that came too late, or a second time

 private:
  struct Event {
    uint64_t sequence;
    int64_t at;
    int32_t day;
    uint8_t hour;
    Outcome outcome;
  };

  ReferenceCall CountTries(const Event& call, uint64_t account, const KnownPolicy* policy) const;

  std::vector<Event> events_;                                         // by rising sequence
  std::unordered_map<uint64_t, std::vector<uint32_t>> debtor_calls_;  // of an account
  std::vector<ReferenceCall> references_;
  uint64_t reports_of_other_logs_ = 0;
  uint64_t late_reports_ = 0;
};

}  // namespace dialgate::report

#endif
