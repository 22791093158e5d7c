// A gate on files takes receipts: row 6 of the decision, a clock that is reset, what is refused.
#include <gtest/gtest.h>

#include <filesystem>

#include "dialgate/posix/files.h"
#include "dialgate/posix/orders.h"
#include "dialgate/posix/party.h"
#include "dialgate/posix/receipt_text.h"
#include "dialgate/posix/record_finder.h"
#include "recording_gate.h"

namespace dialgate {
namespace {

using testing::OneADay;
using testing::RecordingGate;

constexpr int64_t kHour = 3600, kDay = 24 * kHour;

class GateReceipts : public ::testing::Test {
 protected:
  void Open(unsigned hours = 0) {
    PolicyText text = OneADay();
    text.receipt_within_hours = hours;
    ASSERT_TRUE(site.Open(site.folder.Write(text))) << site.error;
    ASSERT_EQ(site.gate->trouble(), "");
  }
  using PolicyText = testing::PolicyText;

  uint64_t log_number() const { return std::stoull(site.gate->settings().log, nullptr, 16); }

  // What an auditor would sign for the newest record.
  Receipt ForNewest(uint64_t previous = 0) {
    EXPECT_TRUE(site.gate->MakeDurable());
    const posix::RecordFinder finder(site.log());
    Receipt receipt;
    receipt.covers.log = log_number();
    uint64_t newest = 1;
    while (finder.Find(newest + 1, &receipt.covers.seal, &receipt.covers.at)) ++newest;
    EXPECT_TRUE(finder.Find(newest, &receipt.covers.seal, &receipt.covers.at));
    receipt.covers.sequence = newest;
    receipt.signed_at = site.clock.now;
    receipt.previous_sequence = previous;
    int64_t at;
    if (previous != 0) {
      EXPECT_TRUE(finder.Find(previous, &receipt.previous_seal, &at));
    }
    return receipt;
  }
  std::string Signed(const Receipt& receipt) {
    const auto keys = posix::ReadPublicKeys(site.folder.device() + "/receipt.pub");
    uint8_t body[kMaxReceiptSize], signature[64], message[kMaxSignedReceiptSize];
    const ByteView bytes = {body, WriteReceipt(receipt, body)};
    site.crypto.Sign(keys->front(), bytes, signature);
    const size_t size = WriteSignedReceipt({bytes, {signature, 64}}, message);
    return {reinterpret_cast<const char*>(message), size};
  }
  tl::expected<Receipt, posix::ReceiptRefusal> Take(const Receipt& receipt) {
    return site.gate->TakeReceipt(posix::BytesOf(Signed(receipt)));
  }

