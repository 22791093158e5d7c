// What an auditor holds is dropped, and nothing is forgotten: wherever the power goes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "held_gate.h"
#include "log_files.h"

namespace dialgate::posix {
namespace {

namespace fs = std::filesystem;
using testing::HeldGate;
using testing::kDay;
using testing::ReadFile;
using testing::WriteFile;

class RetentionTest : public ::testing::Test {
 protected:
  // All files of a folder.
  using Files = std::map<std::string, std::string>;
  static Files Read(const std::string& folder) {
    Files files;
    for (const auto& file : fs::directory_iterator(folder)) {
      if (file.is_regular_file()) files[file.path().filename()] = ReadFile(file.path());
    }
    return files;
  }
  static void Write(const std::string& folder, const Files& files) {
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const auto& [name, text] : files) WriteFile(folder + "/" + name, text, 0600);
  }
  std::map<RecordKind, unsigned> Kinds() {
    std::map<RecordKind, unsigned> kinds;
    EXPECT_TRUE(ReadLog(g_.gate.log(), [&](const Entry&, const Record& record, const LogPlace&) {
      ++kinds[record.kind];
      return Result<void>();
    }));
    return kinds;
  }

  HeldGate g_;
};

TEST_F(RetentionTest, WhatWasDroppedIsRememberedAllTheSame) {
  g_.Open();
  g_.MakePast();
  for (unsigned round = 0; round < 3; ++round) {  // what was carried is carried again
    g_.Fill(20);
    const uint64_t held = g_.TakeReceipt();
    g_.gate.clock.now += 26 * 3600;
    g_.Fill(4);
    g_.Open();
    g_.WaitForDrop(held);
    g_.ExpectPast("as it runs, round " + std::to_string(round));
    g_.Open();
    g_.ExpectPast("after a start");
    g_.Close();
    fs::remove(g_.Snapshot());
    g_.Open();
    g_.ExpectPast("after a start without snapshot");
  }
  EXPECT_GT(g_.Segments().first, 3u);
  auto kinds = Kinds();
  EXPECT_EQ(kinds[RecordKind::kWithdrawn], 0u);
  EXPECT_GE(kinds[RecordKind::kCarriedWithdrawal], 3u);
  EXPECT_GE(kinds[RecordKind::kCarried], 1u);
  g_.gate.clock.now += 20 * kDay;
  EXPECT_NE(g_.gate.Answer("+8613800138001", "L-1"), Reason::kLimitReached) << "its days are over";
}

TEST_F(RetentionTest, OnlyWhatIsHeldAndClosedIsDropped) {
  g_.Open();
  g_.MakePast();
  g_.Fill(20);
  g_.TakeReceipt(false);
  g_.gate.clock.now += 26 * 3600;
  g_.Fill(20);
  g_.Open();
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  EXPECT_EQ(g_.Segments().first, 1u) << "a receipt that does not hold it";
  const uint64_t held = g_.TakeReceipt();
  g_.WaitForDrop(held - 30);
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  const FirstRecord first = FindFirst(g_.gate.log(), g_.Segments().first + 1);
  EXPECT_GT(first.at, g_.gate.clock.now - 25 * 3600) << "the first that stayed has younger calls";
  g_.ExpectPast("as it runs");
}

// The power goes behind each record that a drop appends, and behind each segment that it removes.
TEST_F(RetentionTest, ADropMayEndAnywhere) {
  g_.Open();
  g_.MakePast();
  g_.Fill(12);
  const uint64_t held = g_.TakeReceipt();
  g_.Close();
  const Files log_before = Read(g_.gate.log()), device = Read(g_.gate.folder.device());
  const unsigned last = g_.Segments().last;
  g_.gate.clock.now += 26 * 3600;
  g_.Open();
  g_.WaitForDrop(held);
  g_.Close();
  const Files log_after = Read(g_.gate.log());

  std::vector<LogPlace> ends;  // of the records that were appended since
  ASSERT_TRUE(ReadLog(g_.gate.log(), [&](const Entry& entry, const Record&, const LogPlace& at) {
    const uint64_t end = at.offset + entry.size;
    const auto before = log_before.find(SegmentName(at.segment));
    if (before == log_before.end() || end > before->second.size()) {
      ends.push_back({at.segment, end});
    }
    return Result<void>();
  }));
  ASSERT_GT(ends.size(), 5u);
  const auto check = [&](const Files& log, const std::string& where) {
    Write(g_.gate.log(), log);
    Write(g_.gate.folder.device(), device);
    g_.Open();
    g_.ExpectPast(where);
    g_.WaitForDrop(held);
    g_.ExpectPast(where + ", gone on with");
    g_.Open();
    g_.ExpectPast(where + ", started again");
    g_.Close();
  };
  for (const LogPlace& end : ends) {
    Files log = log_before;
    for (unsigned segment = last; segment <= end.segment; ++segment) {
      const std::string name = SegmentName(segment);
      log[name] = log_after.at(name);
      if (segment == end.segment) log[name].resize(end.offset);
    }
    check(log, PlaceText("cut at", end));
  }
  Files log = log_after;
  for (const auto& [name, text] : log_before) log.insert({name, text});
  for (unsigned segment = 1; log_after.count(SegmentName(segment)) == 0; ++segment) {
    check(log, "before segment " + std::to_string(segment) + " is removed");
    log.erase(SegmentName(segment));
  }
}

// What was carried reaches back as far as any policy may ask.
TEST_F(RetentionTest, APolicyThatAsksForMoreFindsItInWhatWasCarried) {
  testing::PolicyText loose = g_.text;
  loose.roles[0].caps.clear();
  loose.history_events = 0;
  g_.policy = g_.gate.folder.Write(loose);
  g_.Open();
  g_.MakePast();
  g_.Fill(20);
  const uint64_t held = g_.TakeReceipt();
  g_.gate.clock.now += 26 * 3600;
  g_.Open();
  g_.WaitForDrop(held);
  fs::remove(g_.Snapshot());
  g_.text.serial = 8;
  const auto loaded = g_.gate.gate->Load(g_.gate.folder.Write(g_.text));
  ASSERT_TRUE(loaded) << loaded.error().message;
  g_.ExpectPast("by the next policy");
}

TEST_F(RetentionTest, ALogThatBeginsLaterThanItSaysIsRefused) {
  g_.Open();
  g_.MakePast();
  g_.Fill(20);
  g_.Close();
  fs::remove(g_.gate.log() + "/" + SegmentName(1));
  ASSERT_TRUE(g_.gate.Open(g_.policy));
  EXPECT_THAT(g_.gate.gate->trouble(), ::testing::HasSubstr("no record says that"));
}

}  // namespace
}  // namespace dialgate::posix
