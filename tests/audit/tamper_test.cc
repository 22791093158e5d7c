// A log that somebody had his hands on is found out at the first record that he touched; and what
// is not found out without a receipt is shown, too.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "dialgate/sodium_crypto.h"
#include "made_log.h"
#include "platform/audit/log_walk.h"
#include "temporary_folder.h"

namespace dialgate::audit {
namespace {

using testing::MadeLog;
using testing::MakeLog;
using testing::TemporaryFolder;
using testing::TestAuditor;
using testing::TestRecord;
using testing::TestStart;
using testing::WriteLog;

constexpr unsigned kRecords = 14;  // every kind of record at least once

class Tampered : public ::testing::Test {
 protected:
  // The first bad record; 0: verified.
  uint64_t BadIn(const std::vector<std::string>& entries, size_t a_segment = SIZE_MAX) {
    WriteLog(log_, entries, a_segment);
    return Bad();
  }
  uint64_t Bad() {
    const AuditorKeys keys = TestAuditor();
    uint64_t given = 0;
    const auto walked =
        WalkLog(log_, &keys, [&given](const Record&, uint64_t, uint64_t) { ++given; });
    EXPECT_TRUE(walked) << (walked ? "" : walked.error().message);
    if (!walked || !walked->fault) return 0;
    kind_ = walked->fault->kind;
    EXPECT_EQ(given, walked->fault->sequence - 1) << "what is given is verified";
    EXPECT_NE(walked->fault->message.find(log_ + "/0000"), std::string::npos);
    return walked->fault->sequence;
  }

  TemporaryFolder folder_;
  const std::string log_ = folder_ / "log";
  const Start start_ = TestStart(0x0123456789abcdef);
  const MadeLog made_ = MakeLog(start_, kRecords, TestAuditor());
  Fault::Kind kind_ = Fault::Kind::kSeal;
};

TEST_F(Tampered, NotAtAll) { EXPECT_EQ(BadIn(made_.entries), 0u); }

TEST_F(Tampered, EveryBitOfEveryRecordIsHeld) {
  WriteLog(log_, made_.entries);
  std::fstream file(log_ + "/" + posix::SegmentName(1),
                    std::ios::in | std::ios::out | std::ios::binary);
  std::streamoff place = 0;
  const auto put = [&](char byte) { file.seekp(place).put(byte).flush(); };
  for (size_t n = 0; n < kRecords; ++n) {
    for (const char byte : made_.entries[n]) {
      for (int bit = 0; bit < 8; ++bit) {
        put(static_cast<char>(byte ^ 1 << bit));
        ASSERT_EQ(Bad(), n + 1) << "byte " << place << ", bit " << bit;
      }
      put(byte);
      ++place;
    }
  }
  EXPECT_EQ(Bad(), 0u);
}

TEST_F(Tampered, EveryRecordThatIsDroppedIsMissed) {
  for (size_t n = 0; n + 1 < kRecords; ++n) {
    auto entries = made_.entries;
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(n));
    EXPECT_EQ(BadIn(entries), n + 1);
    EXPECT_EQ(kind_, Fault::Kind::kMissing);
    // Numbers that were made to fit do not help.
    MadeLog renumbered;
    for (size_t i = n; i < entries.size(); ++i) {
      renumbered.keys.push_back(made_.keys.back());
      Record record = TestRecord(i + 2, start_);
      record.sequence = i + 1;
      renumbered.Add(record);
      entries[i] = renumbered.entries.back();
    }
    EXPECT_EQ(BadIn(entries), n + 1);
  }
}

TEST_F(Tampered, EveryTwoRecordsThatChangePlaces) {
  for (size_t n = 0; n < kRecords; ++n) {
    for (size_t m = n + 1; m < kRecords; ++m) {
      auto entries = made_.entries;
      std::swap(entries[n], entries[m]);
      EXPECT_EQ(BadIn(entries), n + 1);
    }
  }
}

TEST_F(Tampered, EveryRecordThatStandsTwice) {
  for (size_t n = 0; n < kRecords; ++n) {
    auto entries = made_.entries;
    entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(n), entries[n]);
    EXPECT_EQ(BadIn(entries), n + 2);
    EXPECT_EQ(kind_, Fault::Kind::kRepeated);
  }
}

TEST_F(Tampered, TwoLogsOfOneAuditorAreNotOne) {
  const MadeLog other = MakeLog(TestStart(0xfedcba9876543210), kRecords, TestAuditor());
  for (size_t n = 0; n < kRecords; ++n) {
    auto entries = made_.entries;
    std::copy(other.entries.begin() + static_cast<std::ptrdiff_t>(n), other.entries.end(),
              entries.begin() + static_cast<std::ptrdiff_t>(n));
    EXPECT_EQ(BadIn(entries), n == 0 ? 0 : n + 1);  // all of it is the other log
  }
}

