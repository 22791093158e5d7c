#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "options.h"

namespace dialgate::mutation {

Options options;

}  // namespace dialgate::mutation

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  dialgate::mutation::Options& options = dialgate::mutation::options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--all") {
      options.all = true;
    } else if (argument == "--seed" && i + 1 < argc) {
      options.seed = std::strtoull(argv[++i], nullptr, 10);
    } else {
      std::cerr << "mutation_test: what is " << argument << "? [--all] [--seed S]\n";
      return 2;
    }
  }
  google::protobuf::SetLogHandler(nullptr);  // what it does not parse is an outcome, and counted
  std::cout << "seed " << options.seed << "\n";
  return RUN_ALL_TESTS();
}
