#include "recording_gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "file_limit.h"
#include "log_files.h"

namespace dialgate::posix {
namespace {

using ::testing::HasSubstr;
using testing::OneADay;
using testing::PolicyText;
using testing::ReadFile;
using testing::RecordingGate;
using testing::Sequences;
using testing::WithSerial;
using testing::WriteFile;

class RecordingGateTest : public ::testing::Test {
 protected:
  void Open(const PolicyText& policy) { Open(gate_.folder.Write(policy)); }
  void Open(const std::string& policy) {
    ASSERT_TRUE(gate_.Open(policy)) << gate_.error;
    policy_ = policy;
  }
  void OpenAgain() { Open(policy_); }
  std::string FirstSegment() { return gate_.log() + "/" + SegmentName(1); }

  // Everything but emergency calls is denied, and it is said why.
  void ExpectUnavailable(const std::string& why) {
    ASSERT_TRUE(gate_.Open(policy_)) << gate_.error;
    EXPECT_THAT(gate_.gate->trouble(), HasSubstr(why));
    EXPECT_THAT(gate_.told(), HasSubstr(why));
    gate_.clock.now += 86400;  // whatever was read of the log, no cap is reached
    EXPECT_EQ(gate_.Answer(), Reason::kAuditUnavailable);
    EXPECT_EQ(gate_.Answer("112"), Reason::kEmergency);
    EXPECT_FALSE(gate_.gate->Withdraw(WithdrawalKind::kRole, 1));
    gate_.gate.reset();
  }