// Two copies of one gate ran on: the records of one do not continue the other's.
TEST_F(Tampered, TwoCopiesOfOneLogAreNotOne) {
  MadeLog other;
  other.keys.push_back(made_.keys[0]);
  constexpr unsigned kCommon = 5;
  for (unsigned n = 1; n <= kRecords; ++n) other.Add(TestRecord(n, start_, n > kCommon ? 1 : 0));
  EXPECT_EQ(BadIn(other.entries), 0u);  // each is whole in itself: only a receipt tells which
  for (size_t n = kCommon + 1; n < kRecords; ++n) {
    auto entries = made_.entries;
    std::copy(other.entries.begin() + static_cast<std::ptrdiff_t>(n), other.entries.end(),
              entries.begin() + static_cast<std::ptrdiff_t>(n));
    EXPECT_EQ(BadIn(entries), n + 1);
  }
}

// Whoever took the device has the key of record `held` + 1, and of none before it.
TEST_F(Tampered, ALaterKeyRebuildsNothingBeforeIt) {
  for (size_t held = 1; held < kRecords; ++held) {
    for (size_t from = 0; from < held; ++from) {
      MadeLog rebuilt;
      rebuilt.keys.push_back(made_.keys[held]);
      auto entries = made_.entries;
      for (size_t n = from; n < kRecords; ++n) {
        rebuilt.Add(TestRecord(n + 1, start_, 1));
        entries[n] = rebuilt.entries.back();
      }
      EXPECT_EQ(BadIn(entries), from + 1);
    }
  }
}

TEST_F(Tampered, ABeginningThatIsCutOffIsMissed) {
  for (size_t n = 1; n < kRecords; ++n) {
    const std::vector<std::string> entries(made_.entries.begin() + static_cast<std::ptrdiff_t>(n),
                                           made_.entries.end());
    EXPECT_EQ(BadIn(entries), 1u);
  }
}

TEST_F(Tampered, ASegmentThatIsGoneIsMissed) {
  constexpr size_t kASegment = 5;
  for (unsigned segment : {1u, 2u}) {
    WriteLog(log_, made_.entries, kASegment);
    std::filesystem::remove(log_ + "/" + posix::SegmentName(segment));
    EXPECT_EQ(Bad(), (segment - 1) * kASegment + 1);
    // Nor do the others close up.
    WriteLog(log_, made_.entries, kASegment);
    for (unsigned next = segment; next < 3; ++next) {
      std::filesystem::rename(log_ + "/" + posix::SegmentName(next + 1),
                              log_ + "/" + posix::SegmentName(next));
    }
    EXPECT_EQ(Bad(), (segment - 1) * kASegment + 1);
  }
}

TEST_F(Tampered, ATailThatIsCutInsideARecordIsSeen) {
  WriteLog(log_, made_.entries);
  const std::string path = log_ + "/" + posix::SegmentName(1);
  uintmax_t size = std::filesystem::file_size(path);
  for (size_t n = kRecords; n > 0; --n) {
    for (size_t cut = 1; cut < made_.entries[n - 1].size(); ++cut) {
      std::filesystem::resize_file(path, --size);
      ASSERT_EQ(Bad(), n);
      ASSERT_EQ(kind_, Fault::Kind::kTorn);
    }
    std::filesystem::resize_file(path, --size);
  }
}

// What the seal alone does not show; a receipt over a record does, for that record and all before.
TEST_F(Tampered, WithoutAReceiptATailThatIsCutBetweenRecordsIsNotSeen) {
  for (size_t n = 1; n < kRecords; ++n) {
    const std::vector<std::string> entries(made_.entries.begin(),
                                           made_.entries.begin() + static_cast<std::ptrdiff_t>(n));
    EXPECT_EQ(BadIn(entries), 0u);
  }
}

TEST_F(Tampered, WithoutAReceiptWhoHeldAKeyCouldWriteFromThereOn) {
  for (size_t held = 1; held < kRecords; ++held) {
    MadeLog rebuilt;
    rebuilt.keys.push_back(made_.keys[held]);
    auto entries = made_.entries;
    for (size_t n = held; n < kRecords; ++n) {
      rebuilt.Add(TestRecord(n + 1, start_, 1));
      entries[n] = rebuilt.entries.back();
    }
    EXPECT_NE(entries, made_.entries);
    EXPECT_EQ(BadIn(entries), 0u);
  }
}

}  // namespace
}  // namespace dialgate::audit
