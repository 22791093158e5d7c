// Threads call while what an auditor holds is dropped: what they were answered holds, and nothing
// of what was dropped is forgotten.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "held_gate.h"

namespace dialgate::posix {
namespace {

using testing::HeldGate;

constexpr unsigned kThreads = 4, kNumbers = 4, kCallsAMinute = 10;
constexpr char kAccount[] = "L-4";
// Between two calls of a thread, or a log of such small segments grows faster than it is dropped.
constexpr std::chrono::milliseconds kPause{10};

std::string Digits(unsigned number) { return "861380013810" + std::to_string(number); }

class HeldThreads : public ::testing::Test {
 protected:
  HeldThreads() {
    g_.text.accounts.push_back({kAccount, "D-4"});
    for (unsigned number = 0; number < kNumbers; ++number) {
      g_.text.contacts.push_back({kAccount, Digits(number), Role::kDebtor});
    }
    g_.text.roles[0].caps.push_back({Counts::kDialed, kCallsAMinute, 0, 1, Per::kNumber});
    g_.text.history_events = 1 + kCallsAMinute;
  }

  // A past of many segments that may all be dropped, and the receipt by which they are.
  std::string PrepareDrop() {
    g_.Open();
    g_.MakePast();
    g_.Fill(30);
    g_.gate.clock.now += 26 * 3600;
    return g_.SignReceipt(true, false);
  }

  void CallUntilDropped(unsigned thread) {
    for (unsigned i = thread; !dropped_; ++i) {
      g_.gate.clock.now += 1;
      const Placement placed = g_.gate.Place("+" + Digits(i % kNumbers), kAccount);
      const bool allowed = placed.decision.allowed();
      if (allowed) {
        EXPECT_TRUE(g_.gate.gate->Report(placed.permit, Outcome::kVoicemail));
        const std::lock_guard<std::mutex> lock(mutex_);
        allowed_.insert(placed.sequence);
      } else {
        EXPECT_TRUE(g_.gate.gate->MakeDurable());  // or denials alone make one large segment
      }
      ++calls_;
      std::this_thread::sleep_for(kPause);
    }
  }

  // No record is missing from the first on, and each answer is there, with what came of it.
  void ExpectAnswersInLog() {
    std::set<uint64_t> allowed, reported;
    std::map<uint64_t, std::multiset<int64_t>> calls;
    uint64_t next = 0;
    const auto read =
        ReadLog(g_.gate.log(), [&](const Entry&, const Record& record, const LogPlace&) {
          EXPECT_TRUE(next == 0 || record.sequence == next);
          next = record.sequence + 1;
          if (record.kind == RecordKind::kReported) {
            reported.insert(record.reported.attempt.sequence);
          }
          const bool allows = record.kind == RecordKind::kDecided &&
                              record.decided.reason == Reason::kDeclaredContact;
          if (!allows) return Result<void>();
          allowed.insert(record.sequence);
          std::multiset<int64_t>& times = calls[record.decided.key.number];
          times.insert(record.at);
          const auto in_a_minute = std::distance(times.upper_bound(record.at - 60), times.end());
          EXPECT_LE(in_a_minute, kCallsAMinute);
          return Result<void>();
        });
    ASSERT_TRUE(read) << read.error().message;
    for (const uint64_t sequence : allowed_) {
      EXPECT_EQ(allowed.count(sequence), 1u) << sequence;
      EXPECT_EQ(reported.count(sequence), 1u) << sequence;
    }
  }

  HeldGate g_;
  std::atomic<bool> dropped_{false};
  std::atomic<unsigned> calls_{0};
  std::mutex mutex_;
  std::set<uint64_t> allowed_;
};

TEST_F(HeldThreads, CallsAreAnsweredAndCountedWhileADropRuns) {
  const std::string receipt = PrepareDrop();
  std::vector<std::thread> threads;
  for (unsigned thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([this, thread] { CallUntilDropped(thread); });
  }
  EXPECT_TRUE(HeldGate::Wait([this] { return calls_ >= 2 * kThreads; }));
  const auto taken = g_.gate.gate->TakeReceipt(BytesOf(receipt));
  EXPECT_TRUE(taken);
  const unsigned before = calls_;
  const PhoneNumber number = PhoneNumber::FromDigits(Digits(3));
  EXPECT_TRUE(g_.gate.gate->Withdraw(WithdrawalKind::kNumber,
                                     g_.gate.gate->tagger().Number(number)));
  g_.WaitForDrop(taken ? taken->covers.sequence : 0);
  dropped_ = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(calls_, before) << "or nobody called meanwhile";

  ExpectAnswersInLog();
  for (const char* when : {"as it runs", "after a start"}) {
    g_.ExpectPast(when);
    EXPECT_EQ(g_.gate.Answer("+" + Digits(3), kAccount), Reason::kContactWithdrawn) << when;
    g_.Open();
  }
}

}  // namespace
}  // namespace dialgate::posix
