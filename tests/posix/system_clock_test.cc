#include "dialgate/posix/system_clock.h"

#include <gtest/gtest.h>

namespace dialgate::posix {
namespace {

TEST(SystemClock, IsNotBelievedBeforeTheProgramWasBuilt) {
  EXPECT_FALSE(IsTrusted(0, false, true));
  EXPECT_FALSE(IsTrusted(BuildDate() - 1, false, true));
  EXPECT_TRUE(IsTrusted(BuildDate(), false, false));
}

TEST(SystemClock, MustBeSynchronisedOnlyWhereThatIsAsked) {
  EXPECT_TRUE(IsTrusted(BuildDate() + 1, true, true));
  EXPECT_FALSE(IsTrusted(BuildDate() + 1, true, false));
  EXPECT_TRUE(IsTrusted(BuildDate() + 1, false, false));
}

TEST(SystemClock, TheBuildDateIsOfThisProject) {
  EXPECT_GE(BuildDate(), 1793491200);  // 2026-11-01
}

}  // namespace
}  // namespace dialgate::posix
