// While the disk stands still, or the past is read anew, nobody waits who need not.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <future>

#include "dialgate/posix/orders.h"
#include "held_gate.h"
#include "log_files.h"
#include "stalled_disk.h"

namespace dialgate::posix {
namespace {

using testing::DiskCall;
using testing::HeldGate;
using testing::PolicyText;
using testing::RecordingGate;
using testing::StalledDisk;

constexpr unsigned kRounds = 200;
constexpr std::chrono::milliseconds kBetween{5};  // so that whoever was started gets on meanwhile

// Four numbers of three accounts, which a number's answered call closes for 20 days.
class StalledGate : public ::testing::Test {
 protected:
  void Open() {
    held_.Open();
    ASSERT_NE(gate_.gate, nullptr);
  }
  // The policy after that asks for more of the past.
  std::future<bool> LoadMeanwhile() {
    PolicyText text = held_.text;
    text.serial = 8;
    text.roles[0].caps = {{Counts::kDialed, 1, 1, 0, Per::kNumber}};
    const std::string next = gate_.folder.Write(text);
    return std::async(std::launch::async,
                      [this, next] { return gate_.gate->Load(next).has_value(); });
  }
  std::future<Reason> PlaceMeanwhile() {
    return std::async(std::launch::async, [this] { return Place(); });
  }
  Reason Place() { return gate_.Answer("+8613800138001", "L-1"); }

  // It is recorded too: the gate was not held.
  void ExpectEmergencyPasses() {
    const Placement placement = gate_.Place("112");
    ASSERT_EQ(placement.decision.reason, Reason::kEmergency);
    ASSERT_NE(placement.sequence, 0u);
  }
  // As `dialgate withdraw` does.
  void Withdraw(const char* account) {
    const WithdrawalOrder order = {WithdrawalKind::kAccount,
                                   gate_.gate->tagger().Account(account).value};
    const auto done = GiveOrder(gate_.folder.device(), order);
    EXPECT_TRUE(done) << done.error().message;
  }

  HeldGate held_;
  RecordingGate& gate_ = held_.gate;
};

TEST_F(StalledGate, AnEmergencyCallAndADenialWaitForNoSync) {
  Open();
  StalledDisk disk(DiskCall::kSync);
  auto ordinary = PlaceMeanwhile();
  disk.WaitUntilReached();
  ExpectEmergencyPasses();
  EXPECT_EQ(gate_.Answer("+8613800138001", "L-9"), Reason::kAccountUnknown);
  disk.LetGo();
  EXPECT_EQ(ordinary.get(), Reason::kDeclaredContact);
}

TEST_F(StalledGate, AnEmergencyCallWaitsForNoPolicyThatWaitsForTheDisk) {
  Open();
  StalledDisk disk(DiskCall::kSync);
  auto ordinary = PlaceMeanwhile();
  disk.WaitUntilReached();
  auto loaded = LoadMeanwhile();
  for (unsigned i = 0; i < kRounds && !HasFatalFailure(); ++i) {
    ExpectEmergencyPasses();
    std::this_thread::sleep_for(kBetween);
  }
  disk.LetGo();
  EXPECT_EQ(ordinary.get(), Reason::kDeclaredContact);
  EXPECT_TRUE(loaded.get());
}

// Whoever's record is one too many for what was not written yet: a gate is held meanwhile.
TEST_F(StalledGate, AnAppendedRecordWaitsForNoWrite) {
  const auto log = LogFolder::Create(gate_.log());
  ASSERT_TRUE(log) << log.error().message;
  StalledDisk disk(DiskCall::kWrite);
  auto appended = std::async(std::launch::async, [&log] {
    testing::EntryWriter writer;
    while (!(*log)->IsPressed()) (*log)->Append(testing::View(writer.Next()));
    return (*log)->Append(testing::View(writer.Next()));
  });
  EXPECT_EQ(appended.wait_for(std::chrono::minutes(1)), std::future_status::ready);
  disk.LetGo();
  EXPECT_TRUE(appended.get());
  EXPECT_TRUE((*log)->Flush());
  EXPECT_FALSE((*log)->IsPressed());
}

TEST_F(StalledGate, WhatComesWhileThePastIsReadIsInTheOldHistoryAndTheNew) {
  Open();
  StalledDisk disk(DiskCall::kRead);
  auto loaded = LoadMeanwhile();
  disk.WaitUntilReached();
  ExpectEmergencyPasses();
  const Placement placed = gate_.Place("+8613800138001", "L-1");
  EXPECT_EQ(placed.decision.reason, Reason::kDeclaredContact);
  EXPECT_TRUE(gate_.gate->Report(placed.permit, Outcome::kVoicemail));
  EXPECT_EQ(Place(), Reason::kDeclaredContact) << "the rules before let it pass";
  Withdraw("L-2");
  EXPECT_EQ(gate_.Answer("+8613800138003", "L-2"), Reason::kAccountStopped);
  disk.LetGo();
  EXPECT_TRUE(loaded.get());
  EXPECT_EQ(Place(), Reason::kLimitReached);
  EXPECT_EQ(gate_.Answer("+8613800138003", "L-2"), Reason::kAccountStopped);
}

TEST_F(StalledGate, MoreThanMemoryKeepsMeanwhileIsReadFromTheFiles) {
  gate_.log_sizes = {};
  Open();
  StalledDisk disk(DiskCall::kRead);
  auto loaded = LoadMeanwhile();
  disk.WaitUntilReached();
  EXPECT_EQ(Place(), Reason::kDeclaredContact);
  const std::string segment = gate_.log() + "/" + SegmentName(1);
  while (std::filesystem::file_size(segment) < 5 << 20) gate_.Answer("+8613800138001", "L-9");
  Withdraw("L-2");
  disk.LetGo();
  EXPECT_TRUE(loaded.get());
  EXPECT_EQ(Place(), Reason::kLimitReached);
  EXPECT_EQ(gate_.Answer("+8613800138003", "L-2"), Reason::kAccountStopped);
}

TEST_F(StalledGate, AWithdrawalWaitsForNoReceiptThatHasThePastReadAgain) {
  Open();
  const ReceiptOrder receipt = {held_.SignReceipt(false, true)};
  StalledDisk disk(DiskCall::kRead);
  auto taken = std::async(std::launch::async, [&] {
    return GiveOrder(gate_.folder.device(), receipt, std::chrono::minutes(5)).has_value();
  });
  disk.WaitUntilReached();
  Withdraw("L-2");
  disk.LetGo();
  EXPECT_TRUE(taken.get());
  EXPECT_EQ(gate_.Answer("+8613800138003", "L-2"), Reason::kAccountStopped);
}

}  // namespace
}  // namespace dialgate::posix
