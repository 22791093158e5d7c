// What an auditor sees of a log whose beginning is gone: its gate dropped what he holds, or
// somebody took it away.
#include "ledger_log.h"

namespace dialgate::audit {
namespace {

using testing::MadeLog;
using testing::TestRecord;
using testing::TestStart;

class DroppedLog : public LedgerLogTest {};

// Segments hold records 1 to 4, 5 to 8, ...
TEST_F(DroppedLog, WhatIsHeldMayBeGone) {
  const MadeLog made = Dropped(Made(20), 17);
  Hold(made, 8);
  Verdict verdict = Verify(made, 2);
  EXPECT_FALSE(verdict.exposed());
  EXPECT_EQ(verdict.walked.first, 9u);
  EXPECT_EQ(verdict.walked.held, 8u);
  EXPECT_EQ(verdict.walked.unchecked(), 0u);
  EXPECT_EQ(verdict.walked.records, 21u);
  EXPECT_EQ(verdict.walked.gate, "test");
  EXPECT_EQ(verdict.bound.covered, 8u);
  verdict = Verify(made, 1);  // what is held is still there, in part
  EXPECT_FALSE(verdict.exposed());
  EXPECT_EQ(verdict.walked.first, 5u);
  EXPECT_EQ(verdict.walked.unchecked(), 4u);
  Hold(made, 16);
  verdict = Verify(made, 4);
  EXPECT_FALSE(verdict.exposed());
  EXPECT_EQ(verdict.walked.held, 16u);
  verdict = Verify(made, 2);  // from the older point on, so that more of it is verified
  EXPECT_FALSE(verdict.exposed());
  EXPECT_EQ(verdict.walked.held, 8u);
}

TEST_F(DroppedLog, WhatIsNotHeldMustNotBeGone) {
  const MadeLog made = Dropped(Made(20), 9);
  Hold(made, 7);
  EXPECT_FALSE(Verify(made, 1).exposed());
  const Verdict verdict = Verify(made, 2);
  ASSERT_TRUE(verdict.walked.fault);
  EXPECT_EQ(verdict.walked.fault->kind, Fault::Kind::kMissing);
  EXPECT_NE(verdict.walked.fault->message.find("the ledger holds nothing"), std::string::npos);
  Sign(made, 12);  // covered, and not held
  EXPECT_TRUE(Verify(made, 2).walked.fault);
}

// Held is not dropped: who takes the beginning away needs no key for that.
TEST_F(DroppedLog, WhatNoRecordSaysWasDroppedMustNotBeGone) {
  const MadeLog made = Made(20);
  Hold(made, 8);
  Verdict verdict = Verify(made, 1);
  ASSERT_TRUE(verdict.walked.fault);
  EXPECT_EQ(verdict.walked.fault->kind, Fault::Kind::kMissing);
  EXPECT_EQ(verdict.walked.fault->sequence, 1u);
  verdict = Verify(Dropped(made, 5), 2);
  ASSERT_TRUE(verdict.walked.fault);
  EXPECT_EQ(verdict.walked.fault->sequence, 5u);
  EXPECT_NE(verdict.walked.fault->message.find("beginning was taken away"), std::string::npos);
  EXPECT_FALSE(Verify(Dropped(made, 5), 1).exposed());
}

// Nobody's seal was checked on a record up to where it is held.
TEST_F(DroppedLog, OnlyACheckedRecordSaysWhatWasDropped) {
  MadeLog made = Dropped(Made(6), 5);
  for (uint64_t n = 8; n <= 20; ++n) made.Add(TestRecord(n, TestStart(kLog)));
  Hold(made, 12);
  EXPECT_FALSE(Verify(made).exposed());
  EXPECT_TRUE(Verify(made, 1).walked.fault);
}

// A torn end does not hide that.
TEST_F(DroppedLog, WhatIsMissingIsSaidBeforeATornEnd) {
  MadeLog made = Made(20);
  Hold(made, 8);
  made.entries.back().pop_back();
  EXPECT_EQ(Verify(made).walked.fault->kind, Fault::Kind::kTorn);
  EXPECT_NE(Verify(made).walked.fault->message.find("it is whole up to record 19"),
            std::string::npos);
  EXPECT_EQ(Verify(made, 1).walked.fault->kind, Fault::Kind::kMissing);
}

// A file of receipts beside the ledger: some are in it, too, and one is not.
TEST_F(DroppedLog, IsNotAccusedByReceiptsOfWhatWasDropped) {
  const MadeLog made = Dropped(Made(20), 9);
  Hold(made, 8);
  Verify(made, 2);
  const auto auditor = ReadAuditor(this->auditor());
  const Receipt known = auditor->ledger->Find(kLog)->receipts.front().receipt;
  Receipt other = known;
  other.covers.sequence = 3;
  ReceiptCheck check(auditor->ledger_or_null(), {known, other});
  ASSERT_TRUE(WalkLog(folder_ / "log", &auditor->keys, auditor->ledger_or_null(),
                      [&check](const Passage& passage) {
                        check.Take(passage.walked.log, passage.record, passage.seal);
                      }));
  const Bound bound = check.Finish();
  EXPECT_TRUE(bound.exposed.empty());
  EXPECT_EQ(bound.receipts, 1u);
  ASSERT_EQ(bound.before.size(), 1u);
  EXPECT_NE(bound.before[0].find("cannot be held against this log"), std::string::npos);
}

// Its key stays in held.keys; the receipt that counts is another, and holds nothing.
TEST_F(DroppedLog, WhatWasVoidedIsNotHeld) {
  const MadeLog made = Made(20);
  Hold(made, 8);
  {
    auto writer = LedgerWriter::Open(auditor());
    ASSERT_TRUE(writer && writer->Void(kLog, 8, kNow));
  }
  EXPECT_TRUE(Verify(made, 2).walked.fault);
  Sign(made, 8);
  EXPECT_TRUE(Verify(made, 2).walked.fault);
  EXPECT_FALSE(Verify(made).exposed());
}

TEST_F(DroppedLog, BehindWhatIsHeldEverySealIsChecked) {
  const MadeLog made = Made(20);
  Hold(made, 7);
  MadeLog changed = made;
  changed.entries[7].back() ^= 1;  // of the seal of record 8
  Verdict verdict = Verify(changed, 1);
  ASSERT_TRUE(verdict.walked.fault);
  EXPECT_EQ(verdict.walked.fault->sequence, 8u);
  changed = made;
  changed.entries[6].back() ^= 1;  // of the record that the receipt names
  verdict = Verify(changed, 1);
  ASSERT_TRUE(verdict.walked.fault);
  EXPECT_EQ(verdict.walked.fault->sequence, 7u);
  changed.entries = {made.entries.begin(), made.entries.begin() + 6};
  verdict = Verify(changed, 1);
  ASSERT_TRUE(verdict.walked.fault);
  EXPECT_EQ(verdict.walked.fault->kind, Fault::Kind::kMissing);
}

// Verified then, and held by the auditor: here only their order is.
TEST_F(DroppedLog, AChangeOfWhatIsHeldIsNotSeenInAShortenedLog) {
  const MadeLog made = Dropped(Made(20), 9);
  Hold(made, 7);
  MadeLog changed = made;
  changed.entries[4].back() ^= 1;
  EXPECT_FALSE(Verify(changed, 1).exposed());
  EXPECT_TRUE(Verify(changed).exposed()) << "the whole log shows it";
}

}  // namespace
}  // namespace dialgate::audit