  RecordingGate gate_;
  std::string policy_;
};

// Many times, or the gate's own round might have written it.
TEST_F(RecordingGateTest, AnAllowIsInTheLogWhenItIsAnswered) {
  Open(WithSerial(7));
  for (unsigned call = 0; call < 20; ++call) {
    const Placement placement = gate_.Place();
    ASSERT_EQ(placement.decision.reason, Reason::kDeclaredContact);
    Sequences read;
    ASSERT_TRUE(ReadLog(gate_.log(), read.Take()));
    ASSERT_EQ(read.all(), Sequences::UpTo(placement.sequence));
  }
}

TEST_F(RecordingGateTest, NoAllowIsAnsweredThatTheDiskDidNotTake) {
  Open(WithSerial(7));
  const Placement before = gate_.Place();
  ASSERT_TRUE(before.decision.allowed());
  {
    const testing::FileLimit limit(std::filesystem::file_size(FirstSegment()) + 1);
    const Placement placement = gate_.Place();
    EXPECT_EQ(placement.decision.reason, Reason::kAuditUnavailable);
    EXPECT_EQ(placement.decision.number, PhoneNumber());
    EXPECT_EQ(placement.permit.bytes[0] | placement.permit.bytes[Permit::kSize - 1], 0);
    EXPECT_EQ(gate_.Answer("112"), Reason::kEmergency);
  }
  EXPECT_EQ(gate_.Answer(), Reason::kAuditUnavailable) << "until it is opened anew";
  EXPECT_EQ(gate_.gate->Report(before.permit, Outcome::kNoAnswer).error(),
            ReportError::kNotRecorded);
  EXPECT_FALSE(gate_.gate->Withdraw(WithdrawalKind::kRole, 1));
  EXPECT_THAT(gate_.told(), HasSubstr("write failed"));
  OpenAgain();
  EXPECT_EQ(gate_.Answer(), Reason::kDeclaredContact);
  EXPECT_TRUE(gate_.gate->Report(before.permit, Outcome::kNoAnswer));
}

TEST_F(RecordingGateTest, RemembersOverAStartWhatItPlacedAndWithdrew) {
  PolicyText text = OneADay();
  text.contacts.push_back({"L-1042", "8613900139000", Role::kDebtor});
  Open(text);
  const Placement first = gate_.Place();
  ASSERT_TRUE(first.decision.allowed());
  ASSERT_TRUE(gate_.gate->Report(first.permit, Outcome::kRefused));
  ASSERT_TRUE(gate_.Place("+8613900139000").decision.allowed());
  OpenAgain();
  EXPECT_EQ(gate_.Answer(), Reason::kContactWithdrawn);
  EXPECT_EQ(gate_.Answer("+8613900139000"), Reason::kLimitReached);
  EXPECT_FALSE(gate_.gate->Report(first.permit, Outcome::kNoAnswer)) << "it was reported";
  gate_.clock.now += 86400;
  EXPECT_EQ(gate_.Answer("+8613900139000"), Reason::kDeclaredContact);
}

TEST_F(RecordingGateTest, APermitOfBeforeAStartIsReported) {
  Open(OneADay());
  const Placement placement = gate_.Place();
  OpenAgain();
  EXPECT_TRUE(gate_.gate->Report(placement.permit, Outcome::kNotDialed));
}

TEST_F(RecordingGateTest, OnlyItsOwnWholeLogWillDo) {
  Open(OneADay());
  ASSERT_TRUE(gate_.Place().decision.allowed());
  gate_.gate.reset();
  const std::string log = ReadFile(FirstSegment());

  WriteFile(FirstSegment(), log.substr(0, log.size() - 1));
  ExpectUnavailable("ends before record 3");
  WriteFile(FirstSegment(), "");
  ExpectUnavailable("ends before record 3");
  std::filesystem::rename(gate_.log(), gate_.log() + ".away");
  ExpectUnavailable("there is no log here");
  std::filesystem::rename(gate_.log() + ".away", gate_.log());
  WriteFile(FirstSegment(), log);
  ASSERT_TRUE(gate_.Open(policy_));
  EXPECT_EQ(gate_.gate->trouble(), "");
}

TEST_F(RecordingGateTest, WhatCameBehindTheKeptSealIsCheckedAtAStart) {
  Open(OneADay());
  const std::string device = gate_.folder.device();
  gate_.gate->End();
  gate_.gate.reset();
  const std::string zero = ReadFile(device + "/seal.0"), one = ReadFile(device + "/seal.1");
  OpenAgain();
  ASSERT_TRUE(gate_.Place().decision.allowed());
  gate_.gate.reset();
  const auto roll_back = [&] {
    WriteFile(device + "/seal.0", zero, 0600);
    WriteFile(device + "/seal.1", one, 0600);
  };
  roll_back();
  OpenAgain();
  EXPECT_EQ(gate_.gate->trouble(), "") << "it catches up";
  EXPECT_EQ(gate_.Answer(), Reason::kLimitReached);
  gate_.gate.reset();

  roll_back();
  std::string log = ReadFile(FirstSegment());
  log.back() ^= 1;  // of the newest seal
  WriteFile(FirstSegment(), log);
  ExpectUnavailable("is not under the seal");
}

TEST_F(RecordingGateTest, AnotherGatesLogIsRefused) {
  Open(OneADay());
  gate_.gate.reset();
  RecordingGate other;
  ASSERT_TRUE(other.Open(other.folder.Write(OneADay())));
  other.gate.reset();
  std::filesystem::copy(other.log() + "/" + SegmentName(1), FirstSegment(),
                        std::filesystem::copy_options::overwrite_existing);
  ExpectUnavailable("another gate's log");
}

TEST_F(RecordingGateTest, ASecondGateOnTheLogIsRefused) {
  Open(OneADay());
  const GateConfig config = {gate_.folder.device(), gate_.log(), policy_, gate_.crypto,
                             gate_.crypto};
  const auto second = Gate::Open(config);
  ASSERT_FALSE(second);
  EXPECT_TRUE(second.error().held);
}

TEST_F(RecordingGateTest, OfThreadsThatRaceForTheLastAttemptOneGetsIt) {
  PolicyText text = OneADay();
  text.roles[0].caps = {{Counts::kDialed, 1, 0, 1, Per::kNumber}};
  Open(text);
  for (unsigned round = 0; round < 20; ++round) {
    gate_.clock.now += 61;
    std::atomic<unsigned> ready{0}, allowed{0};
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        ++ready;
        while (ready < 4) std::this_thread::yield();
        if (gate_.Answer() == Reason::kDeclaredContact) ++allowed;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(allowed, 1u) << round;
  }
}

TEST_F(RecordingGateTest, AllThatManyThreadsWereAllowedIsInTheLog) {
  Open(WithSerial(7));
  constexpr unsigned kThreads = 8, kCalls = 25;
  std::vector<std::thread> threads;
  std::atomic<unsigned> allowed{0}, reported{0};
  for (unsigned i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (unsigned call = 0; call < kCalls; ++call) {
        const Placement placement = gate_.Place();
        if (!placement.decision.allowed()) continue;
        ++allowed;
        if (gate_.gate->Report(placement.permit, Outcome::kNotDialed)) ++reported;
      }
    });
  }
  const std::string next = gate_.folder.Write(OneADay(8));
  ASSERT_TRUE(gate_.gate->Load(next));
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(reported, allowed);
  unsigned decided = 0, reports = 0;
  ASSERT_TRUE(ReadLog(gate_.log(), [&](const Entry&, const Record& record, const LogPlace&) {
    decided += record.kind == RecordKind::kDecided &&
               record.decided.reason == Reason::kDeclaredContact;
    reports += record.kind == RecordKind::kReported;
    return Result<void>();
  }));
  EXPECT_EQ(decided, allowed);
  EXPECT_EQ(reports, reported);
}

