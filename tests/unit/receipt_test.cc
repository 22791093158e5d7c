#include "dialgate/receipt.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "dialgate/recorded_gate.h"
#include "policy_image.h"

namespace dialgate {
namespace {

using testing::OpenPolicy;
using testing::PolicyText;
using testing::TestKey;

constexpr int64_t kNow = 1'793'500'000;  // 2026-11-01 02:26:40 UTC
constexpr uint64_t kLog = 77;
constexpr SealKey kStartKey = {{1}}, kCheckpointKey = {{3}};
constexpr PermitKey kPermitKey = {{2}};
const testing::FakeCrypto kCrypto{};

ByteView View(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

class TestClock final : public Clock {
 public:
  int64_t Now() const override { return now; }
  bool IsTrusted() const override { return true; }
  int64_t now = kNow;
};

// A log in memory, in which records can be found.
class MemoryLog final : public LogWriter, public SealedRecords {
 public:
  bool HasRoom() const override { return true; }
  bool Append(ByteView entry) override {
    if (takes) entries.emplace_back(reinterpret_cast<const char*>(entry.data), entry.size);
    return takes;
  }
  bool Find(uint64_t sequence, Seal* seal, int64_t* at) const override {
    if (sequence == 0 || sequence > entries.size()) return false;
    const auto entry = ReadEntry(View(entries[sequence - 1]));
    *seal = entry->seal;
    *at = ReadRecord(entry->record)->at;
    return true;
  }
  Record At(uint64_t sequence) const {
    return *ReadRecord(ReadEntry(View(entries[sequence - 1]))->record);
  }

  std::vector<std::string> entries;
  bool takes = true;
};

PolicyText OneCallInTwoDays() {
  PolicyText text;
  text.roles[0].caps = {{Counts::kDialed, 1, 2, 0, Per::kNumber}};
  text.receipt_within_hours = 2;
  text.history_events = 1;
  return text;
}

class ReceiptTest : public ::testing::Test {
 protected:
  ReceiptTest() { Begin(); }

  void Begin() {
    gate.SetPolicy(&*policy.policy);
    const Start start = {"shenzhen-3", "gate-1", kLog, StartKind::kFresh};
    ASSERT_TRUE(gate.Begin(SealChain(kStartKey, 1), start).has_value());
  }

  // What an auditor would sign for record `sequence` of the log now.
  Receipt For(uint64_t sequence, uint64_t previous = 0) const {
    Receipt receipt;
    receipt.covers.log = kLog;
    receipt.covers.sequence = sequence;
    EXPECT_TRUE(log.Find(sequence, &receipt.covers.seal, &receipt.covers.at));
    receipt.signed_at = clock.now;
    receipt.previous_sequence = previous;
    int64_t at = 0;
    if (previous != 0) {
      EXPECT_TRUE(log.Find(previous, &receipt.previous_seal, &at));
    }
    return receipt;
  }
  static std::string Signed(const Receipt& receipt, const IssuerKey& key = TestKey(9)) {
    uint8_t body[kMaxReceiptSize], signature[64], message[kMaxSignedReceiptSize];
    const ByteView bytes = {body, WriteReceipt(receipt, body)};
    kCrypto.Sign(key, bytes, signature);
    const size_t size = WriteSignedReceipt({bytes, {signature, 64}}, message);
    return {reinterpret_cast<const char*>(message), size};
  }
  tl::expected<Receipt, ReceiptError> Take(const std::string& message) {
    return gate.TakeReceipt(View(message), TestKey(9), kCrypto, log);
  }
  // The error; kNothingNew is not among those that are asked for.
  ReceiptError ErrorOf(const std::string& message) {
    const size_t before = log.entries.size();
    const auto taken = Take(message);
    EXPECT_EQ(log.entries.size(), before) << "an error changes nothing";
    EXPECT_FALSE(taken);
    return taken ? ReceiptError() : taken.error();
  }
  Reason Answer(std::string_view number = "+8613800138000") {
    return gate.Place({number, "L-1042", Purpose::kCollect, Mode::kManual, {}}).decision.reason;
  }

  static Device Provisioned() {
    Device device;
    device.modes = Modes{}.With(Mode::kManual);
    device.receipted = kNow;
    return device;
  }

  const OpenPolicy policy{OneCallInTwoDays()};
  TestClock clock;
  MemoryLog log;
  std::vector<uint32_t> slots = std::vector<uint32_t>(64 * 16);
  std::vector<uint32_t> permits = std::vector<uint32_t>(512);
  std::vector<uint32_t> withdrawals = std::vector<uint32_t>(256);
  Attempts attempts{{slots.data(), 64, 16, permits.data(), 256, withdrawals.data(), 64}};
  RecordedGate gate{{policy.tagger, kCrypto, clock, log, attempts}, kPermitKey, Provisioned()};
};

TEST_F(ReceiptTest, ACheckpointIsReadByWhoeverSharesItsKey) {
  const Checkpoint written = For(1).covers;
  uint8_t message[kMaxCheckpointSize];
  const size_t size = WriteCheckpoint(written, kCheckpointKey, kCrypto, message);
  EXPECT_LE(size, 64u);
  const auto read = ReadCheckpoint({message, size}, kCheckpointKey, kCrypto);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->log, kLog);
  EXPECT_EQ(read->sequence, 1u);
  EXPECT_EQ(read->at, kNow);
  EXPECT_TRUE(read->seal == written.seal);
  EXPECT_EQ(ReadCheckpoint({message, size}, kStartKey, kCrypto).error(),
            ReceiptError::kNotAuthentic);
  for (size_t i = 0; i < size; ++i) {
    message[i] ^= 1;
    EXPECT_FALSE(ReadCheckpoint({message, size}, kCheckpointKey, kCrypto)) << i;
    message[i] ^= 1;
    EXPECT_FALSE(ReadCheckpoint({message, i}, kCheckpointKey, kCrypto)) << i;
  }
}

TEST_F(ReceiptTest, TheLargestCheckpointFitsAnSms) {
  const Checkpoint largest = {UINT64_MAX, uint64_t{1} << 48, {}, 4294967295};
  uint8_t message[kMaxCheckpointSize];
  EXPECT_LE(WriteCheckpoint(largest, kCheckpointKey, kCrypto, message), 64u);
}

TEST_F(ReceiptTest, OneIsTakenIntoTheLogAsItWasSigned) {
  const std::string message = Signed(For(1));
  const auto taken = Take(message);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->covers.sequence, 1u);
  EXPECT_EQ(gate.memory().newest_covered, 1u);
  const Record record = log.At(2);
  ASSERT_EQ(record.kind, RecordKind::kReceiptTaken);
  uint8_t again[kMaxSignedReceiptSize];
  const size_t size = WriteSignedReceipt(record.receipt, again);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(again), size), message);
}

