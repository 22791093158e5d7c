// A gate on flash that once ran in the future: what its auditor's receipt says of that holds at
// every start.
#include <gtest/gtest.h>

#include <memory>

#include "ring_device.h"

namespace dialgate::testing {
namespace {

constexpr int64_t kHour = 3600, kDay = 24 * kHour;

class FlashClockTest : public ::testing::Test {
 protected:
  FlashClockTest() { StartAgain(); }

  void StartAgain() {
    flash.Restart();
    session = std::make_unique<RingSession>(&flash, &all);
    EXPECT_TRUE(session->Start(now));
  }
  Reason Call(unsigned number) {
    const Placement placed = session->gate().Place(CallTo(number));
    if (placed.decision.allowed()) {
      EXPECT_TRUE(session->gate().Report(placed.permit, Outcome::kNotDialed).has_value());
    }
    session->Prepare();
    session->Keep();
    return placed.decision.reason;
  }
  // The clock is set `days` ahead, a call is made there, and it is set right again.
  void RunInTheFuture(int64_t days) {
    session->clock().now = now + days * kDay;
    EXPECT_EQ(Call(0), Reason::kDeclaredContact);
    session->clock().now = now;
  }
  void Reset() {
    const uint64_t newest = session->log().next() - 1;
    ASSERT_TRUE(session->TakeReceipt({newest, false, true}).has_value());
  }

  RingFlash flash;
  AllRecords all;
  std::unique_ptr<RingSession> session;
  int64_t now = kStartTime;
};

TEST_F(FlashClockTest, AResetIsKnownAtEveryStartBehindIt) {
  RunInTheFuture(20);
  EXPECT_EQ(Call(1), Reason::kClockUntrusted);
  Reset();
  EXPECT_EQ(Call(1), Reason::kClockUntrusted) << "what the log says was not read again";
  now += kHour;
  for (int start = 0; start < 2; ++start) {
    StartAgain();
    EXPECT_EQ(Call(1), Reason::kDeclaredContact);
  }
}

// Of three in two days one was made in the future: in the past it would not count.
TEST_F(FlashClockTest, ACallOfTheFutureCountsFromTheReset) {
  RunInTheFuture(20);
  Reset();
  now += kHour;
  StartAgain();
  for (unsigned call = 1; call < kMostDialed; ++call) {
    EXPECT_EQ(Call(0), Reason::kDeclaredContact);
  }
  EXPECT_EQ(Call(0), Reason::kLimitReached);
  now += 2 * kDay;
  StartAgain();
  EXPECT_EQ(Call(0), Reason::kDeclaredContact);
}

TEST_F(FlashClockTest, OfMoreResetsThanThereIsRoomForTheNewestCount) {
  for (size_t reset = 0; reset < ClockResets::kMost; ++reset) {
    RunInTheFuture(3 * static_cast<int64_t>(reset + 1));
    Reset();
    now += kHour;
    StartAgain();
    EXPECT_EQ(Call(1), reset < kMostDialed ? Reason::kDeclaredContact : Reason::kLimitReached);
  }
  RunInTheFuture(28);
  Reset();
  now += kHour;
  StartAgain();
  EXPECT_EQ(Call(2), Reason::kDeclaredContact);
}

// What is dropped must be 25 hours old, by the time that it counts from.
TEST_F(FlashClockTest, RecordsOfTheFutureAreDroppedADayBehindTheReset) {
  session->clock().now = now + 20 * kDay;
  while (session->HasRoom()) Call(0);
  session->clock().now = now;
  const uint64_t newest = session->log().next() - 1;
  ASSERT_TRUE(session->TakeReceipt({newest, true, true}).has_value());
  now += 24 * kHour;
  StartAgain();
  EXPECT_EQ(session->Retain(), 0u);
  session->clock().now = now += 2 * kHour;
  EXPECT_GT(session->Retain(), 0u);
  EXPECT_EQ(Call(1), Reason::kDeclaredContact);
}

}  // namespace
}  // namespace dialgate::testing
