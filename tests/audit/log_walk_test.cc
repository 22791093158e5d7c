// What a walk gives of a log that is as it was written, and what it needs for that.
#include "platform/audit/log_walk.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "made_log.h"
#include "temporary_folder.h"

namespace dialgate::audit {
namespace {

using testing::MadeLog;
using testing::MakeLog;
using testing::TemporaryFolder;
using testing::TestAuditor;
using testing::TestStart;
using testing::WriteLog;

class LogWalk : public ::testing::Test {
 protected:
  Walked Verified(const AuditorKeys& keys) {
    const auto walked = WalkLog(log_, &keys, [this](const Record& record, uint64_t, uint64_t) {
      given_.push_back(record.sequence);
    });
    EXPECT_TRUE(walked) << (walked ? "" : walked.error().message);
    return walked ? *walked : Walked{};
  }

  std::string ErrorOf(const AuditorKeys* keys) {
    const auto walked = WalkLog(log_, keys, [](const Record&, uint64_t, uint64_t) {});
    return walked ? "no error" : walked.error().message;
  }

  TemporaryFolder folder_;
  const std::string log_ = folder_ / "log";
  std::vector<uint64_t> given_;
};

TEST_F(LogWalk, AWholeLogIsVerifiedOverItsSegments) {
  const MadeLog made = MakeLog(TestStart(0x0123456789abcdef), 40, TestAuditor());
  for (const size_t a_segment : {size_t{1}, size_t{7}, size_t{40}, size_t{1000}}) {
    WriteLog(log_, made.entries, a_segment);
    given_.clear();
    const Walked walked = Verified(TestAuditor());
    EXPECT_FALSE(walked.fault) << walked.fault->message;
    EXPECT_EQ(walked.records, 40u);
    EXPECT_EQ(given_.size(), 40u);
    EXPECT_EQ(walked.last_at, 1795000040);
    EXPECT_EQ(walked.site + " " + walked.gate + " " + LogText(walked.log),
              "shenzhen-3 test 0123456789abcdef");
    EXPECT_FALSE(walked.simulated());
  }
}

TEST_F(LogWalk, ASimulationIsVerifiedWithTheLookupKeyAndSaysSo) {
  const MadeLog made = MakeLog(TestStart(5, StartKind::kSimulation), 9, TestAuditor());
  WriteLog(log_, made.entries);
  AuditorKeys keys = TestAuditor();
  keys.seal.reset();
  const Walked walked = Verified(keys);
  EXPECT_FALSE(walked.fault);
  EXPECT_TRUE(walked.simulated());
}

TEST_F(LogWalk, SomebodyElsesKeysVerifyNothing) {
  for (const StartKind kind :
       {StartKind::kFresh, StartKind::kCarriedOver, StartKind::kSimulation}) {
    WriteLog(log_, MakeLog(TestStart(5, kind), 9, TestAuditor(1)).entries);
    const Walked walked = Verified(TestAuditor());
    ASSERT_TRUE(walked.fault);
    EXPECT_EQ(walked.fault->sequence, 1u);
    EXPECT_EQ(walked.fault->kind, Fault::Kind::kSeal);
    EXPECT_TRUE(given_.empty());
  }
}

TEST_F(LogWalk, TheKeyThatALogNeedsIsNamedWhereItIsMissing) {
  AuditorKeys keys = TestAuditor();
  keys.seal.reset();
  WriteLog(log_, MakeLog(TestStart(5), 9, TestAuditor()).entries);
  EXPECT_NE(ErrorOf(&keys).find("seal.key"), std::string::npos) << ErrorOf(&keys);
  keys = TestAuditor();
  keys.lookup.reset();
  WriteLog(log_, MakeLog(TestStart(5, StartKind::kSimulation), 9, TestAuditor()).entries);
  EXPECT_NE(ErrorOf(&keys).find("lookup.key"), std::string::npos) << ErrorOf(&keys);
}

TEST_F(LogWalk, WhatIsNoLogIsAnError) {
  EXPECT_NE(ErrorOf(nullptr).find("No such file"), std::string::npos) << ErrorOf(nullptr);
  std::filesystem::create_directory(log_);
  EXPECT_NE(ErrorOf(nullptr).find("no segment"), std::string::npos) << ErrorOf(nullptr);
  testing::WriteFile(log_ + "/00000001.log", "");
  const Walked walked = Verified(TestAuditor());
  ASSERT_TRUE(walked.fault);
  EXPECT_EQ(walked.fault->kind, Fault::Kind::kNoStart);
}

// Sealed with the right key, but nothing that a log begins with.
TEST_F(LogWalk, ALogBeginsWithItsOwnStart) {
  const Start again = TestStart(5, StartKind::kAgain);
  for (const RecordKind kind : {RecordKind::kStart, RecordKind::kEnd}) {
    MadeLog made = MakeLog(again, 0, TestAuditor());
    Record record = testing::TestRecord(1, again);
    record.kind = kind;
    made.Add(record);
    WriteLog(log_, made.entries);
    const Walked walked = Verified(TestAuditor());
    ASSERT_TRUE(walked.fault);
    EXPECT_EQ(walked.fault->kind, Fault::Kind::kNoStart);
    EXPECT_EQ(walked.fault->sequence, 1u);
  }
}

TEST_F(LogWalk, WithoutKeysOnlyTheOrderIsLookedAt) {
  MadeLog made = MakeLog(TestStart(5), 9, TestAuditor());
  made.entries[4].back() ^= 1;  // of a seal
  WriteLog(log_, made.entries);
  const auto walked = WalkLog(log_, nullptr, [](const Record&, uint64_t, uint64_t) {});
  ASSERT_TRUE(walked);
  EXPECT_FALSE(walked->fault);
  made.entries.erase(made.entries.begin() + 4);
  WriteLog(log_, made.entries);
  const auto gap = WalkLog(log_, nullptr, [](const Record&, uint64_t, uint64_t) {});
  ASSERT_TRUE(gap && gap->fault);
  EXPECT_EQ(gap->fault->sequence, 5u);
}

TEST_F(LogWalk, BytesAreCountedToTheEnd) {
  const MadeLog made = MakeLog(TestStart(5), 30, TestAuditor());
  WriteLog(log_, made.entries, 4);
  uint64_t last = 0, all = 0;
  ASSERT_TRUE(WalkLog(log_, nullptr, [&](const Record&, uint64_t done, uint64_t total) {
    EXPECT_GT(done, last);
    last = done;
    all = total;
  }));
  EXPECT_EQ(last, all);
}

}  // namespace
}  // namespace dialgate::audit
