// A log and its seal's place on flash: what fills, what wears out, and what somebody changed.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "device.h"

namespace dialgate::testing {
namespace {

class FlashLogTest : public ::testing::Test {
 protected:
  FlashLogTest() { Provision(kStartKey); }
  void Provision(const SealKey& key) {
    FlashSealSlots slots(flash.seal);
    FlashLog log(flash.log, SmallLog());
    EXPECT_TRUE(log.Clear());
    EXPECT_TRUE(slots.Provision(key));
  }
  // A session that has started, and says what that gave.
  tl::expected<void, FlashError> Start(int64_t now = kStartTime) {
    session = std::make_unique<Session>(&flash);
    return session->Start(now);
  }
  // Calls that are denied, until nothing is recorded any more.
  size_t Fill() {
    size_t taken = 0;
    while (session->gate().Place(CallTo(0)).sequence != 0 && taken < 1000) {
      session->Prepare();
      ++taken;
    }
    return taken;
  }
  // A byte that stands in the log, in the first sector that is written.
  uint8_t* InFirstSector(uint32_t offset) { return flash.log.At(0, offset); }

  DeviceFlash flash{8};
  std::unique_ptr<Session> session;
};

TEST_F(FlashLogTest, AFullLogAllowsNothingButTakesWithdrawals) {
  ASSERT_TRUE(Start());
  const Permit permit = session->gate().Place(CallTo(1)).permit;
  EXPECT_GT(Fill(), 60u);
  EXPECT_EQ(session->log().Prepare(), FlashLog::Readiness::kFull);
  EXPECT_EQ(session->gate().Place(CallTo(3)).decision.reason, Reason::kAuditUnavailable);
  EXPECT_GT(session->log().refused(), 0u);
  EXPECT_TRUE(session->gate().Report(permit, Outcome::kNoAnswer).has_value());
  const Call emergency{"112", "", Purpose::kNotStated, Mode::kManual, {}};
  EXPECT_EQ(session->gate().Place(emergency).decision.reason, Reason::kEmergency);
  const uint64_t account = TestPolicy().tagger.Account("L-3").value;
  EXPECT_TRUE(session->gate().Withdraw(WithdrawalKind::kAccount, account).has_value());
  flash.Restart();
  ASSERT_TRUE(Start());
  EXPECT_EQ(session->gate().Place(CallTo(3)).decision.reason, Reason::kAccountStopped);
  EXPECT_EQ(flash.log.misuse(), "");
}

// However often a device starts on a full log, there is room for a withdrawal.
TEST_F(FlashLogTest, StartsDoNotEatTheRoomOfWithdrawals) {
  ASSERT_TRUE(Start());
  Fill();
  for (int start = 0; start < 30; ++start) {
    flash.Restart();
    (void)Start();
  }
  const uint64_t account = TestPolicy().tagger.Account("L-3").value;
  EXPECT_TRUE(session->gate().Withdraw(WithdrawalKind::kAccount, account).has_value());
}

TEST_F(FlashLogTest, WithoutAPreparedSectorNothingIsAllowed) {
  ASSERT_TRUE(Start());
  for (int i = 0; i < 60 && session->log().HasRoom(); ++i) session->gate().Place(CallTo(0));
  EXPECT_EQ(session->gate().Place(CallTo(3)).decision.reason, Reason::kAuditUnavailable);
  int withdrawn = 0;
  while (session->gate().Withdraw(WithdrawalKind::kAccount, 1 + withdrawn)) ++withdrawn;
  EXPECT_GT(withdrawn, 4);
  session->Prepare();
  EXPECT_EQ(session->gate().Place(CallTo(3)).decision.reason, Reason::kDeclaredContact);
  EXPECT_EQ(flash.log.misuse(), "");
}

// At a start on a log that has one place left, the newest record is not written again; nor is it
// later, when there is room, in place of the one that took that place.
TEST_F(FlashLogTest, TheLastPlaceIsForWhatComes) {
  bool taken = true;
  for (uint64_t before = 1; taken && before < 100; ++before) {
    Provision(kStartKey);
    ASSERT_TRUE(Start());
    for (uint64_t account = 1; account <= before && taken; ++account) {
      taken = session->gate().Withdraw(WithdrawalKind::kAccount, account).has_value();
    }
    flash.Restart();
    FlashSealSlots slots(flash.seal);
    FlashLog log(flash.log, SmallLog());
    TestClock clock;
    GateInMemory memory(clock, log);
    ClockResets resets;
    const auto chain =
        StartOnFlash(*slots.Open(), TestPolicy().crypto, log, memory.gate(), resets);
    ASSERT_TRUE(chain.has_value());
    (void)memory.gate().Begin(*chain, {"shenzhen-3", "gate-1", kLogNumber, StartKind::kAgain});
    (void)memory.gate().Withdraw(WithdrawalKind::kAccount, 1000);
    (void)log.Prepare();
    EXPECT_TRUE(memory.gate().Withdraw(WithdrawalKind::kAccount, 1001).has_value());
    flash.Restart();
    ASSERT_TRUE(Start()) << before << " withdrawals";
  }
}

TEST_F(FlashLogTest, WornSectorsArePassedOver) {
  flash.log.WearOut(1);
  flash.log.WearOut(4);
  ASSERT_TRUE(Start());
  const size_t taken = Fill();
  EXPECT_GT(taken, 40u);
  flash.Restart();
  const auto before = session->records();
  ASSERT_TRUE(Start());
  EXPECT_TRUE(std::equal(before.begin(), before.end(), session->records().begin()));
}

// It wears out while entries are written to it: they stand in the next one.
TEST_F(FlashLogTest, AnEntryThatASectorRefusesStandsInTheNext) {
  ASSERT_TRUE(Start());
  session->gate().Place(CallTo(0));
  flash.log.WearOut(0);
  EXPECT_EQ(session->gate().Place(CallTo(3)).decision.reason, Reason::kDeclaredContact);
  const auto before = session->records();
  flash.Restart();
  ASSERT_TRUE(Start());
  ASSERT_EQ(session->records().size(), before.size() + 1);
  EXPECT_TRUE(std::equal(before.begin(), before.end(), session->records().begin()));
}

TEST_F(FlashLogTest, SizesThatCannotHoldItAreRefused) {
  class None final : public RecordTaker {
    bool Take(const Entry&, const Record&) override { return true; }
  } none;
  const auto mount = [&none](FlashGeometry geometry, uint32_t ahead, uint32_t reserve) {
    Power power;
    FlashSimulator simulated(geometry, &power);
    FlashLog log(simulated, {kLogNumber, ahead, 0, reserve});
    return log.Mount(none).has_value();
  };
  EXPECT_TRUE(mount({1024, 6, 8}, 5, 8));
  EXPECT_FALSE(mount({1024, 6, 8}, 4, 8));  // 8 entries ahead, and 10 are needed
  EXPECT_FALSE(mount({1024, 5, 8}, 5, 8));
  EXPECT_FALSE(mount({1024, 6, 8}, 0, 0));
  EXPECT_FALSE(mount({1024, 6, 128}, 5, 8));
  EXPECT_FALSE(mount({512, 16, 8}, 12, 2));
  EXPECT_FALSE(mount({1025, 16, 8}, 12, 2));
}

TEST_F(FlashLogTest, AnotherLogIsNotTakenAndNotErased) {
  ASSERT_TRUE(Start());
  FlashLogConfig config = SmallLog();
  config.log = kLogNumber + 1;
  FlashLog other(flash.log, config);
  TestClock clock;
  GateInMemory gate(clock, other);
  ClockResets resets;
  const auto started =
      StartOnFlash(SealChain(kStartKey, 1), TestPolicy().crypto, other, gate.gate(), resets);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error(), FlashError::kAnotherLog);
  EXPECT_EQ(other.Prepare(), FlashLog::Readiness::kFull);
  EXPECT_FALSE(other.HasRoom());
  EXPECT_TRUE(ReadLog(flash.log).has_value());
}

TEST_F(FlashLogTest, ARecordThatWasChangedStopsTheGate) {
  ASSERT_TRUE(Start());
  for (int i = 0; i < 4; ++i) session->gate().Place(CallTo(0));
  flash.Restart();
  *InFirstSector(200) ^= 1;
  const auto started = Start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error(), FlashError::kDamaged);
  EXPECT_EQ(session->gate().Place(CallTo(3)).decision.reason, Reason::kAuditUnavailable);
}

