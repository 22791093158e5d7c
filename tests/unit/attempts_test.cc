#include "dialgate/attempts.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "policy_image.h"

namespace dialgate {
namespace {

using testing::OpenPolicy;
using testing::PolicyText;

constexpr int64_t kNow = 1'793'500'000;  // 2026-11-01 02:26:40 UTC, in Shanghai the same date
constexpr int32_t kToday = 20758;
constexpr int64_t kDay = 86400;

constexpr Cap kDialedToday = {Counts::kDialed, Per::kNumber, 28, 1, 0};

// Tags are evenly spread.
HistoryKey KeyOf(uint64_t number, Role role = Role::kDebtor) {
  const uint64_t spread = number * 0x9E3779B97F4A7C15;
  return {spread, ~spread * 3, spread >> 16, role};
}

// A store of a given size over a policy whose role debtor has the caps of `text`.
class AttemptsTest : public ::testing::TestWithParam<unsigned> {
 protected:
  void Make(unsigned slots, unsigned permits, unsigned withdrawals) {
    policy_.emplace(text);
    ASSERT_TRUE(policy_->policy.has_value());
    slots_.assign(size_t{slots} * GetParam(), 0);
    permits_.assign(size_t{permits} * 2, 0);
    withdrawals_.assign(size_t{withdrawals} * 4, 0);
    attempts_.emplace(AttemptStorage{slots_.data(), slots, GetParam(), permits_.data(), permits,
                                     withdrawals_.data(), withdrawals});
  }
  unsigned capacity() const { return GetParam() - 3; }
  const Policy& policy() const { return *policy_->policy; }
  Attempts& attempts() { return *attempts_; }

  bool HasRoom(const HistoryKey& key, int64_t at) { return attempts().HasRoom(key, policy(), at); }
  Attempt Add(const HistoryKey& key, int64_t at) {
    const Attempt attempt{key, ++sequence_, at, 8 * 3600};
    EXPECT_TRUE(HasRoom(key, at));
    attempts().Add(attempt, policy());
    return attempt;
  }
  ReportError Report(const Attempt& attempt, Outcome outcome, int64_t now) {
    const auto may = attempts().MayReport(attempt, outcome, now);
    if (!may) return may.error();
    attempts().Report(attempt, outcome);
    return {};
  }

  PolicyText text;

