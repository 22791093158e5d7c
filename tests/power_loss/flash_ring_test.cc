// A log on flash that goes round: what is dropped is held by an auditor, and nothing that a rule
// may ask for goes with it.
//   flash_ring_test [--seed N]
#include <gtest/gtest.h>

#include <cstring>
#include <iostream>
#include <memory>
#include <random>

#include "ring_device.h"

namespace dialgate::testing {
namespace {

unsigned seed = 1;

// Days of a device. Numbers that were refused early must be refused to the end.
class RingDays {
 public:
  explicit RingDays(unsigned random_seed) : random_(random_seed) { StartAgain(); }

  void StartAgain() {
    flash.Restart();
    session = std::make_unique<RingSession>(&flash, &all);
    EXPECT_TRUE(session->Start(now)) << "seed " << seed;
  }

  void Day() {
    for (unsigned call = 0; call < 5; ++call) {
      now += 3600;
      session->clock().now = now;
      Call();
      session->Prepare();
      session->Keep();
      if (random_() % 9 == 0) StartAgain();
    }
    now += 86400 - 5 * 3600;
    session->clock().now = now;
  }

  unsigned EndOfDay() {
    session->TakeHeldReceipt();
    return session->Retain();
  }

  RingFlash flash;
  AllRecords all;
  std::unique_ptr<RingSession> session;
  int64_t now = kStartTime;

 private:
  void Call() {
    const unsigned number = random_() % 4;
    const Placement placed = session->gate().Place(CallTo(number));
    EXPECT_NE(placed.decision.reason, Reason::kAuditUnavailable) << "seed " << seed;
    if (!placed.decision.allowed() || random_() % 4 == 0) return;
    const bool refuses = number == 1 && now > kStartTime + 3 * 86400;
    const Outcome outcome = refuses ? Outcome::kRefused
                                    : static_cast<Outcome>(1 + random_() % 6);
    EXPECT_TRUE(session->gate().Report(placed.permit, outcome).has_value());
    if (number == 2 && withdrawn_++ == 4) {
      const uint64_t tag = TestPolicy().tagger.Number(PhoneNumber::FromDigits("8613800138002"));
      EXPECT_TRUE(session->gate().Withdraw(WithdrawalKind::kNumber, tag).has_value());
    }
  }

  std::mt19937 random_;
  unsigned withdrawn_ = 0;
};

TEST(FlashRing, GoesRoundAndForgetsNothingThatARuleAsksFor) {
  std::cout << "--seed " << seed << "\n";
  RingDays days(seed);
  unsigned dropped = 0;
  for (unsigned day = 0; day < 120 && !::testing::Test::HasFailure(); ++day) {
    days.Day();
    dropped += days.EndOfDay();
    days.session->CheckAnswers();
  }
  EXPECT_GT(dropped, 32u) << "it did not go round twice";
  EXPECT_EQ(days.flash.log.misuse(), "");
  days.StartAgain();
  days.session->CheckAnswers();
  std::cout << days.all.size() << " records, " << dropped << " sectors dropped\n";
}

TEST(FlashRing, NothingIsDroppedThatNoAuditorHolds) {
  RingDays days(seed);
  while (days.session->log().HasRoom()) {
    days.now += 60;
    days.session->clock().now = days.now;
    days.session->gate().Place(CallTo(0));
    days.session->Prepare();
  }
  days.now += 40 * 86400;
  days.session->clock().now = days.now;
  days.session->Keep();
  EXPECT_EQ(days.session->Retain(), 0u);
  days.session->TakeHeldReceipt();
  EXPECT_GT(days.session->Retain(), 0u);
  EXPECT_TRUE(days.session->log().HasRoom());
}

// What was cut short may have taken the room for a start; then the next receipt makes it.
void MakeRoom(RingSession* session) {
  session->Retain();
  if (!session->HasRoom()) {
    session->clock().now += 2 * 86400;
    session->TakeHeldReceipt();
    session->Keep();
    session->Retain();
  }
  EXPECT_TRUE(session->HasRoom());
}

// The power goes in every operation of a drop, torn in every way.
TEST(FlashRing, ADropThatIsCutShortLosesNothingAndGoesOn) {
  RingDays days(seed);
  while (days.EndOfDay() == 0 && days.all.size() < 3000) days.Day();
  days.Day();
  days.session->TakeHeldReceipt();
  unsigned cases = 0;
  for (unsigned operation = 1;; ++operation) {
    bool cut = false;
    for (unsigned tear = 0; tear < kTears; ++tear) {
      RingFlash flash(days.flash);
      AllRecords all = days.all;
      auto session = std::make_unique<RingSession>(&flash, &all);
      flash.power.CutAt(operation, static_cast<Tear>(tear));
      EXPECT_TRUE(session->Start(days.now) || session->dead());
      if (!session->dead()) session->Work(days.now);
      cut = session->dead();
      ++cases;
      for (int again = 0; again < 2; ++again) {  // what settles late is seen at the second start
        flash.Restart();
        session = std::make_unique<RingSession>(&flash, &all);
        EXPECT_TRUE(session->Start(days.now + 40 * 3600) || !session->HasRoom());
        ASSERT_FALSE(::testing::Test::HasFailure()) << operation << "." << tear;
        session->CheckAnswers();
        if (again == 1) MakeRoom(session.get());
      }
      session->CheckAnswers();
      EXPECT_EQ(flash.log.misuse(), "");
      ASSERT_FALSE(::testing::Test::HasFailure()) << operation << "." << tear;
    }
    if (!cut) break;
  }
  std::cout << cases << " cases\n";
  EXPECT_GT(cases, 100u);
}

}  // namespace
}  // namespace dialgate::testing

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  if (argc == 3 && std::strcmp(argv[1], "--seed") == 0) {
    dialgate::testing::seed = static_cast<unsigned>(std::stoul(argv[2]));
  }
  return RUN_ALL_TESTS();
}