TEST_F(FlashLogTest, ALogShorterThanItsSealNeverStartsAfresh) {
  ASSERT_TRUE(Start());
  session->gate().Place(CallTo(0));
  session->clock().now += 2;
  ASSERT_TRUE(session->Keep());
  FlashLog log(flash.log, SmallLog());
  ASSERT_TRUE(log.Clear());
  flash.Restart();
  const auto started = Start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error(), FlashError::kShorter);
  EXPECT_EQ(session->gate().Place(CallTo(3)).decision.reason, Reason::kAuditUnavailable);
}

TEST_F(FlashLogTest, ALogThatAnotherKeySealedIsRefused) {
  Provision(SealKey{{9}});
  ASSERT_TRUE(Start());
  FlashSealSlots slots(flash.seal);
  ASSERT_TRUE(slots.Provision(kStartKey));
  flash.Restart();
  const auto started = Start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error(), FlashError::kSeal);
}

TEST_F(FlashLogTest, WithoutASealThereIsNoGate) {
  ASSERT_TRUE(flash.seal.Erase(0));
  ASSERT_TRUE(flash.seal.Erase(1));
  const auto started = Start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error(), FlashError::kNoSeal);
}

// Whether `key` stands anywhere in the seal's flash.
bool IsInFlash(FlashSimulator* flash, const SealKey& key) {
  const uint8_t* bytes = flash->At(0, 0);
  return std::search(bytes, bytes + 2048, key.bytes, key.bytes + sizeof key.bytes) != bytes + 2048;
}