 private:
  std::optional<OpenPolicy> policy_;
  std::vector<uint32_t> slots_, permits_, withdrawals_;
  std::optional<Attempts> attempts_;
  uint64_t sequence_ = 0;
};

TEST_P(AttemptsTest, HoldsWhatItPromises) {
  Make(16, 100, 8);
  EXPECT_GE(capacity(), attempts().events_per_key());
  for (unsigned i = 0; i < capacity(); ++i) Add(KeyOf(1), kNow + i);
  EXPECT_EQ(attempts().CountAfter(KeyOf(1), kDialedToday, kToday - 1), capacity());
  // All are open: none may be forgotten, until their day is over.
  EXPECT_FALSE(HasRoom(KeyOf(1), kNow + 60));
  EXPECT_TRUE(HasRoom(KeyOf(2), kNow + 60));
  EXPECT_FALSE(HasRoom(KeyOf(1), kNow + kDay));
  EXPECT_TRUE(HasRoom(KeyOf(1), kNow + kDay + 3600));
}

TEST_P(AttemptsTest, NeverForgetsWhatACapCanCount) {
  const unsigned max = capacity() - 1;
  text.roles[0].caps = {{Counts::kDialed, max, 366, 0, Per::kNumber}};
  Make(16, 100, 8);
  ASSERT_EQ(max, attempts().events_per_key());
  const Cap year = {Counts::kDialed, Per::kNumber, static_cast<uint8_t>(max), 366, 0};
  for (unsigned i = 0; i < max + 5; ++i) {
    const int64_t at = kNow + i * 2 * kDay;
    Report(Add(KeyOf(1), at), Outcome::kNoAnswer, at);
    if (i + 1 < max) continue;
    EXPECT_EQ(attempts().NewestAtMax(KeyOf(1), year), kToday + 2 * static_cast<int>(i + 1 - max));
  }
}

// The oldest of three is behind two newer ones, until one of these turns out not to count.
TEST_P(AttemptsTest, AnOpenCallCoversNoOlderOne) {
  text.roles[0].caps = {{Counts::kRang, 2, 7, 0, Per::kNumber}};
  Make(16, 100, 8);
  const Cap cap = {Counts::kRang, Per::kNumber, 2, 7, 0};
  for (int i = 0; i < 2; ++i) Report(Add(KeyOf(1), kNow + i), Outcome::kNoAnswer, kNow + i);
  std::vector<Attempt> open;
  while (HasRoom(KeyOf(1), kNow + 100)) open.push_back(Add(KeyOf(1), kNow + 100));
  EXPECT_EQ(open.size(), capacity() - 2);
  for (const Attempt& attempt : open) Report(attempt, Outcome::kNotDialed, kNow + 200);
  EXPECT_EQ(attempts().CountAfter(KeyOf(1), cap, kToday - 7), 2u);
}

// A clock that was reset brings calls of many days to one second: more of them are open than fit.
TEST_P(AttemptsTest, WhereMoreHappenedThanAKeyHoldsThatKeyAloneHasNoRoom) {
  text.roles[0].caps = {{Counts::kRang, 2, 7, 0, Per::kNumber}};
  Make(16, 100, 8);
  std::vector<Attempt> open;
  for (unsigned i = 0; i < capacity(); ++i) open.push_back(Add(KeyOf(1), kNow));
  const Attempt more{KeyOf(1), 1000, kNow, 8 * 3600};
  attempts().Add(more, policy());
  open.push_back(more);
  EXPECT_TRUE(HasRoom(KeyOf(2), kNow));
  for (const Attempt& attempt : open) {
    EXPECT_EQ(Report(attempt, Outcome::kNotDialed, kNow + 60), ReportError{});
  }
  const Cap cap = {Counts::kRang, Per::kNumber, 2, 7, 0};
  EXPECT_EQ(attempts().CountAfter(KeyOf(1), cap, kToday - 7), 1u) << "what is lost may have rung";
  EXPECT_FALSE(HasRoom(KeyOf(1), kNow + 60));
  EXPECT_FALSE(HasRoom(KeyOf(1), kNow + 6 * kDay)) << "two may have, and one is known of";
  EXPECT_TRUE(HasRoom(KeyOf(1), kNow + 10 * kDay));
  Add(KeyOf(1), kNow + 10 * kDay);
}

TEST_P(AttemptsTest, WhatIsCarriedAndFindsNoRoomStandsInTheWayOfItsKeyAlone) {
  Make(16, 100, 8);
  for (unsigned i = 0; i < capacity(); ++i) Report(Add(KeyOf(1), kNow), Outcome::kAnswered, kNow);
  text.roles[0].caps = {{Counts::kDialed, capacity() - 1, 30, 0, Per::kNumber}};
  attempts().AddClosed({KeyOf(1), 1, kNow + 60, 8 * 3600}, Outcome::kUnknown, policy(), kNow + 60);
  EXPECT_FALSE(HasRoom(KeyOf(1), kNow + 60));
  EXPECT_TRUE(HasRoom(KeyOf(2), kNow + 60));
  EXPECT_TRUE(HasRoom(KeyOf(1), kNow + 40 * kDay));
}

TEST_P(AttemptsTest, OfCallsOfOneSecondEachHasItsOwnReport) {
  Make(16, 100, 8);
  const Attempt first = Add(KeyOf(1), kNow), second = Add(KeyOf(1), kNow);
  EXPECT_EQ(Report(first, Outcome::kNoAnswer, kNow), ReportError{});
  EXPECT_EQ(Report(first, Outcome::kNoAnswer, kNow), ReportError::kAlreadyReported);
  const Cap answered = {Counts::kAnswered, Per::kNumber, 1, 1, 0};
  EXPECT_EQ(attempts().CountAfter(KeyOf(1), answered, kToday - 1), 1u);
  EXPECT_EQ(Report(second, Outcome::kNotConnected, kNow), ReportError{});
  EXPECT_EQ(attempts().CountAfter(KeyOf(1), answered, kToday - 1), 0u);
}

TEST_P(AttemptsTest, WhatMayBeReportedAndUntilWhen) {
  Make(16, 100, 8);
  const Attempt attempt = Add(KeyOf(1), kNow);
  EXPECT_EQ(Report(attempt, Outcome::kUnknown, kNow), ReportError::kUnknownOutcome);
  EXPECT_EQ(Report(attempt, static_cast<Outcome>(9), kNow), ReportError::kUnknownOutcome);
  EXPECT_EQ(Report(attempt, Outcome::kAnswered, kNow + kDay + 1), ReportError::kTooLate);
  EXPECT_EQ(Report(attempt, Outcome::kAnswered, kNow + kDay), ReportError{});
  EXPECT_EQ(Report(attempt, Outcome::kAnswered, kNow + kDay), ReportError::kAlreadyReported);
  EXPECT_EQ(Report(attempt, Outcome::kVoicemail, kNow + kDay), ReportError::kAlreadyReported);
  EXPECT_EQ(Report(attempt, Outcome::kConversation, kNow + kDay + 1), ReportError::kTooLate);
  EXPECT_EQ(Report(attempt, Outcome::kConversation, kNow + kDay), ReportError{});
  EXPECT_EQ(Report(attempt, Outcome::kRefused, kNow + kDay), ReportError::kAlreadyReported);
}

TEST_P(AttemptsTest, ThePermitsOfADayFindRoomOrNone) {
  Make(64, 3, 8);
  for (uint64_t i = 0; i < 3; ++i) Add(KeyOf(i + 1), kNow);
  EXPECT_FALSE(HasRoom(KeyOf(9), kNow + kDay + 60));  // the clock may step back so far
  EXPECT_TRUE(HasRoom(KeyOf(9), kNow + kDay + 61));
}

TEST_P(AttemptsTest, KeysThatNoRuleNeedsMakeRoom) {
  Make(8, 1000, 8);
  uint64_t number = 0;
  while (HasRoom(KeyOf(number + 1), kNow)) Add(KeyOf(++number), kNow);
  EXPECT_EQ(number, 2u);                         // four keys each
  EXPECT_FALSE(HasRoom(KeyOf(3), kNow + kDay));  // their outcomes may still come
  Add(KeyOf(3), kNow + kDay + 3600);
  EXPECT_EQ(attempts().CountAfter(KeyOf(3), kDialedToday, 0), 1u);
  // Two slots of events are left; the days of two accounts are needed for a month.
  EXPECT_FALSE(HasRoom(KeyOf(4), kNow + kDay + 3600));
  EXPECT_EQ(attempts().DebtorTries(KeyOf(1).account, kToday), 1u);
  EXPECT_EQ(attempts().DebtorTries(KeyOf(2).account, kToday), 1u);
}

TEST_P(AttemptsTest, ARefusalNeverMakesRoom) {
  Make(16, 100, 8);
  for (uint64_t i = 0; i < 7; ++i) attempts().WithdrawBy(KeyOf(i + 1), Outcome::kRefused);
  attempts().WithdrawBy(KeyOf(1), Outcome::kRefused);  // a second time takes no second place
  EXPECT_TRUE(HasRoom(KeyOf(20), kNow));
  attempts().WithdrawBy(KeyOf(8), Outcome::kRefused);
  EXPECT_FALSE(HasRoom(KeyOf(20), kNow + 400 * kDay));  // one was lost: nobody is called
  for (uint64_t i = 0; i < 7; ++i) EXPECT_TRUE(attempts().IsNumberWithdrawn(KeyOf(i + 1)));
}

TEST_P(AttemptsTest, WithdrawsAsFarAsTheOutcomeSays) {
  Make(16, 100, 32);
  attempts().WithdrawBy(KeyOf(1, Role::kDebtor), Outcome::kRefused);
  EXPECT_TRUE(attempts().IsNumberWithdrawn(KeyOf(1, Role::kDebtor)));
  EXPECT_FALSE(attempts().IsNumberWithdrawn(KeyOf(1, Role::kReference)));
  attempts().WithdrawBy(KeyOf(2, Role::kReference), Outcome::kRefused);
  EXPECT_TRUE(attempts().IsNumberWithdrawn(KeyOf(2, Role::kGuarantor)));
  EXPECT_FALSE(attempts().IsNumberWithdrawn(KeyOf(2, Role::kDebtor)));
  attempts().WithdrawBy(KeyOf(3), Outcome::kWrongParty);
  HistoryKey same_debtor = KeyOf(3, Role::kReference), other_debtor = KeyOf(3);
  same_debtor.account = 5;
  other_debtor.debtor = 5;
  EXPECT_TRUE(attempts().IsNumberWithdrawn(same_debtor));
  EXPECT_FALSE(attempts().IsNumberWithdrawn(other_debtor));
  attempts().WithdrawBy(KeyOf(4), Outcome::kConversation);
  EXPECT_FALSE(attempts().IsNumberWithdrawn(KeyOf(4)));
}

TEST_P(AttemptsTest, AWithdrawalOnTheDeviceEndsByItsRecord) {
  Make(16, 100, 32);
  const HistoryKey key = KeyOf(1);
  attempts().Withdraw(WithdrawalKind::kNumber, key.number, 5);
  attempts().Withdraw(WithdrawalKind::kNumber, key.number, 9);
  attempts().Withdraw(WithdrawalKind::kAccount, key.account, 6);
  attempts().Withdraw(WithdrawalKind::kRole, static_cast<uint64_t>(Role::kReference), 7);
  attempts().WithdrawBy(KeyOf(2), Outcome::kRefused);
  EXPECT_TRUE(attempts().IsAccountWithdrawn(key.account));
  EXPECT_TRUE(attempts().IsRoleWithdrawn(Role::kReference));
  EXPECT_FALSE(attempts().IsRoleWithdrawn(Role::kDebtor));
  for (uint64_t sequence : {5, 6, 7}) attempts().Restore(sequence);
  EXPECT_TRUE(attempts().IsNumberWithdrawn(key));
  EXPECT_FALSE(attempts().IsAccountWithdrawn(key.account));
  EXPECT_FALSE(attempts().IsRoleWithdrawn(Role::kReference));
  attempts().Restore(9);
  EXPECT_FALSE(attempts().IsNumberWithdrawn(key));
  EXPECT_TRUE(attempts().IsNumberWithdrawn(KeyOf(2)));  // a refusal never ends
}

TEST_P(AttemptsTest, TheDaysOfADebtor) {
  Make(16, 100, 8);
  const uint64_t account = KeyOf(1).account;
  const Attempt first = Add(KeyOf(1), kNow);
  EXPECT_EQ(attempts().DebtorTries(account, kToday), 1u);
  EXPECT_TRUE(attempts().DebtorAnswered(account, kToday));  // for all that is known
  Report(first, Outcome::kAnswered, kNow);
  EXPECT_TRUE(attempts().DebtorAnswered(account, kToday));
  Report(first, Outcome::kWrongParty, kNow);
  EXPECT_EQ(attempts().DebtorTries(account, kToday), 1u);
  EXPECT_FALSE(attempts().DebtorAnswered(account, kToday - 31));
  Report(Add(KeyOf(1), kNow + 5 * kDay), Outcome::kNotDialed, kNow + 5 * kDay);
  EXPECT_EQ(attempts().DebtorTries(account, kToday + 5), 0u);
  Report(Add(KeyOf(1), kNow + 31 * kDay), Outcome::kConversation, kNow + 31 * kDay);
  EXPECT_EQ(attempts().DebtorTries(account, kToday), 1u);  // still there
  EXPECT_FALSE(attempts().DebtorAnswered(account, kToday + 32));
  EXPECT_TRUE(attempts().DebtorAnswered(account, kToday));
  Add(KeyOf(1, Role::kGuarantor), kNow);
  EXPECT_EQ(attempts().DebtorTries(account, kToday), 1u);
}

// Carried forward from records that were dropped: calls of a year, most of them forgotten since.
TEST_P(AttemptsTest, WhatNoRuleNeedsAnyMoreTakesNobodysPlace) {
  text.roles[0].caps = {{Counts::kDialed, 1, 7, 0, Per::kNumber},
                        {Counts::kDialed, 1, 7, 0, Per::kAccount},
                        {Counts::kDialed, 1, 7, 0, Per::kDebtor}};
  text.history_events = 1;
  Make(8, 100, 8);
  for (const uint64_t number : {1, 2}) {
    attempts().AddClosed({KeyOf(number), number, kNow - 5 * kDay, 0}, Outcome::kNoAnswer, policy(),
                         kNow);
  }
  attempts().AddClosed({KeyOf(3), 3, kNow - 40 * kDay, 0}, Outcome::kNoAnswer, policy(), kNow);
  const Cap week = {Counts::kDialed, Per::kNumber, 1, 7, 0};
  EXPECT_EQ(attempts().CountAfter(KeyOf(1), week, kToday - 7), 1u);
  EXPECT_EQ(attempts().CountAfter(KeyOf(2), week, kToday - 7), 1u);
  EXPECT_TRUE(HasRoom(KeyOf(1), kNow));
}

TEST_P(AttemptsTest, WhatIsNeededAndFindsAFullSlotIsNeverLeftOut) {
  text.roles[0].caps = {{Counts::kDialed, 1, 1, 0, Per::kNumber}};
  text.history_events = 1;
  Make(16, 100, 8);
  for (unsigned i = 0; i < capacity(); ++i) {
    attempts().AddClosed({KeyOf(1), 1, kNow - 3600 - i, 0}, Outcome::kUnknown, policy(), kNow);
  }
  attempts().AddClosed({KeyOf(1), 2, kNow - 7200, 0}, Outcome::kNoAnswer, policy(), kNow);
  EXPECT_TRUE(HasRoom(KeyOf(1), kNow + 2 * kDay)) << "the cap counts one, and there are newer ones";
  attempts().AddClosed({KeyOf(1), 3, kNow + 60, 0}, Outcome::kNoAnswer, policy(), kNow + 60);
  EXPECT_FALSE(HasRoom(KeyOf(1), kNow + kDay)) << "that is the one";
}

INSTANTIATE_TEST_SUITE_P(BothSlots, AttemptsTest, ::testing::Values(16u, 32u));

}  // namespace
}  // namespace dialgate
