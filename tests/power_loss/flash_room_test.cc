// Room on flash: whatever a device was told and however often it starts, a receipt of its auditor
// makes room again, unless all that it holds still matters.
#include <gtest/gtest.h>

#include <memory>

#include "ring_device.h"

namespace dialgate::testing {
namespace {

constexpr int64_t kDay = 86400;

class FlashRoomTest : public ::testing::Test {
 protected:
  FlashRoomTest() { EXPECT_TRUE(StartAgain()); }

  // Whether the start is recorded.
  bool StartAgain() {
    flash.Restart();
    session = std::make_unique<RingSession>(&flash, &all);
    return session->Start(now);
  }
  void Pass(int64_t seconds) {
    session->clock().now = now += seconds;
    session->Keep();
  }

  // A call, with its outcome where it is allowed.
  Placement Call(unsigned number) {
    const Placement placed = session->gate().Place(CallTo(number));
    if (placed.decision.allowed()) {
      EXPECT_TRUE(session->gate().Report(placed.permit, Outcome::kNotDialed).has_value());
    }
    session->Prepare();
    return placed;
  }
  // Calls of a few days, most of them denied, until no more is decided. A permit of the first.
  Permit Fill() {
    const Permit first = Call(0).permit;
    for (unsigned call = 0; session->HasRoom() && call < 1000; ++call) {
      Pass(3600);
      Call(call % 4);
    }
    EXPECT_EQ(session->log().unused(), 0u);
    return first;
  }
  // An auditor who has the whole log makes room. The newest records are too young before.
  void HoldAndGoOn() {
    Pass(2 * kDay);
    EXPECT_FALSE(session->HasRoom());
    const auto taken = session->TakeReceipt({session->log().next() - 1, true});
    ASSERT_TRUE(taken.has_value()) << static_cast<int>(taken.error());
    EXPECT_GT(session->Retain(), 0u);
    EXPECT_TRUE(session->HasRoom());
    EXPECT_TRUE(StartAgain());
    EXPECT_TRUE(Call(3).decision.allowed());
    session->CheckAnswers();
    EXPECT_EQ(flash.log.misuse(), "");
  }

