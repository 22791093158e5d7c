// How a gate ran: its starts, its policies, and what is odd about its clock.
#ifndef DIALGATE_PLATFORM_REPORT_COURSE_H
#define DIALGATE_PLATFORM_REPORT_COURSE_H

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/report/calls.h"

namespace dialgate::report {

struct TakenPolicy {
  std::string digest, issuer;
  uint64_t serial;
  int64_t not_before, not_after;
  Verdicts verdicts;  // of calls while it was in force
};

// From one policy's coming into force to the next one's. All times are the gate's clock's.
struct InForce {
  size_t policy;  // its place in Course::policies
  int64_t from, to;
};

struct StartOfGate {
  uint64_t sequence;
  int64_t at;
  StartKind kind;
  bool in_order;  // the gate was stopped in order before, or it is the first one
};

// More than 24 hours without a record.
struct Silence {
  uint64_t after;  // sequence of the last record before it
  int64_t from, to;
  bool stopped;  // the gate was stopped in order
};

// Records whose time is over 60 seconds before that of an earlier one.
struct ClockStep {
  uint64_t first, last;    // their sequences
  int64_t newest, lowest;  // the latest time before, and the earliest among them
};

// A receipt of the auditor, as the gate took it.
struct ReceiptInLog {
  uint64_t sequence;
  int64_t at;
  Receipt receipt;
};

struct Course {
  // Takes any record, in order. A decision is counted for the policy in force.
  void Take(const Record& record);

  // The place in `policies` of the one in force.
  std::optional<size_t> policy() const;

  std::vector<TakenPolicy> policies;  // each once, in the order in which they came
  std::vector<InForce> in_force;
  Verdicts without_policy;
  std::vector<StartOfGate> starts;
  std::vector<Silence> silences;
  std::vector<ClockStep> clock_steps;
  std::vector<ReceiptInLog> receipts;
  int64_t first_at = 0, newest_at = 0;
  uint64_t records = 0;
  bool ended = false;  // the last record is of a gate that was stopped in order

 private:
  void TakeTime(const Record& record);
  void TakePolicy(const Record& record);
};

}  // namespace dialgate::report

#endif
