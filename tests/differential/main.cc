// The core's reading of dialed text held against libphonenumber's.
//
//   differential_test [--all] [--seed=N] [GoogleTest's own options]
//
// By itself it tries a part of the regions, drawn by the seed, which it prints; with --all (or
// DIALGATE_ALL=1 in the environment) every region that libphonenumber knows. The same seed tries
// the same.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <set>
#include <string_view>

#include "options.h"
#include "platform/builder/rules/phone_library.h"

namespace dialgate::test {
namespace {

constexpr size_t kRegionsInShortRun = 24;

}  // namespace

Options& TheOptions() {
  static Options options;
  return options;
}

std::vector<std::string> RegionsUnderTest() {
  std::set<std::string> supported;
  builder::PhoneLibrary().GetSupportedRegions(&supported);
  std::vector<std::string> regions(supported.begin(), supported.end());
  if (TheOptions().all) return regions;
  Random random(TheOptions().seed);
  std::set<std::string> drawn;
  while (drawn.size() < kRegionsInShortRun) drawn.insert(PickOf(regions, &random));
  return {drawn.begin(), drawn.end()};
}

}  // namespace dialgate::test

int main(int argc, char** argv) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // a long run is watched by its table
  testing::InitGoogleTest(&argc, argv);
  dialgate::test::Options& options = dialgate::test::TheOptions();
  const char* all = std::getenv("DIALGATE_ALL");
  options.all = all != nullptr && std::string_view(all) == "1";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument(argv[i]);
    if (argument == "--all") {
      options.all = true;
    } else if (argument.substr(0, 7) == "--seed=") {
      options.seed = std::strtoull(argv[i] + 7, nullptr, 10);
    } else {
      std::fprintf(stderr, "differential_test: no option %s; there are --all and --seed=N\n",
                   argv[i]);
      return 2;
    }
  }
  std::printf("seed %llu, %s\n", static_cast<unsigned long long>(options.seed),
              options.all ? "every region" : "a part of the regions");
  return RUN_ALL_TESTS();
}
