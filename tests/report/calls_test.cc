// Decisions are counted by day, hour, reason, rule and what the dialer stated.
#include "platform/report/calls.h"

#include <gtest/gtest.h>

#include "small_log.h"

namespace dialgate::testing {
namespace {

constexpr HistoryKey kDebtor = {1, 10, 100, Role::kDebtor};
constexpr HistoryKey kNobody = {2, 10, 0, Role::kNone};

TEST(ReportCalls, ACallIsOnItsLocalDayAndHour) {
  SmallLog log;
  log.Allow(kMonday + 15 * kHour, kDebtor);                          // Monday, 23:00 in Shanghai
  log.Decide(kMonday + 16 * kHour, Reason::kOutsideHours, kDebtor);  // Tuesday, 00:00
  const report::Calls& calls = log.figures.calls();
  EXPECT_EQ(calls.by_day.at(kMondayDay).allowed, 1u);
  EXPECT_EQ(calls.by_day.at(kMondayDay).refused, 0u);
  EXPECT_EQ(calls.by_day.at(kMondayDay + 1).refused, 1u);
  EXPECT_EQ(calls.by_hour[0][23].allowed, 1u);
  EXPECT_EQ(calls.by_hour[1][0].refused, 1u);
}

TEST(ReportCalls, ACallWithoutAContactHasNoClock) {
  SmallLog log;
  log.Decide(kMonday + 16 * kHour, Reason::kContactNotDeclared, kNobody);
  log.Decide(kMonday + 17 * kHour, Reason::kEmergency, kNobody);
  const report::Calls& calls = log.figures.calls();
  EXPECT_EQ(calls.without_zone.refused, 1u);
  EXPECT_EQ(calls.without_zone.allowed, 1u);
  EXPECT_EQ(calls.by_day.at(kMondayDay).all(), 2u);
  for (const auto& day : calls.by_hour) {
    for (const report::Verdicts& hour : day) EXPECT_EQ(hour.all(), 0u);
  }
}

TEST(ReportCalls, EveryReasonIsCountedAndFourOfThemAllow) {
  SmallLog log;
  for (size_t reason = 0; reason < report::kReasons; ++reason) {
    for (size_t times = 0; times <= reason; ++times) {
      log.Decide(kMonday, static_cast<Reason>(reason), kDebtor);
    }
  }
  const report::Calls& calls = log.figures.calls();
  for (size_t reason = 0; reason < report::kReasons; ++reason) {
    EXPECT_EQ(calls.by_reason[reason], reason + 1);
  }
  EXPECT_EQ(calls.total.allowed, 2u + 11u + 12u + 29u);
  EXPECT_EQ(calls.total.all(), 29u * 30u / 2);
}

TEST(ReportCalls, WhatTheDialerStatedIsCountedOfAllowedCallsAlone) {
  SmallLog log;
  Record record;
  record.decided.reason = Reason::kDeclaredContact;
  record.decided.key = kDebtor;
  record.decided.purpose = Purpose::kCollect;
  record.decided.mode = Mode::kAutomated;
  log.Add(record, RecordKind::kDecided, kMonday);
  record.decided.disclosures = Disclosures{}.With(Disclosure::kDebt).With(Disclosure::kAmount);
  log.Add(record, RecordKind::kDecided, kMonday);
  record.decided.reason = Reason::kLimitReached;
  log.Add(record, RecordKind::kDecided, kMonday);
  const auto& stated = log.figures.calls().stated;
  ASSERT_EQ(stated.size(), 1u);
  const report::StatedCalls& calls =
      stated.at({Role::kDebtor, Purpose::kCollect, Mode::kAutomated});
  EXPECT_EQ(calls.calls, 2u);
  EXPECT_EQ(calls.telling_nothing, 1u);
  EXPECT_EQ(calls.telling[1], 1u);
  EXPECT_EQ(calls.telling[2], 1u);
  EXPECT_EQ(calls.telling[3], 0u);
}

TEST(ReportCalls, ARuleIsThatOfThePolicyInForce) {
  SmallLog log;
  const Detail cap = {Detail::Kind::kCap, 0, 2};
  log.TakePolicy(kMonday, 1, 'a');
  log.Decide(kMonday, Reason::kLimitReached, kDebtor, cap);
  log.TakePolicy(kMonday, 2, 'b');
  log.Decide(kMonday, Reason::kLimitReached, kDebtor, cap);
  log.Decide(kMonday, Reason::kLimitReached, kDebtor, cap);
  const auto& rules = log.figures.calls().rules;
  ASSERT_EQ(rules.size(), 2u);
  EXPECT_EQ(rules.at({0, Role::kDebtor, Detail::Kind::kCap, 0, 2}), 1u);
  EXPECT_EQ(rules.at({1, Role::kDebtor, Detail::Kind::kCap, 0, 2}), 2u);
}

}  // namespace
}  // namespace dialgate::testing
