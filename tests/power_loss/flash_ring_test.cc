// A log on flash that goes round: what is dropped is held by an auditor, and nothing that a rule
// may ask for goes with it.
//   flash_ring_test [--seed N]
#include <gtest/gtest.h>

#include <cstring>
#include <iostream>
#include <memory>
#include <random>

#include "device.h"
#include "dialgate/flash_retention.h"

namespace dialgate::testing {
namespace {

unsigned seed = 1;
constexpr IssuerKey kAuditor = {{5}};

FlashLogConfig RingLog() {
  FlashLogConfig config;
  config.log = kLogNumber;
  config.ahead = 5;
  config.carry = 2;
  config.reserve = 2;
  return config;
}

struct RingFlash {
  RingFlash() : log({1024, 16, 8}, &power), seal({1024, 2, 8}, &power) {
    FlashSealSlots slots(seal);
    FlashLog cleared(log, RingLog());
    EXPECT_TRUE(cleared.Clear());
    EXPECT_TRUE(slots.Provision(kStartKey));
  }
  RingFlash(const RingFlash& other) : log(other.log, &power), seal(other.seal, &power) {}
  void Restart() {
    power.CutAt(0, Tear::kNothing);
    log.Restart();
    seal.Restart();
  }

  Power power;
  FlashSimulator log, seal;
};

// Every record that there ever was, first to last.
using AllRecords = std::vector<std::string>;

std::string BytesOf(const Entry& entry) {
  return {reinterpret_cast<const char*>(entry.record.data), entry.record.size};
}
ByteView ViewOf(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

// A device from power to power; `all` gets what is recorded.
class RingSession final : public LogWriter {
 public:
  RingSession(RingFlash* flash, AllRecords* all)
      : flash_(*flash),
        all_(*all),
        log_(flash->log, RingLog()),
        slots_(flash->seal),
        memory_(clock_, *this),
        records_(log_),
        retention_(log_, gate()) {}

  // What is mounted must be what was recorded; one record more may stand behind it.
  void Start(int64_t now) {
    clock_.now = now;
    ReadInto();
    if (::testing::Test::HasFatalFailure()) return;
    const auto kept = slots_.Open();
    ASSERT_TRUE(kept.has_value());
    const auto chain = StartOnFlash(*kept, TestPolicy().crypto, log_, gate());
    if (dead()) return;
    ASSERT_TRUE(chain.has_value()) << static_cast<int>(chain.error());
    Prepare();
    const StartKind kind = log_.next() == 1 ? StartKind::kFresh : StartKind::kAgain;
    const auto begun = gate().Begin(*chain, {"shenzhen-3", "gate-1", kLogNumber, kind});
    EXPECT_TRUE(dead() || begun.has_value());
    Keep();
  }

  bool HasRoom() const override { return log_.HasRoom(); }
  bool Append(ByteView bytes) override {
    flash_.log.ForbidErase(true);
    const bool taken = log_.Append(bytes);
    flash_.log.ForbidErase(false);
    if (taken && !dead()) all_.push_back(BytesOf(*ReadEntry(bytes)));
    return taken;
  }

  void Prepare() {
    while (!dead()) {
      const auto state = log_.Prepare();
      if (state == FlashLog::Readiness::kReady || state == FlashLog::Readiness::kFull) return;
    }
  }
  void Keep() { (void)slots_.Keep(gate().chain(), static_cast<uint32_t>(clock_.now * 1000)); }

  // A receipt of the auditor, who has the whole log.
  void TakeHeldReceipt() {
    Receipt receipt;
    receipt.covers.log = kLogNumber;
    receipt.covers.sequence = log_.next() - 1;
    ASSERT_TRUE(records_.Find(receipt.covers.sequence, &receipt.covers.seal, &receipt.covers.at));
    receipt.signed_at = clock_.now;
    receipt.held = true;
    uint8_t bytes[kMaxReceiptSize], sealed[kMaxSignedReceiptSize], signature[64];
    const ByteView message{bytes, WriteReceipt(receipt, bytes)};
    TestPolicy().crypto.Sign(kAuditor, message, signature);
    const size_t size = WriteSignedReceipt({message, {signature, 64}}, sealed);
    const auto taken = gate().TakeReceipt({sealed, size}, kAuditor, TestPolicy().crypto, records_);
    EXPECT_TRUE(dead() || taken.has_value());
  }

  // As far as it goes; how many sectors were dropped.
  unsigned Retain() {
    unsigned dropped = 0;
    while (!dead()) {
      const auto progress = retention_.Step(clock_.now);
      if (progress == FlashRetention::Progress::kIdle) break;
      if (progress == FlashRetention::Progress::kFailed) {
        EXPECT_TRUE(dead());
        break;
      }
      if (progress != FlashRetention::Progress::kDropped) continue;
      ++dropped;
      Prepare();
    }
    return dropped;
  }

  // Drops, calls, and drops again, until the power goes.
  void Work(int64_t now) {
    Retain();
    for (unsigned call = 0; call < 6 && !dead(); ++call) {
      clock_.now = now += 5 * 3600;
      const Placement placed = gate().Place(CallTo(3 * (call % 2)));
      if (placed.decision.allowed()) (void)gate().Report(placed.permit, Outcome::kVoicemail);
      Prepare();
      Keep();
    }
    if (!dead()) TakeHeldReceipt();
    Retain();
  }

  // The same as a gate that was given every record there ever was.
  void CheckAnswers() {
    class NoLog final : public LogWriter {
      bool HasRoom() const override { return false; }
      bool Append(ByteView) override { return false; }
    };
    NoLog none;
    GateInMemory naive(clock_, none);
    for (const std::string& record : all_) naive.gate().Replay(*ReadRecord(ViewOf(record)));
    EXPECT_EQ(memory_.Answers(clock_.now), naive.Answers(clock_.now)) << "seed " << seed;
  }

  RecordedGate& gate() { return memory_.gate(); }
  TestClock& clock() { return clock_; }
  const FlashLog& log() const { return log_; }
  bool dead() const { return flash_.power.dead(); }

 private:
  void ReadInto() {
    class Collector final : public RecordTaker {
     public:
      bool Take(const Entry& entry, const Record& record) override {
        if (records.empty()) first = record.sequence;
        records.push_back(BytesOf(entry));
        return true;
      }
      AllRecords records;
      uint64_t first = 1;
    };
    Power power;
    FlashSimulator copy(flash_.log, &power);
    FlashLog log(copy, RingLog());
    Collector read;
    const auto mounted = log.Mount(read);
    ASSERT_TRUE(mounted.has_value()) << "FlashError " << static_cast<int>(mounted.error());
    const size_t begin = read.first - 1;
    ASSERT_GE(begin + read.records.size(), all_.size()) << "records are lost";
    ASSERT_LE(begin + read.records.size(), all_.size() + 1);
    for (size_t i = begin; i < all_.size(); ++i) ASSERT_EQ(read.records[i - begin], all_[i]);
    if (begin + read.records.size() > all_.size()) all_.push_back(read.records.back());
  }

  RingFlash& flash_;
  AllRecords& all_;
  TestClock clock_;
  FlashLog log_;
  FlashSealSlots slots_;
  GateInMemory memory_;
  FlashRecords records_;
  FlashRetention retention_;
};

// Days of a device. Numbers that were refused early must be refused to the end.
class RingDays {
 public:
  explicit RingDays(unsigned random_seed) : random_(random_seed) { StartAgain(); }

  void StartAgain() {
    flash.Restart();
    session = std::make_unique<RingSession>(&flash, &all);
    session->Start(now);
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
  EXPECT_EQ(days.session->Retain(), 0u);
  days.session->TakeHeldReceipt();
  EXPECT_GT(days.session->Retain(), 0u);
  EXPECT_TRUE(days.session->log().HasRoom());
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
      session->Start(days.now);
      if (!session->dead()) session->Work(days.now);
      cut = session->dead();
      ++cases;
      for (int again = 0; again < 2; ++again) {  // what settles late is seen at the second start
        flash.Restart();
        session = std::make_unique<RingSession>(&flash, &all);
        session->Start(days.now + 40 * 3600);
        ASSERT_FALSE(::testing::Test::HasFailure()) << operation << "." << tear;
        session->CheckAnswers();
        if (again == 1) session->Retain();
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
