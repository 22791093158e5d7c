#include "snapshot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>

#include "attempt_tables.h"
#include "held_gate.h"

namespace dialgate::posix {
namespace {

namespace fs = std::filesystem;
using testing::FakeCrypto;
using testing::HeldGate;
using testing::kDay;
using testing::ReadFile;
using testing::TemporaryFolder;
using testing::WriteFile;

constexpr HistorySizes kSizes = {64, 16, 32};
constexpr dialgate::SealKey kKey = {{9}};

class SnapshotFile : public ::testing::Test {
 protected:
  SnapshotFile() {
    snapshot_.log = 77;
    snapshot_.state = {{3, 0}, 1, 500, 40};
    snapshot_.memory.carried = 39;
    snapshot_.memory.newest_record = 1794000000;
    snapshot_.counters = {20, 2, false};
    snapshot_.resets = {{30, 1793999999}};
    snapshot_.need.caps[1] = {{Counts::kDialed, Per::kNumber, 3, 7, 0}};
    const AttemptStorage& storage = tables_.storage();
    for (uint32_t i = 0; i < 32; ++i) storage.slots[5 * 32 + i] = i + 1;
    for (uint32_t i = 0; i < 32; ++i) storage.permits[i] = 100 + i;
    for (uint32_t i = 0; i < 4; ++i) storage.withdrawals[31 * 4 + i] = 7 + i;
  }
  std::string Path() const { return folder_ / "snapshot"; }
  std::optional<Snapshot> ReadBack(const dialgate::SealKey& key = kKey) {
    read_ = AttemptTables(kSizes);
    return ReadSnapshot(Path(), key, crypto_, read_.storage());
  }

  const FakeCrypto crypto_{};
  TemporaryFolder folder_;
  AttemptTables tables_{kSizes}, read_{kSizes};
  Snapshot snapshot_;
};

TEST_F(SnapshotFile, IsReadAsItWasWritten) {
  ASSERT_TRUE(WriteSnapshot(Path(), kKey, crypto_, snapshot_, tables_.storage()));
  const auto read = ReadBack();
  ASSERT_TRUE(read);
  EXPECT_EQ(read->log, 77u);
  EXPECT_EQ(read->state.place.segment, 3u);
  EXPECT_EQ(read->state.next, 500u);
  EXPECT_EQ(read->state.kept_from, 40u);
  EXPECT_EQ(read->memory.carried, 39u);
  EXPECT_EQ(read->counters.permits_made, 20u);
  EXPECT_EQ(read->resets.at(0).at, 1793999999);
  EXPECT_TRUE(read->Serves(snapshot_.need));
  const AttemptStorage &a = tables_.storage(), &b = read_.storage();
  EXPECT_EQ(std::memcmp(a.slots, b.slots, size_t{a.slot_count} * 32 * 4), 0);
  EXPECT_EQ(std::memcmp(a.permits, b.permits, size_t{a.permit_count} * 8), 0);
  EXPECT_EQ(std::memcmp(a.withdrawals, b.withdrawals, size_t{a.withdrawal_count} * 16), 0);
  EXPECT_EQ(testing::ModeOf(Path()), 0600u);
}

TEST_F(SnapshotFile, IsReadOnlyWholeAndUnderItsKey) {
  ASSERT_TRUE(WriteSnapshot(Path(), kKey, crypto_, snapshot_, tables_.storage()));
  const std::string whole = ReadFile(Path());
  EXPECT_FALSE(ReadBack({{8}}));
  for (size_t i = 0; i < whole.size(); ++i) {
    std::string changed = whole;
    changed[i] ^= 1;
    WriteFile(Path(), changed);
    ASSERT_FALSE(ReadBack()) << "byte " << i;
    WriteFile(Path(), whole.substr(0, i));
    ASSERT_FALSE(ReadBack()) << "cut at " << i;
  }
  WriteFile(Path(), whole);
  EXPECT_TRUE(ReadBack());
  const AttemptTables larger({128, 16, 32});
  EXPECT_FALSE(ReadSnapshot(Path(), kKey, crypto_, larger.storage()));
}

TEST_F(SnapshotFile, IsReplacedAsAWhole) {
  ASSERT_TRUE(WriteSnapshot(Path(), kKey, crypto_, snapshot_, tables_.storage()));
  fs::create_directories(Path() + ".new");  // the next cannot be written
  snapshot_.log = 78;
  EXPECT_FALSE(WriteSnapshot(Path(), kKey, crypto_, snapshot_, tables_.storage()));
  EXPECT_EQ(ReadBack()->log, 77u);
}

class SnapshotTest : public ::testing::Test {
 protected:
  void WaitForSnapshot() {
    EXPECT_TRUE(HeldGate::Wait([this] { return fs::exists(g_.Snapshot()); }));
  }
  void ExpectTrouble(const std::string& what) {
    ASSERT_TRUE(g_.gate.Open(g_.policy));
    EXPECT_THAT(g_.gate.gate->trouble(), ::testing::HasSubstr(what));
    g_.Close();
  }

