#include "dialgate/recorded_gate.h"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "policy_image.h"

namespace dialgate {
namespace {

using testing::OpenPolicy;
using testing::PolicyText;

constexpr int64_t kNow = 1'793'500'000;  // 2026-11-01 02:26:40 UTC
constexpr SealKey kStartKey = {{1}};
constexpr PermitKey kPermitKey = {{2}};
const testing::FakeCrypto kCrypto{};

class TestClock final : public Clock {
 public:
  int64_t Now() const override { return now; }
  bool IsTrusted() const override { return trusted; }
  int64_t now = kNow;
  bool trusted = true;
};

class MemoryLog final : public LogWriter {
 public:
  bool HasRoom() const override { return has_room; }
  bool Append(ByteView entry) override {
    if (!takes) return false;
    entries.emplace_back(reinterpret_cast<const char*>(entry.data), entry.size);
    return true;
  }
  Record At(size_t i) const {
    const ByteView bytes{reinterpret_cast<const uint8_t*>(entries[i].data()), entries[i].size()};
    return *ReadRecord(ReadEntry(bytes)->record);
  }
  std::vector<std::string> entries;
  bool has_room = true, takes = true;
};

// A gate with its storage, over a log that outlives it.
class GateOnLog {
 public:
  GateOnLog(const OpenPolicy& policy, const Clock& clock, MemoryLog& log)
      : policy_(policy),
        slots_(64 * 16),
        permits_(2 * 256),
        withdrawals_(4 * 64),
        attempts_({slots_.data(), 64, 16, permits_.data(), 256, withdrawals_.data(), 64}),
        gate_({policy.tagger, kCrypto, clock, log, attempts_}, kPermitKey, Provisioned()) {
    gate_.SetPolicy(&*policy.policy);
    SealChain chain(kStartKey, 1);
    for (size_t i = 0; i < log.entries.size(); ++i) {
      const Record record = log.At(i);
      gate_.Replay(record);
      SealAgain(log.entries[i], &chain);
    }
    const StartKind kind = log.entries.empty() ? StartKind::kFresh : StartKind::kAgain;
    EXPECT_TRUE(gate_.Begin(chain, {"shenzhen-3", "gate-1", 77, kind}).has_value());
  }

  RecordedGate& operator*() { return gate_; }
  RecordedGate* operator->() { return &gate_; }
  const Attempts& attempts() const { return attempts_; }

