#include "dialgate/posix/record_finder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "made_log.h"
#include "temporary_folder.h"

namespace dialgate::posix {
namespace {

using testing::MadeLog;
using testing::MakeLog;
using testing::TemporaryFolder;
using testing::TestAuditor;
using testing::TestRecord;
using testing::TestStart;
using testing::WriteLog;

constexpr uint64_t kLog = 5;
constexpr size_t kASegment = 4;

Checkpoint HeadOf(const MadeLog& made, uint64_t sequence) {
  const std::string& bytes = made.entries[sequence - 1];
  const auto entry = ReadEntry({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
  return {kLog, sequence, entry->seal, ReadRecord(entry->record)->at};
}

TEST(RecordFinder, FindsEveryRecordInItsSegment) {
  const TemporaryFolder folder;
  const MadeLog made = MakeLog(TestStart(kLog), 20, TestAuditor());
  WriteLog(folder / "log", made.entries, kASegment);
  const RecordFinder finder(folder / "log");
  Seal seal;
  int64_t at;
  for (uint64_t n = 1; n <= 20; ++n) {
    ASSERT_TRUE(finder.Find(n, &seal, &at)) << n;
    EXPECT_TRUE(seal == HeadOf(made, n).seal) << n;
    EXPECT_EQ(at, HeadOf(made, n).at) << n;
  }
  EXPECT_FALSE(finder.Find(21, &seal, &at));
  EXPECT_FALSE(RecordFinder(folder / "none").Find(1, &seal, &at));
}

TEST(RecordFinder, ARecordThatWasDroppedIsTheOneThatAReceiptInTheLogNames) {
  const TemporaryFolder folder;
  MadeLog made = MakeLog(TestStart(kLog), 8, TestAuditor());
  Record record = TestRecord(9, TestStart(kLog));
  record.kind = RecordKind::kReceiptTaken;
  Receipt receipt;
  receipt.covers = HeadOf(made, 4);
  receipt.signed_at = 1795000900;
  uint8_t body[kMaxReceiptSize];
  const uint8_t signature[64] = {};
  record.receipt = {{body, WriteReceipt(receipt, body)}, {signature, 64}};
  made.Add(record);
  WriteLog(folder / "log", made.entries, kASegment);
  std::filesystem::remove(folder / "log/00000001.log");
  const RecordFinder finder(folder / "log");
  Seal seal;
  int64_t at;
  ASSERT_TRUE(finder.Find(4, &seal, &at));
  EXPECT_TRUE(seal == receipt.covers.seal);
  EXPECT_EQ(at, receipt.covers.at);
  EXPECT_FALSE(finder.Find(3, &seal, &at));
}

}  // namespace
}  // namespace dialgate::posix
