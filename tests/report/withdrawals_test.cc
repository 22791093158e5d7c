// Whoever was withdrawn, and the calls to them since.
#include "platform/report/withdrawals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "small_log.h"

namespace dialgate::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr HistoryKey kDebtor = {1, 10, 100, Role::kDebtor};
constexpr HistoryKey kReference = {2, 10, 100, Role::kReference};

const report::Honoured& Of(const SmallLog& log, WithdrawalKind kind) {
  return log.figures.withdrawals().of(kind);
}

TEST(ReportWithdrawals, ARefusalThatIsHonoured) {
  SmallLog log;
  log.Call(kMonday, kDebtor, Outcome::kRefused);
  log.Decide(kMonday + 100, Reason::kContactWithdrawn, kDebtor);
  log.Decide(kMonday + 200, Reason::kContactWithdrawn, kDebtor);
  const report::Honoured& honoured = Of(log, WithdrawalKind::kRefusedAsDebtor);
  EXPECT_EQ(honoured.withdrawn, 1u);
  EXPECT_EQ(honoured.refused_since, 2u);
  EXPECT_THAT(honoured.allowed_since, IsEmpty());
  EXPECT_EQ(log.figures.withdrawals().refused_by_policy(), 0u);
}

TEST(ReportWithdrawals, ACallToWhoeverRefusedIsTold) {
  SmallLog log;
  log.Call(kMonday, kReference, Outcome::kRefused);
  log.Allow(kMonday + 100, {2, 11, 101, Role::kGuarantor});
  log.Allow(kMonday + 200, {2, 11, 101, Role::kDebtor});  // as debtor he did not refuse
  EXPECT_THAT(Of(log, WithdrawalKind::kRefused).allowed_since, ElementsAre(3));
  EXPECT_THAT(Of(log, WithdrawalKind::kRefusedAsDebtor).allowed_since, IsEmpty());
}

TEST(ReportWithdrawals, AWrongPartyIsOneForThatDebtorAlone) {
  SmallLog log;
  log.Call(kMonday, kDebtor, Outcome::kWrongParty);
  log.Allow(kMonday + 100, {1, 12, 101, Role::kDebtor});
  log.Allow(kMonday + 200, {1, 13, 100, Role::kReference});
  EXPECT_THAT(Of(log, WithdrawalKind::kWrongParty).allowed_since, ElementsAre(4));
}

TEST(ReportWithdrawals, ANumberIsWithdrawnOnceHoweverOftenThatIsReported) {
  SmallLog log;
  log.Call(kMonday, kDebtor, Outcome::kWrongParty);
  log.Report(kMonday + kDay, 1, kMonday, kDebtor, Outcome::kWrongParty, true);
  EXPECT_EQ(Of(log, WithdrawalKind::kWrongParty).withdrawn, 1u);
}

TEST(ReportWithdrawals, ACallThatIsRefusedForSomethingElseIsNotCounted) {
  SmallLog log;
  log.Call(kMonday, kDebtor, Outcome::kRefused);
  log.Decide(kMonday + 100, Reason::kPolicyExpired, kDebtor);
  EXPECT_EQ(Of(log, WithdrawalKind::kRefusedAsDebtor).refused_since, 0u);
}

TEST(ReportWithdrawals, ALateRefusalWithdrawsToo) {
  SmallLog log;
  log.Report(kMonday, 500, kMonday - 90 * kDay, kDebtor, Outcome::kRefused, true);
  log.Report(kMonday, 500, kMonday - 90 * kDay, kDebtor, Outcome::kRefused, true);
  EXPECT_EQ(Of(log, WithdrawalKind::kRefusedAsDebtor).withdrawn, 1u);
}

TEST(ReportWithdrawals, AnOrderStandsUntilItIsRestored) {
  SmallLog log;
  const uint64_t order = log.Withdraw(kMonday, WithdrawalKind::kAccount, 10);
  log.Decide(kMonday + 1, Reason::kAccountStopped, kDebtor);
  log.Decide(kMonday + 1, Reason::kAccountStopped, {1, 11, 100, Role::kDebtor});
  log.Restore(kMonday + 2, order);
  log.Allow(kMonday + 3, kDebtor);
  const report::Honoured& honoured = Of(log, WithdrawalKind::kAccount);
  EXPECT_EQ(honoured.withdrawn, 1u);
  EXPECT_EQ(honoured.restored, 1u);
  EXPECT_EQ(honoured.refused_since, 1u);
  EXPECT_THAT(honoured.allowed_since, IsEmpty());
}

TEST(ReportWithdrawals, OrdersOverNumbersAndRoles) {
  SmallLog log;
  log.Withdraw(kMonday, WithdrawalKind::kNumber, 1);
  log.Withdraw(kMonday, WithdrawalKind::kRole, static_cast<uint64_t>(Role::kReference));
  log.Decide(kMonday + 1, Reason::kContactWithdrawn, kDebtor);
  log.Decide(kMonday + 1, Reason::kRoleSuspended, kReference);
  log.Allow(kMonday + 2, kReference);
  EXPECT_EQ(Of(log, WithdrawalKind::kNumber).refused_since, 1u);
  EXPECT_EQ(Of(log, WithdrawalKind::kRole).refused_since, 1u);
  EXPECT_THAT(Of(log, WithdrawalKind::kRole).allowed_since, ElementsAre(5));
}

TEST(ReportWithdrawals, WhatThePolicyHasAsWithdrawnIsApart) {
  SmallLog log;
  log.Decide(kMonday, Reason::kContactWithdrawn, kDebtor);
  EXPECT_EQ(log.figures.withdrawals().refused_by_policy(), 1u);
}

}  // namespace
}  // namespace dialgate::testing