  RecordingGate site;
};

TEST_F(GateReceipts, WithoutOneInTimeEveryCallIsDenied) {
  Open(2);
  const int64_t begun = site.clock.now;
  site.clock.now = begun + 2 * kHour;
  EXPECT_EQ(site.Answer(), Reason::kDeclaredContact);
  site.clock.now = begun + 2 * kHour + 1;
  EXPECT_EQ(site.Answer(), Reason::kReceiptOverdue);
  EXPECT_EQ(site.Answer("112"), Reason::kEmergency);
  site.clock.now = begun + kDay;
  Receipt receipt = ForNewest();
  ASSERT_TRUE(Take(receipt));
  // What it covers is as old as it is, whenever it comes.
  EXPECT_EQ(receipt.covers.at, begun + 2 * kHour + 1);
  EXPECT_EQ(site.Answer(), Reason::kReceiptOverdue);
  ASSERT_TRUE(Take(ForNewest(receipt.covers.sequence)));
  EXPECT_EQ(site.Answer(), Reason::kDeclaredContact);
  Open(2);  // started again, it goes by the receipts in its log
  site.clock.now = begun + kDay + 2 * kHour;
  EXPECT_EQ(site.Answer(), Reason::kLimitReached);
  site.clock.now += 1;
  EXPECT_EQ(site.Answer(), Reason::kReceiptOverdue);
}

TEST_F(GateReceipts, WhatARefusalSays) {
  Open();
  const Receipt good = ForNewest();
  const auto refused = [this](const std::string& message, ReceiptError reason, const char* words) {
    const auto taken = site.gate->TakeReceipt(posix::BytesOf(message));
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().reason, reason);
    EXPECT_NE(taken.error().message.find(words), std::string::npos) << taken.error().message;
  };
  refused("x", ReceiptError::kMalformed, "is no receipt");
  std::string forged = Signed(good);
  forged.back() ^= 1;
  refused(forged, ReceiptError::kNotAuthentic, "receipt.pub");
  Receipt other = good;
  ++other.covers.log;
  refused(Signed(other), ReceiptError::kAnotherLog, "another log");
  other = good;
  other.covers.seal.bytes[3] ^= 1;
  refused(Signed(other), ReceiptError::kNotOnChain, "tell the auditor");
  ASSERT_TRUE(Take(good));
  refused(Signed(good), ReceiptError::kNothingNew, "taken before");
  std::filesystem::remove(site.folder.device() + "/receipt.pub");
  EXPECT_FALSE(Take(ForNewest(good.covers.sequence)).error().reason);
}

TEST_F(GateReceipts, AnOrderBringsOneToARunningGate) {
  Open();
  const Receipt good = ForNewest();
  const auto given = posix::GiveOrder(site.folder.device(), posix::ReceiptOrder{Signed(good)});
  ASSERT_TRUE(given) << given.error().message;
  EXPECT_EQ(*given, "bound up to record " + std::to_string(good.covers.sequence));
  const auto again = posix::GiveOrder(site.folder.device(), posix::ReceiptOrder{Signed(good)});
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().message.find("taken before"), std::string::npos);
}

class GateClockReset : public GateReceipts {
 protected:
  // Two days ahead it allowed a call; then its clock was set right, and it trusts it no more.
  void SetUp() override {
    Open();
    now = site.clock.now;
    site.clock.now = now + 2 * kDay;
    ASSERT_EQ(site.Answer(), Reason::kDeclaredContact);
    site.clock.now = now;
    ASSERT_EQ(site.Answer("+8613900139000"), Reason::kClockUntrusted);
  }
  void Reset() {
    Receipt receipt = ForNewest();
    receipt.resets_clock = true;
    const auto taken = Take(receipt);
    ASSERT_TRUE(taken) << taken.error().message;
  }
  int64_t now = 0;
};

TEST_F(GateClockReset, TheCallThatWasAheadCountsAsOfTheReceipt) {
  Reset();
  EXPECT_EQ(site.Answer(), Reason::kLimitReached);
  site.clock.now = now + kDay;
  EXPECT_EQ(site.Answer(), Reason::kDeclaredContact);
}

TEST_F(GateClockReset, AlsoWhenTheGateIsStartedAgain) {
  Reset();
  Open();
  EXPECT_EQ(site.Answer(), Reason::kLimitReached);
  site.clock.now = now + kDay;
  EXPECT_EQ(site.Answer(), Reason::kDeclaredContact);
}

TEST_F(GateClockReset, AlsoByAPolicyThatAsksForMoreOfThePast) {
  Reset();
  PolicyText text = OneADay(8);
  text.roles[0].caps.push_back({Counts::kDialed, 1, 0, 60, Per::kNumber});
  text.history_events = 2;
  const auto loaded = site.gate->Load(site.folder.Write(text));
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(site.Answer(), Reason::kLimitReached);
  site.clock.now = now + kDay;
  EXPECT_EQ(site.Answer(), Reason::kDeclaredContact);
}

TEST_F(GateClockReset, AReceiptThatResetsNothingDoesNotHelp) {
  ASSERT_TRUE(Take(ForNewest()));
  EXPECT_EQ(site.Answer("+8613900139000"), Reason::kClockUntrusted);
}

}  // namespace
}  // namespace dialgate
