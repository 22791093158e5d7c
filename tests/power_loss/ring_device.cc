#include "ring_device.h"

#include <gtest/gtest.h>

namespace dialgate::testing {
namespace {

constexpr IssuerKey kAuditor = {{5}};

std::string BytesOf(const Entry& entry) {
  return {reinterpret_cast<const char*>(entry.record.data), entry.record.size};
}
ByteView ViewOf(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

}  // namespace

// 12 entries ahead: 4 in two sectors for the drop, 3 with the receipt, 2 in reserve, and 2 of a
// decision.
FlashLogConfig RingLog() {
  FlashLogConfig config;
  config.log = kLogNumber;
  config.ahead = 6;
  config.carry = 2;
  config.reserve = 2;
  return config;
}

RingFlash::RingFlash() : log({1024, 16, 8}, &power), seal({1024, 2, 8}, &power) {
  FlashSealSlots slots(seal);
  FlashLog cleared(log, RingLog());
  EXPECT_TRUE(cleared.Clear());
  EXPECT_TRUE(slots.Provision(kStartKey));
}

void RingFlash::Restart() {
  power.CutAt(0, Tear::kNothing);
  log.Restart();
  seal.Restart();
}

RingSession::RingSession(RingFlash* flash, AllRecords* all)
    : flash_(*flash),
      all_(*all),
      log_(flash->log, RingLog()),
      slots_(flash->seal),
      memory_(clock_, *this),
      records_(log_),
      retention_(log_, slots_, gate()) {}

bool RingSession::Start(int64_t now) {
  clock_.now = now;
  ReadInto();
  if (::testing::Test::HasFatalFailure()) return false;
  const auto kept = slots_.Open();
  EXPECT_TRUE(kept.has_value());
  if (!kept) return false;
  const auto chain = StartOnFlash(*kept, TestPolicy().crypto, log_, gate(), resets_);
  if (dead()) return false;
  EXPECT_TRUE(chain.has_value()) << "FlashError " << static_cast<int>(chain.error());
  if (!chain) return false;
  CheckDropped();
  Prepare();
  const StartKind kind = log_.next() == 1 ? StartKind::kFresh : StartKind::kAgain;
  const auto begun = gate().Begin(*chain, {"shenzhen-3", "gate-1", kLogNumber, kind});
  Keep();
  return begun.has_value();
}

void RingSession::Keep() {
  const auto milliseconds = static_cast<uint32_t>(clock_.now * 1000);
  (void)slots_.Keep(gate().chain(), log_.lasting(), milliseconds);
}

bool RingSession::Append(ByteView bytes) {
  flash_.log.ForbidErase(true);
  const bool taken = log_.Append(bytes);
  flash_.log.ForbidErase(false);
  if (taken && !dead()) all_.push_back(BytesOf(*ReadEntry(bytes)));
  return taken;
}

void RingSession::Prepare() {
  while (!dead()) {
    const auto state = log_.Prepare();
    if (state == FlashLog::Readiness::kReady || state == FlashLog::Readiness::kFull) return;
  }
}

tl::expected<Receipt, ReceiptError> RingSession::TakeReceipt(const Stated& stated) {
  Receipt receipt;
  receipt.covers.log = kLogNumber;
  receipt.covers.sequence = stated.covers;
  EXPECT_TRUE(records_.Find(stated.covers, &receipt.covers.seal, &receipt.covers.at));
  receipt.signed_at = clock_.now;
  receipt.held = stated.held;
  receipt.resets_clock = stated.resets_clock;
  uint8_t bytes[kMaxReceiptSize], sealed[kMaxSignedReceiptSize], signature[64];
  const ByteView message{bytes, WriteReceipt(receipt, bytes)};
  TestPolicy().crypto.Sign(kAuditor, message, signature);
  const size_t size = WriteSignedReceipt({message, {signature, 64}}, sealed);
  return gate().TakeReceipt({sealed, size}, kAuditor, TestPolicy().crypto, records_);
}

void RingSession::TakeHeldReceipt() {
  const auto taken = TakeReceipt({log_.next() - 1, true});
  EXPECT_TRUE(dead() || taken.has_value());
}

unsigned RingSession::Retain() {
  unsigned dropped = 0;
  full_ = false;
  while (!dead()) {
    const auto progress = retention_.Step(clock_.now);
    if (progress == FlashRetention::Progress::kIdle) break;
    if (progress == FlashRetention::Progress::kFull) {
      full_ = true;
      break;
    }
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

void RingSession::Work(int64_t now) {
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

void RingSession::CheckAnswers() {
  class NoLog final : public LogWriter {
    bool HasRoom() const override { return false; }
    bool Append(ByteView) override { return false; }
  };
  NoLog none;
  GateInMemory naive(clock_, none);
  for (const std::string& record : all_) naive.gate().Replay(*ReadRecord(ViewOf(record)));
  EXPECT_EQ(memory_.Answers(clock_.now), naive.Answers(clock_.now));
}

void RingSession::CheckDropped() const {
  uint64_t dropped = 0;
  for (const std::string& bytes : all_) {
    const auto record = ReadRecord(ViewOf(bytes));
    if (record->kind == RecordKind::kDropped) dropped = record->dropped.before;
  }
  EXPECT_LE(log_.kept(), dropped);
}

void RingSession::ReadInto() {
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

}  // namespace dialgate::testing
