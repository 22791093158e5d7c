// Random roles, random calls, and what roles say of a call: naively, one rule a line.
#ifndef DIALGATE_TESTS_BUILDER_RULES_RANDOM_RULES_H
#define DIALGATE_TESTS_BUILDER_RULES_RANDOM_RULES_H

#include <string>
#include <vector>

#include "policy.pb.h"
#include "random.h"

namespace dialgate::test {

using dialgate::testing::Random;

// One call, and what is known of the past: all that rows 14 to 22 of the decision ask for.
struct RuleCall {
  proto::Role role;
  proto::Purpose purpose;
  proto::Mode mode;
  proto::Disclosure disclosure;  // DISCLOSURE_UNSPECIFIED: none
  bool consent;
  int days_past_due;
  uint32_t weekday;
  uint32_t minute;
  // Of days (or minutes) back from now, today first: events of which all, or some, are answered.
  std::vector<uint32_t> dialed;
  std::vector<uint32_t> answered;
  std::vector<uint32_t> debtor_tried;  // calls a day, yesterday first, none answered
};

// The `roles` of a SiteRules or a Profile in text format, at the floor or above. `sparse`: as a
// profile's, which leaves out lists and hours.
std::string RandomRoles(bool sparse, Random* random);

RuleCall RandomCall(Random* random);

bool Allows(const std::vector<proto::RoleRules>& roles, const RuleCall& call);

// Likewise by a profile alone, whose empty lists and missing hours restrict nothing.
bool ProfileAllows(const std::vector<proto::RoleRules>& roles, const RuleCall& call);

}  // namespace dialgate::test

#endif