TEST_F(ReceiptTest, EachErrorInItsOrder) {
  const std::string good = Signed(For(1));
  EXPECT_EQ(ErrorOf(good.substr(1)), ReceiptError::kMalformed);
  EXPECT_EQ(ErrorOf(good.substr(0, good.size() - 1)), ReceiptError::kMalformed);
  EXPECT_EQ(ErrorOf(Signed(For(1), TestKey(8))), ReceiptError::kNotAuthentic);
  Receipt receipt = For(1);
  receipt.covers.log = kLog + 1;
  receipt.covers.sequence = 9;  // on no chain either
  EXPECT_EQ(ErrorOf(Signed(receipt)), ReceiptError::kAnotherLog);
  receipt.covers.log = kLog;
  EXPECT_EQ(ErrorOf(Signed(receipt)), ReceiptError::kNotOnChain);
  log.takes = false;
  EXPECT_EQ(ErrorOf(good), ReceiptError::kNotRecorded);
  log.takes = true;
  ASSERT_TRUE(Take(good));
  EXPECT_EQ(ErrorOf(good), ReceiptError::kNothingNew);
}

TEST_F(ReceiptTest, NeitherItNorTheOneBeforeItMayLieOnAFork) {
  Answer();
  Receipt receipt = For(2);
  receipt.covers.seal.bytes[15] ^= 1;
  EXPECT_EQ(ErrorOf(Signed(receipt)), ReceiptError::kNotOnChain);
  receipt = For(2);
  receipt.covers.at += 1;
  EXPECT_EQ(ErrorOf(Signed(receipt)), ReceiptError::kNotOnChain);
  receipt = For(2, 1);
  receipt.previous_seal.bytes[0] ^= 1;
  EXPECT_EQ(ErrorOf(Signed(receipt)), ReceiptError::kNotOnChain);
  EXPECT_TRUE(Take(Signed(For(2, 1))));
}

TEST_F(ReceiptTest, WhatIsHeldIsTakenThoughMoreIsCovered) {
  Answer();
  ASSERT_TRUE(Take(Signed(For(2))));
  Receipt held = For(1);
  held.held = true;
  EXPECT_TRUE(Take(Signed(held)));
  EXPECT_EQ(gate.memory().newest_covered, 2u);
  EXPECT_EQ(gate.memory().newest_held, 1u);
  EXPECT_EQ(ErrorOf(Signed(held)), ReceiptError::kNothingNew);
}

// Row 6: from the provisioning, then from what is covered, never from later than the receipt.
TEST_F(ReceiptTest, CallsStopWhereItIsOverdue) {
  clock.now = kNow + 2 * 3600;
  EXPECT_NE(Answer("+8613900139000"), Reason::kReceiptOverdue);
  clock.now = kNow + 2 * 3600 + 1;
  EXPECT_EQ(Answer("+8613900139000"), Reason::kReceiptOverdue);
  const uint64_t newest = log.entries.size();
  Receipt receipt = For(newest);
  receipt.signed_at = kNow + 3600;  // an auditor whose clock is behind
  ASSERT_TRUE(Take(Signed(receipt)));
  EXPECT_EQ(gate.memory().receipted, kNow + 3600);
  clock.now = kNow + 3 * 3600;
  EXPECT_NE(Answer("+8613900139000"), Reason::kReceiptOverdue);
  clock.now += 1;
  EXPECT_EQ(Answer("+8613900139000"), Reason::kReceiptOverdue);
}

// A day and a half ahead, a call was placed; then the clock was set right.
TEST_F(ReceiptTest, AResetClockTakesWhatWasAheadAsOfTheReceipt) {
  clock.now = kNow + 36 * 3600;
  ASSERT_TRUE(Take(Signed(For(1))));  // so that row 6 does not stand in the way
  ASSERT_EQ(Answer(), Reason::kReceiptOverdue);
  clock.now = kNow + 60;
  EXPECT_EQ(Answer(), Reason::kClockUntrusted);
  Receipt receipt = For(log.entries.size() - 1);
  receipt.resets_clock = true;
  receipt.signed_at = clock.now;
  ASSERT_TRUE(Take(Signed(receipt)));
  EXPECT_EQ(Answer(), Reason::kClockUntrusted) << "until the log is read again";
  const ClockReset reset = {gate.memory().newest_reset, receipt.signed_at};
  gate.SetClockResets(&reset, 1);
  EXPECT_EQ(gate.memory().newest_record, clock.now);
  EXPECT_EQ(Answer(), Reason::kDeclaredContact);
}

}  // namespace
}  // namespace dialgate