TEST_F(FlashLogTest, OldKeysAreErasedAtOnce) {
  EXPECT_TRUE(IsInFlash(&flash.seal, kStartKey));
  ASSERT_TRUE(Start());
  EXPECT_FALSE(IsInFlash(&flash.seal, kStartKey));
  const SealKey second = session->gate().chain().key();
  EXPECT_TRUE(IsInFlash(&flash.seal, second));
  session->gate().Place(CallTo(0));
  session->clock().now += 1;
  ASSERT_TRUE(session->Keep());
  EXPECT_FALSE(IsInFlash(&flash.seal, second));
  EXPECT_TRUE(IsInFlash(&flash.seal, session->gate().chain().key()));
}

TEST_F(FlashLogTest, TheSealIsKeptOnceInASecond) {
  FlashSealSlots slots(flash.seal);
  const auto opened = slots.Open();
  ASSERT_TRUE(opened);
  SealChain chain = *opened;
  const unsigned before = flash.seal.erasures();
  const auto keep_next = [&](uint32_t now) {
    chain.Next(TestPolicy().crypto, {});
    ASSERT_TRUE(slots.Keep(chain, chain.sequence() - 1, now));
  };
  ASSERT_TRUE(slots.Keep(chain, chain.sequence() - 1, 0xFFFFFF00));
  EXPECT_EQ(flash.seal.erasures(), before);  // nothing moved
  keep_next(0xFFFFFF00);
  EXPECT_EQ(flash.seal.erasures(), before + 2);
  keep_next(0xFFFFFF01);
  keep_next(0x000002E7);
  EXPECT_EQ(flash.seal.erasures(), before + 2);
  keep_next(0x000002E8);  // 1,000 later
  EXPECT_EQ(flash.seal.erasures(), before + 4);
}

}  // namespace
}  // namespace dialgate::testing
