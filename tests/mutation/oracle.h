// Protobuf as the judge of what the core read.
#ifndef DIALGATE_TESTS_MUTATION_ORACLE_H
#define DIALGATE_TESTS_MUTATION_ORACLE_H

#include <string>
#include <string_view>

#include "dialgate/policy.h"

namespace dialgate::mutation {

// Of a policy that the core opened: whether Protobuf parses the same bytes, writes them again as
// they were, and holds in every field what the core's accessors give. What is not so, or nothing.
std::string Disagreement(std::string_view image, const Policy& policy);

}  // namespace dialgate::mutation

#endif
