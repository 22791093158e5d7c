// What was asked of a gate and what it answered, counted.
#ifndef DIALGATE_PLATFORM_REPORT_CALLS_H
#define DIALGATE_PLATFORM_REPORT_CALLS_H

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>

#include "dialgate/record.h"

namespace dialgate::report {

constexpr size_t kReasons = static_cast<size_t>(Reason::kDeclaredContact) + 1;
constexpr unsigned kWeekdays = 7, kHours = 24;

// Whether the answer to a call was yes.
bool IsAllowed(Reason reason);

struct Verdicts {
  uint64_t allowed = 0, refused = 0;

  uint64_t all() const { return allowed + refused; }
  void Add(bool allow) { ++(allow ? allowed : refused); }
};

// Whom an allowed call went to, and what the dialer said of it.
struct Stated {
  Role role;
  Purpose purpose;
  Mode mode;

  bool operator<(const Stated& other) const {
    return std::tie(role, purpose, mode) < std::tie(other.role, other.purpose, other.mode);
  }
};

struct StatedCalls {
  uint64_t calls = 0;
  uint64_t telling_nothing = 0;
  std::array<uint64_t, 5> telling = {};  // by Disclosure
};

// The rule that refused: its place in the policy that was in force.
struct RefusingRule {
  size_t policy;  // its place in Course::policies
  Role role;
  Detail::Kind kind;
  uint8_t zone, index;

  bool operator<(const RefusingRule& other) const {
    return std::tie(policy, role, kind, zone, index) <
           std::tie(other.policy, other.role, other.kind, other.zone, other.index);
  }
};

struct Calls {
  // Counts a decision. `policy` was in force: its place in Course::policies, if there was one.
  void Take(const Record& record, std::optional<size_t> policy);

  Verdicts total;
  std::array<uint64_t, kReasons> by_reason = {};
  std::map<int32_t, Verdicts> by_day;  // local; of calls of no zone, by UTC
  // On the clock of the contact's primary zone.
  std::array<std::array<Verdicts, kHours>, kWeekdays> by_hour = {};
  Verdicts without_zone;                 // no contact was found, so no clock is known
  std::map<Stated, StatedCalls> stated;  // of declared contacts
  std::map<RefusingRule, uint64_t> rules;
};

}  // namespace dialgate::report

#endif
