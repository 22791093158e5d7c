// What a report knows of a policy that decided, beside what the log says of it.
#ifndef DIALGATE_PLATFORM_REPORT_KNOWN_POLICY_H
#define DIALGATE_PLATFORM_REPORT_KNOWN_POLICY_H

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "dialgate/decision.h"

namespace dialgate::report {

// A regulation profile that a policy is composed of.
struct ProfileLimits {
  std::string name, title;
  std::vector<std::string> not_enforced;  // what it asks, and no gate sees to
};

struct KnownPolicy {
  std::string digest;  // 32 bytes, as the log has them
  // The words for the rule that a refusal names: `at most 3 calls ...`; empty: it has none such.
  std::function<std::string(Role, const Detail&)> rule;
  std::string rules;  // what it says of each role, in lines of text
  std::vector<ProfileLimits> profiles;

  // When the debtor can be tried, and on how many days he must have been before a reference is
  // called; 0: not asked.
  uint8_t unreached_days = 0;
  uint8_t debtor_weekdays = 0;  // bit 0 Monday to bit 6 Sunday
  std::set<int32_t> closed_days;
};

// The debtor's tries before a call to a reference on local day `day` lie from this day on: the
// oldest of the days that the rule asks for. Where there is no such rule, or nothing is known of it
// (null): 31 days back, which is as far as any such rule looks.
int32_t FirstDayOfTries(const KnownPolicy* policy, int32_t day);

}  // namespace dialgate::report

#endif
