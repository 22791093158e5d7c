// Where a test's random numbers begin.
#ifndef DIALGATE_TESTS_BUILDER_RULES_SEED_H
#define DIALGATE_TESTS_BUILDER_RULES_SEED_H

#include <cstdint>
#include <cstdlib>
#include <iostream>

namespace dialgate::test {

// `usual`, or what the environment says: DIALGATE_SEED=7 runs the test again as it ran with 7.
inline uint64_t Seed(uint64_t usual) {
  const char* given = std::getenv("DIALGATE_SEED");
  const uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : usual;
  std::cout << "DIALGATE_SEED=" << seed << "\n";
  return seed;
}

}  // namespace dialgate::test

#endif
