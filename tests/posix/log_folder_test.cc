#include "dialgate/posix/log_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include "file_limit.h"
#include "log_files.h"
#include "temporary_folder.h"

namespace dialgate::posix {
namespace {

using testing::EntryWriter;
using testing::FileLimit;
using ::testing::HasSubstr;
using testing::ReadFile;
using testing::Sequences;
using testing::TemporaryFolder;
using testing::View;
using testing::WriteFile;

class LogFolderTest : public ::testing::Test {
 protected:
  std::string F() const { return folder_ / "log"; }
  std::string Segment(unsigned number) const { return F() + "/" + SegmentName(number); }

  // A log of `count` entries; the texts of all.
  std::vector<std::string> Make(unsigned count, LogSizes sizes = {}) {
    auto log = LogFolder::Create(F(), sizes);
    if (!log) abort();
    std::vector<std::string> entries;
    for (unsigned i = 0; i < count; ++i) {
      entries.push_back(writer_.Next());
      EXPECT_TRUE((*log)->HasRoom());
      EXPECT_TRUE((*log)->Append(View(entries.back())));
      if (i % 3 == 2) {
        EXPECT_TRUE((*log)->Sync());
      }
    }
    EXPECT_TRUE((*log)->Sync());
    return entries;
  }
  std::vector<uint64_t> Read() {
    Sequences read;
    const auto contents = ReadLog(F(), read.Take());
    EXPECT_TRUE(contents) << contents.error().message;
    return read.all();
  }
  std::string OpenError() {
    const auto opened = LogFolder::Open(F(), Sequences().Take());
    return opened ? "none" : opened.error().message;
  }

