// A disk that takes no writes, is full, or fails once: nothing is allowed that it did not take,
// emergency calls pass, and work goes on where the disk does.
#include <errno.h>
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "disk.h"
#include "posix_day.h"

namespace dialgate::testing {
namespace {

using Kind = FileOperation::Kind;
using Fails = std::function<int(const FileOperation&)>;

bool IsBelow(const std::string& path, const char* folder) { return path.rfind(folder, 0) == 0; }

class DiskFaults : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(gate_.Open(8)) << gate_.wrong(); }
  void TearDown() override { EXPECT_EQ(gate_.wrong(), ""); }

  void ExpectUnavailable() {
    EXPECT_EQ(gate_.Place(1), Reason::kAuditUnavailable);
    EXPECT_EQ(gate_.PlaceEmergency(), Reason::kEmergency);
  }
  // The gate goes on by itself, or not: its rounds beside the calls need some time.
  bool IsAllowedInTime(unsigned number) {
    for (unsigned i = 0; i < 400; ++i) {
      if (gate_.Place(number) == Reason::kDeclaredContact) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
  }
  bool IsDeniedInTime() {
    for (unsigned i = 0; i < 7 * kCallsToANumber; ++i) {
      if (gate_.Place(1 + i % 7) == Reason::kAuditUnavailable) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
    }
    return false;
  }
  // Of what was answered until now nothing is lost, whatever the power leaves.
  void ExpectAllIsKept() {
    const std::vector<Answer> answers = gate_.answers();
    const std::vector<FileOperation> operations = files_.operations();
    gate_.Close();
    files_.Stop();
    Disk disk(site_.image());
    for (const FileOperation& operation : operations) disk.Apply(operation);
    Random random(1);
    for (const auto& way : WaysToSurvive(disk.pending(), false, &random)) {
      EXPECT_EQ(StartAgain(site_, disk.After(way), answers, 1).wrong, "");
    }
  }

  const PowerSite site_;
  TracedFiles files_{site_.root(), site_.image()};
  PowerGate gate_{site_, &files_, 1794000000};
};

TEST_F(DiskFaults, OfADiskThatBecomesReadOnly) {
  gate_.Allow(0);
  files_.FailBy([](const FileOperation&) { return EROFS; });
  ExpectUnavailable();
  gate_.OpenInTrouble(8);
  ExpectUnavailable();
  files_.FailBy(nullptr);
  ExpectUnavailable();  // a person starts it again
  ASSERT_TRUE(gate_.Open(8)) << gate_.wrong();
  gate_.Allow(0);
  gate_.Allow(0);
  gate_.Deny(0, Reason::kLimitReached);
  ExpectAllIsKept();
}

TEST_F(DiskFaults, OfAFullDiskWhichIsMadeRoomOn) {
  gate_.Allow(0);
  files_.FailBy([](const FileOperation& operation) {
    return operation.kind == Kind::kTakeRoom ? ENOSPC : 0;
  });
  // Denials take the room that was taken before, but not what is kept back.
  for (unsigned i = 0; i < 40000; ++i) gate_.Place(0, "L-1");
  ExpectUnavailable();
  gate_.Withdraw(2);
  files_.FailBy(nullptr);
  files_.LetGo();
  EXPECT_TRUE(IsAllowedInTime(0));
  gate_.Deny(2, Reason::kContactWithdrawn);
}

TEST_F(DiskFaults, OfADiskThatKeepsNoPlaceOfTheSeal) {
  files_.FailBy([](const FileOperation& operation) {
    return IsBelow(operation.path, "device/seal.") ? EIO : 0;
  });
  files_.LetGo();
  gate_.Allow(0);
  EXPECT_TRUE(IsDeniedInTime()) << "an old key stays readable";
  EXPECT_EQ(gate_.PlaceEmergency(), Reason::kEmergency);
  files_.FailBy(nullptr);
  EXPECT_TRUE(IsAllowedInTime(0)) << "by itself";
}

// Linux forgets what a sync could not write: the next one succeeds, and the bytes are nowhere but
// in memory.
TEST_F(DiskFaults, OfASyncThatFailsOnceAndIsNeverTakenForDone) {
  gate_.Allow(0);
  bool failed = false;
  files_.FailBy([&failed](const FileOperation& operation) {
    if (failed || operation.kind != Kind::kSync || !IsBelow(operation.path, "log/")) return 0;
    failed = true;
    return EIO;
  });
  ExpectUnavailable();
  EXPECT_TRUE(failed);
  ExpectUnavailable();
  ASSERT_TRUE(gate_.Open(8)) << gate_.wrong();
  gate_.Allow(0);
  gate_.Report(Outcome::kNoAnswer);
  gate_.Allow(3);
  ExpectAllIsKept();
}

// Likewise, and the power goes in every moment of the start behind it.
TEST_F(DiskFaults, OfASyncThatFailsInAStart) {
  gate_.Allow(0);
  gate_.Close();
  const size_t before = files_.count();
  for (unsigned nth = 1; nth < 12; ++nth) {
    unsigned syncs = 0;
    files_.FailBy([&](const FileOperation& operation) {
      return operation.kind == Kind::kSync && ++syncs == nth ? EIO : 0;
    });
    gate_.OpenInTrouble(8);
    EXPECT_EQ(gate_.PlaceEmergency(), Reason::kEmergency);
    (void)gate_.Place(3);
    gate_.Close();
  }
  EXPECT_GT(files_.count(), before + 20);
  files_.FailBy(nullptr);
  ASSERT_TRUE(gate_.Open(8)) << gate_.wrong();
  gate_.Allow(0);
  ExpectAllIsKept();
}

}  // namespace
}  // namespace dialgate::testing