// Seen by whoever holds the gate up: an emergency call on another thread.
TEST_F(RecordingGateTest, AnEmergencyCallWaitsForNobody) {
  Open(OneADay());
  Reason reason = Reason::kUndecided;
  gate_.gate->PlaceAhead({"+8613800138000", "L-1042", Purpose::kCollect, Mode::kManual, {}},
                         [&](const Situation&, const Placement&) {
                           std::thread([&] { reason = gate_.Answer("112"); }).join();
                         });
  EXPECT_EQ(reason, Reason::kEmergency);
}

// Keys that no rule needed made room for others: a rule that comes later needs them.
TEST_F(RecordingGateTest, APolicyThatAsksForMoreOfThePastHasItReadFromTheLog) {
  gate_.history.keys = 4;  // 16 slots
  PolicyText text = WithSerial(7);
  text.accounts.clear();
  text.contacts.clear();
  for (unsigned i = 0; i < 4; ++i) {
    const std::string account = "L-" + std::to_string(i);
    text.accounts.push_back({account, "D-" + std::to_string(i)});
    for (unsigned j = 0; j < 2; ++j) {
      const std::string number = "861380013800" + std::to_string(2 * i + j);
      text.contacts.push_back({account, number, Role::kDebtor});
    }
  }
  const auto each = [&](Reason expected) {
    for (const auto& contact : text.contacts) {
      EXPECT_EQ(gate_.Answer("+" + contact.digits, contact.account), expected) << contact.digits;
      gate_.clock.now += 86400 + 1;
    }
  };
  Open(text);
  each(Reason::kDeclaredContact);
  text.serial = 8;
  text.roles[0].caps = {{Counts::kDialed, 1, 30, 0, Per::kNumber}};
  text.history_events = 1;
  const std::string next = gate_.folder.Write(text);
  const auto loaded = gate_.gate->Load(next);
  ASSERT_TRUE(loaded) << loaded.error().message;
  each(Reason::kLimitReached);
}

TEST_F(RecordingGateTest, NothingIsAllowedOnceItEnded) {
  Open(OneADay());
  ASSERT_TRUE(gate_.gate->End());
  EXPECT_EQ(gate_.Answer(), Reason::kAuditUnavailable);
  EXPECT_EQ(gate_.Answer("112"), Reason::kEmergency);
}

}  // namespace
}  // namespace dialgate::posix