  TemporaryFolder folder_;
  EntryWriter writer_;
};

TEST_F(LogFolderTest, EntriesAreReadBackInOrderOverAllSegments) {
  LogSizes small;
  small.segment = 200;
  Make(100, small);
  EXPECT_TRUE(std::filesystem::exists(Segment(5)));
  EXPECT_EQ(Read(), Sequences::UpTo(100));
}

TEST_F(LogFolderTest, GoesOnWhereItEnded) {
  Make(7);
  {
    Sequences read;
    auto log = LogFolder::Open(F(), read.Take());
    ASSERT_TRUE(log) << log.error().message;
    EXPECT_EQ(read.all(), Sequences::UpTo(7));
    EXPECT_EQ((*log)->found().torn, 0u);
    ASSERT_TRUE((*log)->Append(View(writer_.Next())));
    ASSERT_TRUE((*log)->Sync());
  }
  EXPECT_EQ(Read(), Sequences::UpTo(8));
}

TEST_F(LogFolderTest, WhatWasNotSyncedIsNotThere) {
  auto log = LogFolder::Create(F());
  ASSERT_TRUE((*log)->Append(View(writer_.Next())));
  EXPECT_EQ(Read(), Sequences::UpTo(0));
  ASSERT_TRUE((*log)->Sync());
  EXPECT_EQ(Read(), Sequences::UpTo(1));
}

TEST_F(LogFolderTest, ATornEndIsCutOffAtTheLastWholeEntryAtEveryByte) {
  const auto entries = Make(5);
  const std::string whole = ReadFile(Segment(1));
  const size_t kept = entries[0].size() + entries[1].size();
  for (size_t size = kept; size <= whole.size(); ++size) {
    SCOPED_TRACE(size);
    size_t end = 0;
    unsigned count = 0;
    while (count < 5 && end + entries[count].size() <= size) end += entries[count++].size();
    WriteFile(Segment(1), whole.substr(0, size));
    {
      auto log = LogFolder::Open(F(), Sequences().Take());
      ASSERT_TRUE(log) << log.error().message;
      EXPECT_EQ((*log)->found().torn, size - end);
      EXPECT_EQ((*log)->found().entries, count);
    }
    EXPECT_EQ(ReadFile(Segment(1)), whole.substr(0, end));
  }
}

// A disk writes sectors in any order: one that never came is zeros, and what follows it is whole.
TEST_F(LogFolderTest, ASectorThatNeverCameEndsTheLog) {
  Make(60);
  const std::string whole = ReadFile(Segment(1));
  ASSERT_GT(whole.size(), 2048u);
  for (size_t sector = 512; sector + 512 <= whole.size(); sector += 512) {
    std::string torn = whole;
    torn.replace(sector, 512, 512, '\0');
    WriteFile(Segment(1), torn);
    Sequences read;
    auto log = LogFolder::Open(F(), read.Take());
    ASSERT_TRUE(log) << log.error().message;
    EXPECT_EQ(read.all(), Sequences::UpTo(read.all().size()));
    EXPECT_LE((*log)->found().end.offset, sector);
    EXPECT_GT((*log)->found().end.offset + kMaxEntrySize, sector);
  }
}

// A file may be as long as it was written, and have only what the sync before left in it.
TEST_F(LogFolderTest, ALengthWithoutItsBytesEndsTheLog) {
  const auto entries = Make(20);
  const std::string whole = ReadFile(Segment(1));
  for (size_t kept = 0, count = 0; count < 20; kept += entries[count++].size()) {
    WriteFile(Segment(1), whole.substr(0, kept) + std::string(whole.size() - kept, '\0'));
    auto log = LogFolder::Open(F(), Sequences().Take());
    ASSERT_TRUE(log) << log.error().message;
    EXPECT_EQ((*log)->found().end.offset, kept);
  }
}

// Of the last entry a few bytes are in the next sector: that it never came only the seal shows.
TEST_F(LogFolderTest, AnEndThatIsRefusedIsTornWhereItsSectorNeverCame) {
  std::vector<std::string> entries;
  std::string whole;
  while (whole.size() % 512 == 0 || whole.size() % 512 > 8) {
    entries.push_back(writer_.Next());
    whole += entries.back();
  }
  Make(1);
  const TakeEntry refuse_last = [&](const Entry&, const Record& record, const LogPlace&) {
    return record.sequence < entries.size() ? Result<void>()
                                            : tl::make_unexpected(Error{"not its seal"});
  };
  WriteFile(Segment(1), whole);
  const auto changed = LogFolder::Open(F(), refuse_last);
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().message, "not its seal");
  const size_t sector = whole.size() / 512 * 512;
  WriteFile(Segment(1), whole.substr(0, sector) + std::string(whole.size() - sector, '\0'));
  const auto torn = LogFolder::Open(F(), refuse_last);
  ASSERT_TRUE(torn) << torn.error().message;
  EXPECT_EQ((*torn)->found().entries, entries.size() - 1);
  EXPECT_EQ((*torn)->found().torn, entries.back().size());
}

TEST_F(LogFolderTest, WhatIsMalformedBeforeTheEndIsNamedAndTheLogIsNotUsed) {
  const auto entries = Make(60);
  std::string text = ReadFile(Segment(1));
  text[entries[0].size()] = '\x7F';
  WriteFile(Segment(1), text);
  EXPECT_THAT(OpenError(), HasSubstr("00000001.log:" + std::to_string(entries[0].size()) +
                                     ": is no record"));
  EXPECT_EQ(ReadFile(Segment(1)), text) << "nothing is cut off";
}

TEST_F(LogFolderTest, OnlyTheLastSegmentMayBeTorn) {
  LogSizes small;
  small.segment = 200;
  Make(30, small);
  const std::string text = ReadFile(Segment(1));
  WriteFile(Segment(1), text.substr(0, text.size() - 1));
  EXPECT_THAT(OpenError(), HasSubstr("00000001.log:"));
  WriteFile(Segment(1), text);
  std::filesystem::remove(Segment(2));
  EXPECT_THAT(OpenError(), HasSubstr("00000002.log: No such file"));
}

TEST_F(LogFolderTest, ASecondWriterIsRefused) {
  const auto first = LogFolder::Create(F());
  ASSERT_TRUE(first);
  const auto second = LogFolder::Open(F(), Sequences().Take());
  ASSERT_FALSE(second);
  EXPECT_TRUE(second.error().held);
  EXPECT_THAT(second.error().message, HasSubstr("another gate is running on this log"));
}

TEST_F(LogFolderTest, ANewLogComesIntoNoFolderThatHasSomething) {
  std::filesystem::create_directories(F());
  WriteFile(F() + "/lock", "");
  EXPECT_TRUE(LogFolder::Create(F())) << "a lock alone is left by the power's going";
  EXPECT_FALSE(LogFolder::Create(F()));
  std::filesystem::remove_all(F());
  EXPECT_THAT(OpenError(), HasSubstr("there is no log here"));
  std::filesystem::create_directories(F());
  EXPECT_THAT(OpenError(), HasSubstr("has no segment"));
}

TEST_F(LogFolderTest, AWriteThatFailedEndsTheWritingUntilItIsOpenedAnew) {
  {
    auto log = LogFolder::Create(F());
    for (unsigned i = 0; i < 5; ++i) ASSERT_TRUE((*log)->Append(View(writer_.Next())));
    {
      const FileLimit limit(100);
      const auto synced = (*log)->Sync();
      ASSERT_FALSE(synced);
      EXPECT_THAT(synced.error().message, HasSubstr("write failed: File too large"));
    }
    EXPECT_FALSE((*log)->HasRoom());
    EXPECT_FALSE((*log)->Append(View(EntryWriter().Next())));
    EXPECT_FALSE((*log)->Sync()) << "though the disk would take it now";
  }
  Sequences read;
  auto log = LogFolder::Open(F(), read.Take());
  ASSERT_TRUE(log);
  EXPECT_TRUE((*log)->HasRoom());
  EXPECT_EQ(read.all(), Sequences::UpTo(read.all().size()));
}

// A file system of 4 MiB, which only root can mount.
TEST_F(LogFolderTest, OnAFullDiskDecisionsStopAndWithdrawalsStillPass) {
  std::filesystem::create_directories(F());
  if (mount("tmpfs", F().c_str(), "tmpfs", 0, "size=4m") != 0) GTEST_SKIP() << "only for root";
  {
    LogSizes sizes;
    sizes.ahead = 64 << 10;
    sizes.reserve = 16 << 10;
    auto log = LogFolder::Create(F(), sizes);
    ASSERT_TRUE(log) << log.error().message;
    unsigned decisions = 0, withdrawals = 0;
    while ((*log)->HasRoom()) {
      ASSERT_TRUE((*log)->Append(View(writer_.Next())));
      if (++decisions % 100 == 0) {
        ASSERT_TRUE((*log)->Sync());
      }
    }
    ASSERT_TRUE((*log)->Sync());
    EXPECT_GT(decisions, 10000u);
    while ((*log)->Append(View(writer_.Next()))) ++withdrawals;
    EXPECT_GT(withdrawals, 200u);
    ASSERT_TRUE((*log)->Sync()) << "all that was appended had its room";
    EXPECT_EQ(Read(), Sequences::UpTo(decisions + withdrawals));
  }
  umount(F().c_str());
}

}  // namespace
}  // namespace dialgate::posix