  HeldGate g_;
};

TEST_F(SnapshotTest, AStartReadsOnlyWhatIsBehindIt) {
  g_.Open();
  g_.MakePast();
  g_.Fill(20);
  WaitForSnapshot();
  g_.Open();
  g_.ExpectPast("with it");
  g_.Close();
  const std::string first = g_.gate.log() + "/" + SegmentName(1), text = ReadFile(first);
  std::string damaged = text;
  damaged.pop_back();
  WriteFile(first, damaged);
  g_.Open();
  g_.ExpectPast("with it, where the first segment is damaged");
  g_.Close();
  std::string snapshot = ReadFile(g_.Snapshot());
  snapshot[snapshot.size() / 2] ^= 1;
  WriteFile(g_.Snapshot(), snapshot, 0600);
  ASSERT_TRUE(g_.gate.Open(g_.policy));
  EXPECT_NE(g_.gate.gate->trouble(), "") << "the log was read whole";
  g_.Close();
  WriteFile(first, text);
  g_.Open();
  g_.ExpectPast("where the snapshot is damaged");
}

TEST_F(SnapshotTest, WhatIsMissingBeforeItIsMissed) {
  g_.Open();
  g_.MakePast();
  g_.Fill(20);
  WaitForSnapshot();
  g_.Close();
  ASSERT_TRUE(fs::remove(g_.gate.log() + "/" + SegmentName(1)));
  ExpectTrouble("no record says that");
}

TEST_F(SnapshotTest, OneOfAnotherLogIsIgnored) {
  g_.Open();
  g_.MakePast();
  g_.Fill(20);
  WaitForSnapshot();
  g_.Close();
  HeldGate other;
  other.Open();
  other.MakePast("L-9");  // as long a log
  other.Fill(20);
  EXPECT_TRUE(HeldGate::Wait([&] { return fs::exists(other.Snapshot()); }));
  other.Close();
  for (const char* name : {"/snapshot", "/permit.key"}) {
    fs::copy_file(other.gate.folder.device() + name, g_.gate.folder.device() + name,
                  fs::copy_options::overwrite_existing);
  }
  g_.Open();
  g_.ExpectPast("with another's");
}

// A call of a clock that ran ahead counts from the reset on, also where a snapshot has it later.
TEST_F(SnapshotTest, AResetOfTheClockMakesOlderOnesVoid) {
  g_.Open();
  const int64_t now = g_.gate.clock.now;
  g_.gate.clock.now = now + 10 * kDay;
  g_.MakePast();
  g_.Fill(20);
  WaitForSnapshot();
  g_.Close();
  const std::string early = ReadFile(g_.Snapshot());
  g_.Open();
  g_.gate.clock.now = now;
  g_.TakeReceipt(false, true);
  g_.Close();
  WriteFile(g_.Snapshot(), early, 0600);
  g_.gate.clock.now = now + kDay;
  g_.Open();
  g_.ExpectPast("within the days of the cap");
  g_.gate.clock.now = now + 21 * kDay;
  EXPECT_EQ(g_.gate.Answer("+8613800138001", "L-1"), Reason::kDeclaredContact) << "behind them";
}

// Keys that no rule needed made room for others.
TEST_F(SnapshotTest, APolicyThatAsksForMoreHasTheLogReadWhole) {
  g_.gate.history.keys = 4;  // 16 slots
  for (char last = '5'; last <= '8'; ++last) {
    g_.text.contacts.push_back({"L-2", std::string("861380013800") + last, Role::kDebtor});
  }
  testing::PolicyText loose = g_.text;
  loose.roles[0].caps.clear();
  loose.history_events = 0;
  g_.policy = g_.gate.folder.Write(loose);
  g_.Open();
  const auto each = [&](Reason expected) {
    for (const auto& contact : g_.text.contacts) {
      EXPECT_EQ(g_.gate.Answer("+" + contact.digits, contact.account), expected) << contact.digits;
      g_.gate.clock.now += kDay + 1;
    }
  };
  each(Reason::kDeclaredContact);
  g_.Fill(20);
  WaitForSnapshot();
  g_.Close();
  g_.text.serial = 8;
  g_.policy = g_.gate.folder.Write(g_.text);
  g_.Open();
  each(Reason::kLimitReached);
}

}  // namespace
}  // namespace dialgate::posix
