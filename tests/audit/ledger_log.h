// A log in segments of four records, and an auditor's folder with a ledger that knows it.
#ifndef DIALGATE_TESTS_AUDIT_LEDGER_LOG_H
#define DIALGATE_TESTS_AUDIT_LEDGER_LOG_H

#include <gtest/gtest.h>

#include <filesystem>

#include "dialgate/posix/log_keys.h"
#include "dialgate/posix/receipt_text.h"
#include "dialgate/sodium_crypto.h"
#include "made_log.h"
#include "platform/audit/auditor.h"
#include "platform/audit/log_walk.h"
#include "platform/audit/receipt_check.h"
#include "platform/audit/receipt_signing.h"
#include "temporary_folder.h"

namespace dialgate::audit {

class LedgerLogTest : public ::testing::Test {
 protected:
  static constexpr uint64_t kLog = 5;
  static constexpr int64_t kNow = 1795000900;  // TestRecord's times begin 900 s before it
  static constexpr size_t kASegment = 4;

  LedgerLogTest() {
    EXPECT_TRUE(posix::MakeAuditor(folder_ / "auditor"));
    auto keys = ReadAuditorKeys(auditor());
    keys_ = std::move(*keys);
    auto writer = LedgerWriter::Open(auditor());
    EXPECT_TRUE(writer && writer->AddGateLog(kLog, "shenzhen-3", "test", kNow - 900));
  }
  std::string auditor() const { return folder_ / "auditor"; }

  testing::MadeLog Made(unsigned records, unsigned variant = 0) {
    return testing::MakeLog(testing::TestStart(kLog), records, keys_, variant);
  }
  // The same up to record `from`, then another.
  testing::MadeLog Fork(const testing::MadeLog& made, uint64_t from, unsigned records) {
    testing::MadeLog fork;
    fork.entries.assign(made.entries.begin(), made.entries.begin() + from);
    fork.keys.assign(made.keys.begin(), made.keys.begin() + from + 1);
    for (uint64_t n = from + 1; n <= records; ++n) {
      fork.Add(testing::TestRecord(n, testing::TestStart(kLog), 3));
    }
    return fork;
  }

  // Its gate dropped what is before record `before`: its newest record says so.
  static testing::MadeLog Dropped(testing::MadeLog made, uint64_t before) {
    Record record = testing::TestRecord(made.entries.size() + 1, testing::TestStart(kLog));
    record.kind = RecordKind::kDropped;
    record.dropped.before = before;
    record.dropped.log = kLog;
    made.Add(record);
    return made;
  }

  static Checkpoint HeadOf(const testing::MadeLog& made, uint64_t sequence) {
    const std::string& bytes = made.entries[sequence - 1];
    const auto entry = ReadEntry({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
    return {kLog, sequence, entry->seal, ReadRecord(entry->record)->at};
  }
  std::string TextOf(const Checkpoint& checkpoint) {
    const auto key = posix::MakeLogKey(*keys_.seal, {"shenzhen-3", "test", LogText(kLog)},
                                       posix::LogKeyUse::kCheckpoints);
    uint8_t message[kMaxCheckpointSize];
    const size_t size = WriteCheckpoint(checkpoint, key.value, crypto_, message);
    return posix::CheckpointText({message, size});
  }
  void Sign(const testing::MadeLog& made, uint64_t sequence) {
    const auto text = SignCheckpoint({auditor(), kNow}, TextOf(HeadOf(made, sequence)));
    ASSERT_TRUE(text) << text.error().message;
  }
  void Hold(const testing::MadeLog& made, uint64_t sequence) {
    const auto text =
        SignHeld({auditor(), kNow}, HeadOf(made, sequence), false, made.keys[sequence]);
    ASSERT_TRUE(text) << text.error().message;
  }

  struct Verdict {
    Walked walked;
    Bound bound;
    bool exposed() const { return walked.fault || !bound.exposed.empty(); }
  };
  // Of the log as it would lie in a folder, its first `dropped` segments gone.
  Verdict Verify(const testing::MadeLog& made, unsigned dropped = 0) {
    testing::WriteLog(folder_ / "log", made.entries, kASegment);
    for (unsigned n = 1; n <= dropped; ++n) {
      std::filesystem::remove(folder_ / ("log/" + posix::SegmentName(n)));
    }
    const auto auditor = ReadAuditor(this->auditor());
    EXPECT_TRUE(auditor) << auditor.error().message;
    ReceiptCheck check(auditor->ledger_or_null(), {});
    const auto walked = WalkLog(folder_ / "log", &auditor->keys, auditor->ledger_or_null(),
                                [&check](const Passage& passage) {
                                  check.Take(passage.walked.log, passage.record, passage.seal);
                                });
    EXPECT_TRUE(walked) << walked.error().message;
    return {*walked, check.Finish()};
  }

  const SodiumCrypto crypto_{};
  const testing::TemporaryFolder folder_;
  AuditorKeys keys_;
};

}  // namespace dialgate::audit

#endif
