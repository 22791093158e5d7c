// Starts, policies in force, silences and clock steps.
#include "platform/report/course.h"

#include <gtest/gtest.h>

#include "small_log.h"

namespace dialgate::testing {
namespace {

constexpr HistoryKey kDebtor = {1, 10, 100, Role::kDebtor};

TEST(ReportCourse, AStartSaysWhetherTheGateWasStoppedBefore) {
  SmallLog log;
  log.Begin(kMonday);
  log.End(kMonday + 1);
  log.Begin(kMonday + 2, StartKind::kAgain);
  log.Begin(kMonday + 3, StartKind::kAgain);
  const report::Course& course = log.figures.course();
  ASSERT_EQ(course.starts.size(), 3u);
  EXPECT_TRUE(course.starts[0].in_order);
  EXPECT_TRUE(course.starts[1].in_order);
  EXPECT_FALSE(course.starts[2].in_order);
  EXPECT_EQ(course.starts[2].sequence, 4u);
  EXPECT_EQ(course.starts[2].kind, StartKind::kAgain);
  EXPECT_FALSE(course.ended);
  log.End(kMonday + 4);
  EXPECT_TRUE(course.ended);
}

TEST(ReportCourse, APolicyIsInForceUntilTheNext) {
  SmallLog log;
  log.Begin(kMonday);
  log.Decide(kMonday, Reason::kPolicyUnavailable, {});
  log.TakePolicy(kMonday + 10, 1, 'a');
  log.Allow(kMonday + 20, kDebtor);
  log.Begin(kMonday + 30, StartKind::kAgain);
  log.TakePolicy(kMonday + 30, 1, 'a');  // as a gate says again at a start
  log.Decide(kMonday + 40, Reason::kLimitReached, kDebtor);
  log.TakePolicy(kMonday + 50, 2, 'b');
  log.Decide(kMonday + 60, Reason::kLimitReached, kDebtor);
  log.TakePolicy(kMonday + 70, 1, 'a');
  const report::Course& course = log.figures.course();
  ASSERT_EQ(course.policies.size(), 2u);
  EXPECT_EQ(course.policies[0].verdicts.allowed, 1u);
  EXPECT_EQ(course.policies[0].verdicts.refused, 1u);
  EXPECT_EQ(course.policies[1].verdicts.refused, 1u);
  EXPECT_EQ(course.without_policy.refused, 1u);
  ASSERT_EQ(course.in_force.size(), 3u);
  EXPECT_EQ(course.in_force[0].from, kMonday + 10);
  EXPECT_EQ(course.in_force[0].to, kMonday + 50);
  EXPECT_EQ(course.in_force[1].policy, 1u);
  EXPECT_EQ(course.in_force[2].policy, 0u);
  EXPECT_EQ(course.in_force[2].to, kMonday + 70);
}

TEST(ReportCourse, SilenceIsOverADay) {
  SmallLog log;
  log.Begin(kMonday);
  log.Decide(kMonday + kDay, Reason::kExtension, {});
  log.End(kMonday + 2 * kDay + 1);
  log.Begin(kMonday + 4 * kDay, StartKind::kAgain);
  const auto& silences = log.figures.course().silences;
  ASSERT_EQ(silences.size(), 2u);
  EXPECT_EQ(silences[0].after, 2u);
  EXPECT_EQ(silences[0].to - silences[0].from, kDay + 1);
  EXPECT_FALSE(silences[0].stopped);
  EXPECT_TRUE(silences[1].stopped);
}

TEST(ReportCourse, AClockStepIsOver60SecondsBackAndToldOnce) {
  SmallLog log;
  log.Begin(kMonday + 1000);
  log.Decide(kMonday + 940, Reason::kExtension, {});  // 60 seconds: within tolerance
  log.Decide(kMonday + 939, Reason::kExtension, {});
  log.Decide(kMonday + 500, Reason::kExtension, {});
  log.Decide(kMonday + 1001, Reason::kExtension, {});
  log.Decide(kMonday + 900, Reason::kExtension, {});
  const auto& steps = log.figures.course().clock_steps;
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].first, 3u);
  EXPECT_EQ(steps[0].last, 4u);
  EXPECT_EQ(steps[0].newest, kMonday + 1000);
  EXPECT_EQ(steps[0].lowest, kMonday + 500);
  EXPECT_EQ(steps[1].first, 6u);
  EXPECT_EQ(steps[1].newest, kMonday + 1001);
}

}  // namespace
}  // namespace dialgate::testing