  RingFlash flash;
  AllRecords all;
  std::unique_ptr<RingSession> session;
  int64_t now = kStartTime;
};

TEST_F(FlashRoomTest, HoweverOftenItStartsOnAFullLog) {
  Fill();
  unsigned recorded = 0;
  for (int start = 0; start < 100; ++start) recorded += StartAgain() ? 1 : 0;
  EXPECT_LT(recorded, 10u);
  EXPECT_EQ(session->log().lasting(), session->log().next() - 2) << "the newest was written again";
  HoldAndGoOn();
  EXPECT_EQ(session->log().lasting(), session->log().next() - 1);
}

// A record may be whole at one start and torn at the next, unless it was written again; and a log
// that ends before the seal's key is refused for good.
TEST_F(FlashRoomTest, TheKeyOfTheSealIsNotAheadOfARecordThatMayNotLast) {
  Fill();
  for (int start = 0; start < 20; ++start) StartAgain();
  flash.power.CutAt(2, Tear::kDecays);  // the first writes the newest record again
  EXPECT_FALSE(session->gate().Withdraw(WithdrawalKind::kAccount, 1).has_value());
  const size_t sure = all.size();
  EXPECT_FALSE(StartAgain());
  EXPECT_EQ(all.size(), sure + 1) << "it does not stand there";
  Pass(2000);
  all.resize(sure);
  EXPECT_FALSE(StartAgain());
  HoldAndGoOn();
}

// The power goes in a drop, and once more in the start behind it; then what it went in first reads
// torn.
TEST_F(FlashRoomTest, NothingIsErasedThatADropLetGoWhichMayNotLast) {
  Fill();
  for (int start = 0; start < 20; ++start) StartAgain();
  Pass(2 * kDay);
  session->TakeHeldReceipt();
  unsigned cases = 0;
  for (bool cut = true; cut; ++cases) {
    RingFlash same(flash);
    AllRecords records = all;
    auto other = std::make_unique<RingSession>(&same, &records);
    other->Start(now);
    same.power.CutAt(cases + 1, Tear::kDecays);
    other->Retain();
    cut = other->dead();
    const size_t sure = records.size();
    for (Tear again : {Tear::kPrefix, Tear::kNothing}) {
      same.Restart();
      records.resize(sure);
      other = std::make_unique<RingSession>(&same, &records);
      if (again == Tear::kPrefix) same.power.CutAt(2, again);
      other->Start(now);
    }
    ASSERT_FALSE(HasFailure()) << cases;
  }
  EXPECT_GT(cases, 10u);
}

TEST_F(FlashRoomTest, NothingIsDroppedThatTheKeyOfTheSealIsBefore) {
  while (session->HasRoom()) Call(0);
  session->clock().now = now += 2 * kDay;
  session->TakeHeldReceipt();
  EXPECT_EQ(session->Retain(), 0u);
  session->Keep();
  EXPECT_GT(session->Retain(), 0u);
  EXPECT_TRUE(StartAgain());
}

TEST_F(FlashRoomTest, HoweverOftenACallIsRefused) {
  const auto refuse = [this](const Permit& permit) {
    for (int report = 0; report < 1000; ++report) {
      (void)session->gate().Report(permit, Outcome::kRefused);
      (void)session->gate().Report(permit, Outcome::kWrongParty);
    }
  };
  refuse(Call(1).permit);
  refuse(Fill());
  EXPECT_EQ(Call(0).decision.reason, Reason::kContactWithdrawn);
  for (int start = 0; start < 100; ++start) StartAgain();
  HoldAndGoOn();
}

// Each start may settle a record, and withdraws what it can.
TEST_F(FlashRoomTest, HoweverOftenItIsToldToWithdraw) {
  Fill();
  uint64_t account = 1;
  for (int start = 0; start < 100; ++start) {
    StartAgain();
    if (session->gate().Withdraw(WithdrawalKind::kAccount, account)) ++account;
  }
  EXPECT_GT(account, 1u);
  EXPECT_LT(account, 30u);
  HoldAndGoOn();
}

TEST_F(FlashRoomTest, HoweverManyReceiptsLetNothingGo) {
  Fill();
  uint64_t covers = 3;
  while (session->TakeReceipt({covers, false})) ++covers;
  EXPECT_LT(covers, 30u);
  for (uint64_t held = 2; held < 6; ++held) {
    const auto taken = session->TakeReceipt({held, true});
    ASSERT_FALSE(taken.has_value()) << "of a record in the middle of the oldest sector";
    EXPECT_EQ(taken.error(), ReceiptError::kNotRecorded);
  }
  HoldAndGoOn();
}

// Each of them takes some of the room.
TEST_F(FlashRoomTest, HoweverOftenThePowerGoesInTheReceipt) {
  Fill();
  for (int start = 0; start < 20; ++start) StartAgain();
  uint64_t account = 1;
  while (session->gate().Withdraw(WithdrawalKind::kAccount, account)) ++account;
  Pass(2 * kDay);
  for (int cut = 0; cut < 5; ++cut) {
    StartAgain();
    RingFlash same(flash);
    AllRecords records = all;
    RingSession whole(&same, &records);
    whole.Start(now);
    same.power.CutAt(0, Tear::kNothing);
    const RingSession::Stated held{session->log().next() - 1, true};
    ASSERT_TRUE(whole.TakeReceipt(held).has_value()) << cut;
    flash.power.CutAt(same.power.operations(), Tear::kAllButLast);
    EXPECT_FALSE(session->TakeReceipt(held).has_value());
  }
  StartAgain();
  HoldAndGoOn();
}

// A withdrawal that is in force matters for good: to carry a sector of them takes more than it
// makes.
TEST_F(FlashRoomTest, ARingOfWithdrawalsIsNotCarriedRound) {
  uint64_t account = 1;
  while (session->gate().Withdraw(WithdrawalKind::kAccount, account)) {
    ++account;
    session->Prepare();
  }
  EXPECT_GT(account, 100u);
  Pass(2 * kDay);
  session->TakeHeldReceipt();
  EXPECT_EQ(session->Retain(), 0u);
  EXPECT_TRUE(session->full());
  EXPECT_FALSE(session->TakeReceipt({session->log().next() - 1, true}).has_value())
      << "the first one lets go what can go";
}

// Nor does it take room for them that a receipt comes every day.
TEST_F(FlashRoomTest, DailyReceiptsLeaveRoomForWithdrawals) {
  uint64_t account = 1;
  while (session->HasRoom()) {
    EXPECT_TRUE(session->gate().Withdraw(WithdrawalKind::kAccount, account++).has_value());
    session->Prepare();
  }
  unsigned taken = 0;
  for (int day = 0; day < 50; ++day) {
    Pass(kDay);
    taken += session->TakeReceipt({session->log().next() - 1, true}).has_value() ? 1 : 0;
    session->Retain();
  }
  EXPECT_GT(taken, 0u);
  EXPECT_TRUE(session->gate().Withdraw(WithdrawalKind::kAccount, account).has_value());
}

// A call matters for 368 days, and there is room for fewer than are made.
TEST_F(FlashRoomTest, ARingOfCallsThatMatterDeniesUntilTheyAreOld) {
  unsigned days = 0;
  const auto day = [&] {
    for (unsigned call = 0; call < 4 + 4 * (days % 2); ++call) Call(call % 4);
    Pass(kDay);
    (void)session->TakeReceipt({session->log().next() - 1, true});
    session->Retain();
    ++days;
  };
  while (session->HasRoom() && days < 100) day();
  EXPECT_GT(days, 10u);
  for (int more = 0; more < 100; ++more) day();
  EXPECT_FALSE(session->HasRoom());
  session->CheckAnswers();
  EXPECT_TRUE(session->log().kept() > 1) << "denials and outcomes were not dropped";

  Pass(kLongestHistory);
  day();
  EXPECT_TRUE(session->HasRoom());
  EXPECT_TRUE(StartAgain());
  session->CheckAnswers();
}

}  // namespace
}  // namespace dialgate::testing
