// Outcomes as they were reported, and what the debtor's tries before a reference's call came to.
#include "platform/report/events.h"

#include <gtest/gtest.h>

#include "small_log.h"

namespace dialgate::testing {
namespace {

constexpr HistoryKey kDebtor = {1, 10, 100, Role::kDebtor};
constexpr HistoryKey kReference = {2, 10, 100, Role::kReference};

uint64_t Of(const report::ByOutcome& by, Outcome outcome) {
  return by[static_cast<size_t>(outcome)];
}

TEST(ReportEvents, AnOutcomeThatWasMadeMorePreciseCountsOnce) {
  SmallLog log;
  const uint64_t call = log.Call(kMonday, kDebtor, Outcome::kAnswered);
  log.Report(kMonday + 90, call, kMonday, kDebtor, Outcome::kConversation);
  log.Report(kMonday + 99, call, kMonday, kDebtor, Outcome::kRefused, true);
  const report::Outcomes outcomes = log.figures.events().Count(kMonday + 99);
  EXPECT_EQ(outcomes.calls, 1u);
  EXPECT_EQ(Of(outcomes.all, Outcome::kConversation), 1u);
  EXPECT_EQ(Of(outcomes.all, Outcome::kAnswered), 0u);
  EXPECT_EQ(log.figures.events().late_reports(), 1u);
}

TEST(ReportEvents, OutcomesAreByTheHourOfTheCallWhereThePersonIs) {
  SmallLog log;
  log.Call(kMonday + 5 * kHour + kHour - 1, kDebtor, Outcome::kNotConnected);  // 13:59:59
  log.Call(kMonday + 6 * kHour, kDebtor, Outcome::kNotDialed);
  const report::Outcomes outcomes = log.figures.events().Count(kMonday + kDay);
  EXPECT_EQ(Of(outcomes.by_hour[13], Outcome::kNotConnected), 1u);
  EXPECT_EQ(Of(outcomes.by_hour[14], Outcome::kNotDialed), 1u);
}

TEST(ReportEvents, ACallUnderADayOldMayStillGetAnOutcome) {
  SmallLog log;
  log.Allow(kMonday, kDebtor);
  log.Allow(kMonday + 1, kDebtor);
  const report::Outcomes outcomes = log.figures.events().Count(kMonday + kDay);
  EXPECT_EQ(Of(outcomes.all, Outcome::kUnknown), 2u);
  EXPECT_EQ(outcomes.still_open, 1u);
}

TEST(ReportEvents, AReportOfAnOlderLogsCallChangesNoneOfThis) {
  SmallLog log;
  const uint64_t call = log.Allow(kMonday, kDebtor);
  log.Report(kMonday + 1, call, kMonday - kHour, kDebtor, Outcome::kRefused);
  log.Report(kMonday + 1, 99, kMonday - kHour, kDebtor, Outcome::kRefused);
  EXPECT_EQ(Of(log.figures.events().Count(kMonday).all, Outcome::kUnknown), 1u);
  EXPECT_EQ(log.figures.events().reports_of_other_logs(), 2u);
}

TEST(ReportEvents, TriesThatNeverRangAreTold) {
  SmallLog log;
  log.Call(kMonday, kDebtor, Outcome::kNotConnected);
  log.Call(kMonday + kHour, kDebtor, Outcome::kNotDialed);
  log.Call(kMonday + kDay, kDebtor, Outcome::kNotConnected);
  log.Call(kMonday + 2 * kDay, kReference, Outcome::kNoAnswer);
  ASSERT_EQ(log.figures.events().references().size(), 1u);
  const report::ReferenceCall& call = log.figures.events().references()[0];
  EXPECT_EQ(call.tries, 2u);  // not_dialed is none
  EXPECT_EQ(call.rang, 0u);
  EXPECT_TRUE(call.silent_day);
}

TEST(ReportEvents, TriesOfTheSameDayOrOfAnotherAccountAreNotLookedAt) {
  SmallLog log;
  log.Call(kMonday, {1, 11, 100, Role::kDebtor}, Outcome::kNoAnswer);
  log.Call(kMonday, {3, 10, 100, Role::kGuarantor}, Outcome::kNoAnswer);
  log.Call(kMonday + kDay, kDebtor, Outcome::kNoAnswer);
  log.Call(kMonday + kDay + kHour, kReference, Outcome::kNoAnswer);
  EXPECT_EQ(log.figures.events().references()[0].tries, 0u);
}

TEST(ReportEvents, ADayOnWhichOneTryRangIsNotSilent) {
  SmallLog log;
  log.Call(kMonday, kDebtor, Outcome::kNotConnected);
  log.Call(kMonday + kHour, kDebtor, Outcome::kNoAnswer);
  log.Call(kMonday + kDay, kReference, Outcome::kNoAnswer);
  const report::ReferenceCall& call = log.figures.events().references()[0];
  EXPECT_EQ(call.tries, 2u);
  EXPECT_EQ(call.rang, 1u);
  EXPECT_FALSE(call.silent_day);
}

// The rule asks for two calling days; Sunday is none, and Tuesday was closed.
TEST(ReportEvents, WithThePolicyTheDaysOfItsRuleAreLookedAt) {
  report::KnownPolicy policy;
  policy.digest.assign(32, 'a');
  policy.unreached_days = 2;
  policy.debtor_weekdays = 0x3F;
  policy.closed_days = {kMondayDay + 1};
  EXPECT_EQ(report::FirstDayOfTries(&policy, kMondayDay + 3), kMondayDay);  // Wednesday and Monday
  EXPECT_EQ(report::FirstDayOfTries(&policy, kMondayDay + 1),
            kMondayDay - 2);  // Monday and Saturday
  EXPECT_EQ(report::FirstDayOfTries(nullptr, kMondayDay), kMondayDay - 31);

  SmallLog log({policy});
  log.TakePolicy(kMonday - kDay, 1, 'a');
  log.Call(kMonday - kDay, kDebtor, Outcome::kNoAnswer);
  log.Call(kMonday, kDebtor, Outcome::kNotConnected);
  log.Call(kMonday + 3 * kDay, kReference, Outcome::kNoAnswer);
  EXPECT_EQ(log.figures.events().references()[0].tries, 1u);
  EXPECT_EQ(log.figures.events().references()[0].rang, 0u);
}

}  // namespace
}  // namespace dialgate::testing
