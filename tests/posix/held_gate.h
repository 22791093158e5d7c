// A gate with small segments, whose auditor holds its log, and a past that answers show.
#ifndef DIALGATE_TESTS_POSIX_HELD_GATE_H
#define DIALGATE_TESTS_POSIX_HELD_GATE_H

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "dialgate/posix/receipt_text.h"
#include "recording_gate.h"

namespace dialgate::testing {

constexpr int64_t kDay = 86400;

class HeldGate {
 public:
  HeldGate() {
    gate.log_sizes.segment = 700;
    text.accounts = {{"L-1", "D-1"}, {"L-2", "D-2"}, {"L-3", "D-3"}};
    text.contacts = {{"L-1", "8613800138001", Role::kDebtor},
                     {"L-1", "8613800138002", Role::kDebtor},
                     {"L-2", "8613800138003", Role::kDebtor},
                     {"L-3", "8613800138004", Role::kDebtor}};
    text.roles[0].caps = {{Counts::kAnswered, 1, 20, 0, Per::kNumber}};
    text.history_events = 1;
  }

  void Open() {
    if (policy.empty()) policy = gate.folder.Write(text);
    ASSERT_TRUE(gate.Open(policy)) << gate.error;
    ASSERT_EQ(gate.gate->trouble(), "");
  }
  void Close() { gate.gate.reset(); }

  // One call that counts, one that does not, a refusal, a wrong party and a withdrawal.
  void MakePast(const char* withdrawn = "L-3") {
    gate.gate->Withdraw(WithdrawalKind::kAccount, gate.gate->tagger().Account(withdrawn).value);
    const auto call = [this](const char* number, const char* account, Outcome outcome) {
      const Placement placed = gate.Place(number, account);
      ASSERT_EQ(placed.decision.reason, Reason::kDeclaredContact) << number;
      ASSERT_TRUE(gate.gate->Report(placed.permit, outcome));
    };
    call("+8613800138002", "L-1", Outcome::kVoicemail);
    call("+8613800138001", "L-1", Outcome::kAnswered);
    call("+8613800138002", "L-1", Outcome::kRefused);
    call("+8613800138003", "L-2", Outcome::kWrongParty);
  }
  void ExpectPast(const std::string& when) {
    EXPECT_EQ(gate.Answer("+8613800138001", "L-1"), Reason::kLimitReached) << when;
    EXPECT_EQ(gate.Answer("+8613800138002", "L-1"), Reason::kContactWithdrawn) << when;
    EXPECT_EQ(gate.Answer("+8613800138003", "L-2"), Reason::kContactWithdrawn) << when;
    EXPECT_EQ(gate.Answer("+8613800138004", "L-3"), Reason::kAccountStopped) << when;
  }

  // Denials, and calls that are over.
  void Fill(unsigned calls) {
    for (unsigned i = 0; i < calls; ++i) {
      gate.Answer("+8613800138009", "L-1");
      ASSERT_TRUE(gate.gate->MakeDurable());  // a segment ends where the disk has it
    }
  }

  // A receipt over all records so far; which that is.
  uint64_t TakeReceipt(bool held = true, bool resets_clock = false) {
    const auto taken = gate.gate->TakeReceipt(posix::BytesOf(SignReceipt(held, resets_clock)));
    EXPECT_TRUE(taken) << taken.error().message;
    return taken ? taken->covers.sequence : 0;
  }
  std::string SignReceipt(bool held, bool resets_clock) {
    Receipt receipt;
    receipt.resets_clock = resets_clock;
    EXPECT_TRUE(gate.gate->MakeDurable());
    EXPECT_TRUE(posix::ReadLog(gate.log(), [&](const Entry& entry, const Record& record,
                                               const posix::LogPlace&) {
      receipt.covers.sequence = record.sequence;
      receipt.covers.seal = entry.seal;
      receipt.covers.at = record.at;
      return posix::Result<void>();
    }));
    receipt.covers.log = std::stoull(gate.gate->settings().log, nullptr, 16);
    receipt.signed_at = gate.clock.now;
    receipt.held = held;
    uint8_t bytes[kMaxReceiptSize], message[kMaxSignedReceiptSize], signature[64];
    const size_t size = WriteReceipt(receipt, bytes);
    const auto auditor = posix::ReadPublicKeys(gate.folder.device() + "/receipt.pub");
    gate.crypto.Sign(auditor->front(), {bytes, size}, signature);
    const size_t written = WriteSignedReceipt({{bytes, size}, {signature, 64}}, message);
    return {reinterpret_cast<const char*>(message), written};
  }

  posix::SegmentRange Segments() const {
    const auto segments = posix::FindSegments(gate.log());
    return segments ? *segments : posix::SegmentRange{};
  }
  std::string Snapshot() const { return gate.folder.device() + "/snapshot"; }

  // Until it is so, or many seconds have passed.
  static bool Wait(const std::function<bool()>& done) {
    for (unsigned tries = 0; tries < 3000; ++tries) {
      if (done()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }
  // Until the segment of record `sequence` is the first.
  void WaitForDrop(uint64_t sequence) {
    EXPECT_TRUE(Wait([&] {
      const posix::SegmentRange there = Segments();
      return there.first == there.last ||
             posix::FindFirst(gate.log(), there.first + 1).sequence > sequence;
    })) << "nothing was dropped: " << gate.told();
  }

  RecordingGate gate;
  PolicyText text;
  std::string policy;
};

}  // namespace dialgate::testing

#endif