 private:
  static Device Provisioned() {
    Device device;
    device.modes = Modes{}.With(Mode::kManual);
    return device;
  }
  static void SealAgain(const std::string& bytes, SealChain* chain) {
    const auto entry = ReadEntry({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
    EXPECT_TRUE(chain->Next(kCrypto, entry->record) == entry->seal);
  }

  const OpenPolicy& policy_;
  std::vector<uint32_t> slots_, permits_, withdrawals_;
  Attempts attempts_;
  RecordedGate gate_;
};

class RecordedGateTest : public ::testing::Test {
 protected:
  RecordedGateTest() {
    text.roles[0].caps = {{Counts::kAnswered, 2, 1, 0, Per::kNumber},
                          {Counts::kDialed, 9, 2, 0, Per::kAccount},
                          {Counts::kConversations, 1, 2, 0, Per::kDebtor}};
    text.accounts = {{"L-1", "D-1"}, {"L-2", "D-1"}, {"L-3", "D-3"}};
    text.contacts = {{"L-1", "8613800138000", Role::kDebtor},
                     {"L-2", "8613800138000", Role::kDebtor},
                     {"L-2", "8613800138001", Role::kDebtor},
                     {"L-3", "8613800138002", Role::kDebtor}};
  }
  // Views: the texts outlive the call.
  static Call CallTo(std::string_view number, std::string_view account) {
    return {number, account, Purpose::kCollect, Mode::kManual, {}};
  }
  GateOnLog Started() {
    policy.emplace(text);
    return GateOnLog(*policy, clock, log);
  }

  PolicyText text;
  std::optional<OpenPolicy> policy;
  TestClock clock;
  MemoryLog log;
};

TEST_F(RecordedGateTest, AnAllowIsInTheLogAndCounted) {
  GateOnLog gate = Started();
  const Placement placed = gate->Place(CallTo("+8613800138000", "L-1"));
  ASSERT_EQ(placed.decision.reason, Reason::kDeclaredContact);
  ASSERT_EQ(placed.sequence, 2u);
  const Record record = log.At(1);
  EXPECT_EQ(record.sequence, 2u);
  EXPECT_EQ(record.at, kNow);
  EXPECT_EQ(record.decided.reason, Reason::kDeclaredContact);
  EXPECT_EQ(record.decided.key.role, Role::kDebtor);
  EXPECT_EQ(record.decided.utc_offset, 8 * 3600);
  EXPECT_EQ(record.decided.purpose, Purpose::kCollect);
  // Its outcome is not known: it counts at its worst, and a conversation was enough.
  const Placement second = gate->Place(CallTo("+8613800138001", "L-2"));
  EXPECT_EQ(second.decision.reason, Reason::kLimitReached);
  EXPECT_EQ(log.At(2).decided.detail.index, 2);
  EXPECT_TRUE(gate->Report(placed.permit, Outcome::kNoAnswer).has_value());
  EXPECT_TRUE(gate->Place(CallTo("+8613800138001", "L-2")).decision.allowed());
}

TEST_F(RecordedGateTest, ADeniedNumberStandsAsItsTagAlone) {
  GateOnLog gate = Started();
  gate->Place(CallTo("+8613900139000", "L-1"));
  const Decided decided = log.At(1).decided;
  EXPECT_EQ(decided.reason, Reason::kContactNotDeclared);
  EXPECT_EQ(decided.key.number, policy->tagger.Number(PhoneNumber::FromDigits("8613900139000")));
  EXPECT_EQ(decided.key.account, policy->tagger.Account("L-1").value);
  for (const std::string& entry : log.entries) {
    EXPECT_EQ(entry.find("13900139000"), std::string::npos);
    EXPECT_EQ(entry.find("L-1"), std::string::npos);
  }
}

TEST_F(RecordedGateTest, WithoutARecordNothingButAnEmergencyPasses) {
  GateOnLog gate = Started();
  log.takes = false;
  EXPECT_EQ(gate->Place(CallTo("112", "")).decision.reason, Reason::kEmergency);
  const Placement placed = gate->Place(CallTo("+8613800138000", "L-1"));
  EXPECT_EQ(placed.decision.reason, Reason::kAuditUnavailable);
  EXPECT_TRUE(placed.decision.number.empty());
  EXPECT_EQ(placed.sequence, 0u);
  log.takes = true;
  log.has_room = false;
  EXPECT_EQ(gate->Place(CallTo("+8613800138000", "L-1")).decision.reason,
            Reason::kAuditUnavailable);
  log.has_room = true;
  EXPECT_EQ(gate->Place(CallTo("+8613800138000", "L-1")).decision.reason, Reason::kDeclaredContact);
}

TEST_F(RecordedGateTest, AClockThatFellBehindTheLogIsNotTrusted) {
  GateOnLog gate = Started();
  clock.now = kNow + 1000;
  EXPECT_TRUE(gate->Place(CallTo("+8613800138000", "L-1")).decision.allowed());
  clock.now = kNow + 939;
  EXPECT_EQ(gate->Place(CallTo("+8613800138002", "L-3")).decision.reason, Reason::kClockUntrusted);
  clock.now = kNow + 940;
  EXPECT_TRUE(gate->Place(CallTo("+8613800138002", "L-3")).decision.allowed());
  clock.trusted = false;
  EXPECT_EQ(gate->Place(CallTo("+8613800138002", "L-3")).decision.reason, Reason::kClockUntrusted);
}

TEST_F(RecordedGateTest, ReportsAreOfItsOwnPermitsOnce) {
  GateOnLog gate = Started();
  const Placement placed = gate->Place(CallTo("+8613800138000", "L-1"));
  Permit forged = placed.permit;
  forged.bytes[0] ^= 1;
  EXPECT_EQ(gate->Report(forged, Outcome::kNoAnswer).error(), ReportError::kNotAuthentic);
  EXPECT_EQ(gate->Report(placed.permit, Outcome::kUnknown).error(), ReportError::kUnknownOutcome);
  log.takes = false;
  EXPECT_EQ(gate->Report(placed.permit, Outcome::kNoAnswer).error(), ReportError::kNotRecorded);
  log.takes = true;
  EXPECT_TRUE(gate->Report(placed.permit, Outcome::kNoAnswer).has_value());
  EXPECT_EQ(gate->Report(placed.permit, Outcome::kNoAnswer).error(), ReportError::kAlreadyReported);
}

TEST_F(RecordedGateTest, ARefusalWithdrawsWheneverItComes) {
  GateOnLog gate = Started();
  const Placement placed = gate->Place(CallTo("+8613800138000", "L-1"));
  clock.now += 20 * 86400;
  EXPECT_EQ(gate->Report(placed.permit, Outcome::kConversation).error(), ReportError::kTooLate);
  EXPECT_EQ(gate->Report(placed.permit, Outcome::kRefused).error(), ReportError::kTooLate);
  EXPECT_TRUE(log.At(log.entries.size() - 1).reported.withdraws_only);
  const size_t recorded = log.entries.size();
  EXPECT_EQ(gate->Report(placed.permit, Outcome::kRefused).error(), ReportError::kTooLate);
  EXPECT_EQ(log.entries.size(), recorded) << "it withdraws nothing that was not withdrawn";
  EXPECT_EQ(gate->Place(CallTo("+8613800138000", "L-2")).decision.reason,
            Reason::kContactWithdrawn);
  EXPECT_TRUE(gate->Place(CallTo("+8613800138001", "L-2")).decision.allowed());
}

TEST_F(RecordedGateTest, WithdrawalsOnTheDeviceEndByAPolicyThatNamesThem) {
  GateOnLog gate = Started();
  const auto sequence =
      gate->Withdraw(WithdrawalKind::kAccount, policy->tagger.Account("L-1").value);
  ASSERT_TRUE(sequence.has_value());
  EXPECT_EQ(gate->Place(CallTo("+8613800138000", "L-1")).decision.reason, Reason::kAccountStopped);
  const uint8_t digest[32] = {};
  const auto take = [&](uint64_t serial, uint64_t log_number) {
    text.serial = serial;
    text.restores = {{log_number, *sequence}};
    const OpenPolicy newer(text);
    EXPECT_TRUE(gate->TakePolicy(*newer.policy, {digest, 32}).has_value());
    gate->SetPolicy(&*policy->policy);
  };
  take(8, 78);  // of another log
  EXPECT_EQ(gate->Place(CallTo("+8613800138000", "L-1")).decision.reason, Reason::kAccountStopped);
  take(8, 77);  // of no higher serial
  EXPECT_EQ(gate->Place(CallTo("+8613800138000", "L-1")).decision.reason, Reason::kAccountStopped);
  take(9, 77);
  EXPECT_TRUE(gate->Place(CallTo("+8613800138000", "L-1")).decision.allowed());
}

// What the log says and what the gate remembers are one, wherever it was stopped.
TEST_F(RecordedGateTest, ARestartRemembersWhatTheLogSays) {
  std::mt19937 random(20261125);
  const char* const numbers[] = {"+8613800138000", "+8613800138001", "+8613800138002"};
  const char* const accounts[] = {"L-1", "L-2", "L-3"};
  policy.emplace(text);
  std::optional<GateOnLog> gate(std::in_place, *policy, clock, log);
  std::vector<Permit> permits;
  Device device;
  device.modes = Modes{}.With(Mode::kManual);
  device.clock_trusted = device.record_durable = true;
  for (int step = 0; step < 400; ++step) {
    clock.now += random() % 6000;
    const Call call = CallTo(numbers[random() % 3], accounts[random() % 3]);
    if (random() % 3 == 0 && !permits.empty()) {
      const auto outcome = static_cast<Outcome>(1 + random() % 6);  // none that withdraws
      (void)(*gate)->Report(permits[random() % permits.size()], outcome);
    } else {
      const Placement placed = (*gate)->Place(call);
      if (placed.decision.reason == Reason::kDeclaredContact) permits.push_back(placed.permit);
    }
    MemoryLog copy = log;
    GateOnLog restarted(*policy, clock, copy);
    for (const char* number : numbers) {
      for (const char* account : accounts) {
        const Situation now{&*policy->policy, policy->tagger, device, gate->attempts(), clock.now};
        const Situation again{&*policy->policy, policy->tagger, device, restarted.attempts(),
                              clock.now};
        const Call probe = CallTo(number, account);
        ASSERT_EQ(Decide(now, probe).reason, Decide(again, probe).reason) << "step " << step;
      }
    }
  }
  EXPECT_GT(permits.size(), 20u);
}

}  // namespace
}  // namespace dialgate
