// What the program was asked for: [--all] [--seed S].
#ifndef DIALGATE_TESTS_MUTATION_OPTIONS_H
#define DIALGATE_TESTS_MUTATION_OPTIONS_H

#include <cstdint>

namespace dialgate::mutation {

struct Options {
  bool all = false;
  uint64_t seed = 20261101;
};

extern Options options;

}  // namespace dialgate::mutation

#endif
