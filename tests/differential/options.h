// How much is tried, and from which seed.
#ifndef DIALGATE_TESTS_DIFFERENTIAL_OPTIONS_H
#define DIALGATE_TESTS_DIFFERENTIAL_OPTIONS_H

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace dialgate::test {

using Random = std::mt19937_64;

inline size_t Below(size_t bound, Random* random) { return (*random)() % bound; }

template <typename Items>
const auto& PickOf(const Items& items, Random* random) {
  return items[Below(items.size(), random)];
}

struct Options {
  bool all = false;
  uint64_t seed = 20261101;
};

// As the program was called.
Options& TheOptions();

// Every region that libphonenumber knows; without `all`, a part of them drawn by the seed.
std::vector<std::string> RegionsUnderTest();

}  // namespace dialgate::test

#endif
