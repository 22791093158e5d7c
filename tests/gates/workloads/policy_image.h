// Policies of a given size, for the gates that measure what a decision costs.
#ifndef DIALGATE_TESTS_GATES_POLICY_IMAGE_H
#define DIALGATE_TESTS_GATES_POLICY_IMAGE_H

#include <string>

namespace dialgate::gates {

// How much of everything a policy lists. As it stands: the rules of an ordinary site, with an
// outside line, one kind of extension, one zone, one window of calling hours and two caps.
struct PolicySize {
  unsigned international_prefixes = 1;
  unsigned extensions = 1;
  unsigned emergency = 3;
  unsigned zones = 1;
  unsigned transitions = 0;    // of each zone
  unsigned contact_zones = 1;  // the last ones of the policy
  unsigned closed_dates = 1;
  unsigned exempt_numbers = 1;
  unsigned hours = 1;
  unsigned caps = 2;
};

// The most that a policy may list (core/policy.proto).
constexpr PolicySize kLargest = {64, 16, 128, 64, 4, 4, 64, 32, 8, 8};

// The policy: the accounts of facts.h, each with the contact kNumber, which stands where a lookup
// comes last. The same bytes for the same size.
std::string PolicyImage(const PolicySize& size);

}  // namespace dialgate::gates

#endif
