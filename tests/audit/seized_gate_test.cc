// Who has a gate's folders has its newest keys: what he can do with them, and what not.
#include <gtest/gtest.h>

#include <filesystem>

#include "dialgate/posix/seal_slots.h"
#include "gate_log.h"
#include "platform/audit/log_walk.h"

namespace dialgate::audit {
namespace {

using testing::MadeLog;
using testing::SealedGate;
using testing::WriteLog;

class SeizedGate : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(gate_.Start());
    gate_.Work(0);
  }
  // The first bad record; 0: verified.
  uint64_t Bad(const std::string& log) {
    const auto walked = WalkLog(log, &gate_.auditor(), [](const Record&, uint64_t, uint64_t) {});
    EXPECT_TRUE(walked) << (walked ? "" : walked.error().message);
    return walked && walked->fault ? walked->fault->sequence : 0;
  }
  uint64_t BadIn(const std::vector<std::string>& entries) {
    WriteLog(gate_.folder() + "/changed", entries);
    return Bad(gate_.folder() + "/changed");
  }

  SealedGate gate_;
};

// What is in the folder when it is taken: the two newest places of the seal, and no older key.
TEST_F(SeizedGate, NothingBeforeTheOlderOfItsTwoSlotsCanBeSealedAnew) {
  ASSERT_TRUE(gate_.Start());
  gate_.Work(1);
  gate_.Copy("first", "taken");
  gate_.Stop();
  EXPECT_FALSE(std::filesystem::exists(gate_.device("taken") + "/log.key"));
  const auto newest = posix::SealSlots::Open(gate_.device("taken"));
  ASSERT_TRUE(newest);
  std::filesystem::remove(gate_.device("taken") + "/seal.0");
  const auto one = posix::SealSlots::Open(gate_.device("taken"));
  ASSERT_TRUE(one);
  const MadeLog made = gate_.Entries();
  for (const posix::SealPoint& point : {newest->newest(), one->newest()}) {
    ASSERT_GT(point.sequence, 2u);
    ASSERT_LT(point.sequence, made.entries.size());
    for (size_t from = 1; from <= point.sequence; ++from) {
      MadeLog rebuilt;
      rebuilt.keys.push_back(point.key);
      auto entries = made.entries;
      for (size_t n = from; n <= entries.size(); ++n) {
        rebuilt.Add(testing::TestRecord(n, testing::TestStart(5), 1));
        entries[n - 1] = rebuilt.entries.back();
      }
      // From the slot's own record on it is as a thief likes: only a receipt shows that.
      EXPECT_EQ(BadIn(entries), from < point.sequence ? from : 0u);
    }
  }
}

TEST_F(SeizedGate, WithoutAReceiptTwoCopiesThatBothRunOnAreNotSeen) {
  gate_.Stop();
  gate_.Copy("first", "second");
  for (const auto& [place, turn] : {std::pair("first", 1u), std::pair("second", 2u)}) {
    ASSERT_TRUE(gate_.Start(place));
    gate_.Work(turn);
    gate_.Stop();
    EXPECT_EQ(Bad(gate_.log(place)), 0u) << place;
  }
  // But the one's records do not continue the other's.
  const MadeLog first = gate_.Entries("first"), second = gate_.Entries("second");
  size_t common = 0;
  while (first.entries[common] == second.entries[common]) ++common;
  ASSERT_GT(common, 10u);
  for (size_t n = common + 1; n < std::min(first.entries.size(), second.entries.size()); ++n) {
    auto spliced = first.entries;
    spliced.resize(n);
    spliced.insert(spliced.end(), second.entries.begin() + static_cast<std::ptrdiff_t>(n),
                   second.entries.end());
    ASSERT_EQ(BadIn(spliced), n + 1);
  }
}

TEST_F(SeizedGate, TwoLogsOfOneAuditorAreNotSpliced) {
  gate_.Stop();
  SealedGate other;
  ASSERT_TRUE(other.Start());
  other.Work(0);
  other.Stop();
  const MadeLog mine = gate_.Entries(), theirs = other.Entries();
  for (size_t n = 1; n < std::min(mine.entries.size(), theirs.entries.size()); ++n) {
    auto spliced = mine.entries;
    std::copy(theirs.entries.begin() + static_cast<std::ptrdiff_t>(n), theirs.entries.end(),
              spliced.begin() + static_cast<std::ptrdiff_t>(n));
    ASSERT_EQ(BadIn(spliced), n + 1);
  }
}

TEST_F(SeizedGate, ALogThatIsRolledBackBehindItsDeviceIsRefusedByTheGate) {
  gate_.Stop();
  gate_.Copy("first", "old");
  ASSERT_TRUE(gate_.Start());
  gate_.Work(1);
  gate_.Stop();
  std::filesystem::remove_all(gate_.log());
  std::filesystem::copy(gate_.log("old"), gate_.log());
  EXPECT_FALSE(gate_.Start());
}

TEST_F(SeizedGate, ADeviceThatIsRolledBackBehindItsLogCatchesUpAndForgetsNothing) {
  gate_.Stop();
  gate_.Copy("first", "old");
  ASSERT_TRUE(gate_.Start());
  gate_.Work(1);
  gate_.Stop();
  const size_t before = gate_.Entries().entries.size();
  std::filesystem::remove_all(gate_.device());
  std::filesystem::copy(gate_.device("old"), gate_.device(),
                        std::filesystem::copy_options::recursive);
  ASSERT_TRUE(gate_.Start());
  gate_.Stop();
  EXPECT_GT(gate_.Entries().entries.size(), before);
  EXPECT_EQ(Bad(gate_.log()), 0u);
}

TEST_F(SeizedGate, WithoutAReceiptADeviceThatIsRolledBackWithItsLogIsNotSeen) {
  gate_.Stop();
  gate_.Copy("first", "old");
  ASSERT_TRUE(gate_.Start());
  gate_.Work(1);
  gate_.Stop();
  const auto forgotten = gate_.Entries().entries;
  gate_.Copy("old", "first");
  ASSERT_TRUE(gate_.Start());
  gate_.Work(2);
  gate_.Stop();
  EXPECT_EQ(Bad(gate_.log()), 0u);
  EXPECT_NE(gate_.Entries().entries, forgotten);
}

TEST_F(SeizedGate, WithoutAReceiptASecondStartFromTheDeviceAsItWasProvisionedIsNotSeen) {
  gate_.Stop();
  const auto forgotten = gate_.Entries().entries;
  std::filesystem::create_directories(gate_.folder("again"));
  gate_.CopyProvisioned("again");
  ASSERT_TRUE(gate_.Start("again"));
  gate_.Work(1);
  gate_.Stop();
  EXPECT_EQ(Bad(gate_.log("again")), 0u);
  EXPECT_NE(gate_.Entries("again").entries, forgotten);
}

// Its first key is gone with its first start.
TEST_F(SeizedGate, ADeviceThatRanStartsNoSecondLog) {
  gate_.Stop();
  std::filesystem::remove_all(gate_.log());
  EXPECT_FALSE(gate_.Start());
  EXPECT_FALSE(std::filesystem::exists(gate_.log()));
}

}  // namespace
}  // namespace dialgate::audit
