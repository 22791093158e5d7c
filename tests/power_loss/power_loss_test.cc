// The power goes in every operation, torn in every way, and again in every operation of the start
// behind it.
//   power_loss_test              every operation once, and a part of the second ones
//   power_loss_test --all        all of it, for small and large program units
//   power_loss_test --case ID    one case, as a failure names it
#include <gtest/gtest.h>

#include <cstring>
#include <iostream>

#include "power_script.h"

namespace dialgate::testing {
namespace {

bool all = false;
std::string only;

class PowerLoss : public ::testing::TestWithParam<uint32_t> {
 protected:
  void Hold(const PowerCase& power_case, PowerResult* result) {
    *result = Play(power_case);
    ++cases_;
    if (result->wrong.empty()) return;
    ++wrong_;
    if (wrong_ <= 10) ADD_FAILURE() << result->wrong << "\n  --case " << power_case.id();
  }
  unsigned cases_ = 0, wrong_ = 0;
};

TEST_P(PowerLoss, NothingThatWasAnsweredIsLostAndWorkGoesOn) {
  PowerCase power_case;
  power_case.unit = GetParam();
  PowerResult whole;
  Hold(power_case, &whole);
  ASSERT_EQ(whole.wrong, "");
  ASSERT_GT(whole.operations[0], 60u);
  for (unsigned operation = 1; operation <= whole.operations[0]; ++operation) {
    for (unsigned tear = 0; tear < kTears; ++tear) {
      power_case.cuts = {{operation, static_cast<Tear>(tear)}};
      PowerResult first;
      Hold(power_case, &first);
      const bool twice = all || (operation + tear) % 29 == 0;
      if (first.operations.size() < 2 || !twice) continue;
      // A start takes few operations; behind it the script goes on as it does everywhere.
      const unsigned end = std::min(first.operations[1], 16u);
      for (unsigned second = 1; second <= end; ++second) {
        for (unsigned again = 0; again < kTears; ++again) {
          power_case.cuts = {{operation, static_cast<Tear>(tear)},
                             {second, static_cast<Tear>(again)}};
          PowerResult result;
          Hold(power_case, &result);
        }
      }
    }
  }
  std::cout << cases_ << " cases, " << wrong_ << " wrong\n";
}

INSTANTIATE_TEST_SUITE_P(ProgramUnits, PowerLoss, ::testing::Values(1, 8, 32));

TEST(PowerLossCase, OfItsId) {
  if (only.empty()) GTEST_SKIP() << "no --case is given";
  PowerCase power_case;
  ASSERT_TRUE(ReadPowerCase(only, &power_case)) << "no id of a case: " << only;
  EXPECT_EQ(Play(power_case).wrong, "");
}

}  // namespace
}  // namespace dialgate::testing

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--all") == 0) {
      dialgate::testing::all = true;
    } else if (std::strcmp(argv[i], "--case") == 0 && i + 1 < argc) {
      dialgate::testing::only = argv[++i];
      ::testing::GTEST_FLAG(filter) = "PowerLossCase.*";
    } else {
      std::cerr << "usage: power_loss_test [--all | --case ID]\n";
      return 2;
    }
  }
  return RUN_ALL_TESTS();
}
