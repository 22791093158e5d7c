// What an auditor sees of a log that somebody with its keys had his hands on, by the receipts in
// his ledger; and what he does not see.
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
namespace {

using testing::MadeLog;
using testing::MakeLog;
using testing::TestRecord;
using testing::TestStart;
using testing::WriteLog;

constexpr uint64_t kLog = 5;
constexpr int64_t kNow = 1795000900;  // TestRecord's times begin 900 s before it
constexpr size_t kASegment = 4;

const SodiumCrypto kCrypto;

class Exposure : public ::testing::Test {
 protected:
  Exposure() {
    EXPECT_TRUE(posix::MakeAuditor(folder_ / "auditor"));
    auto keys = ReadAuditorKeys(auditor());
    keys_ = std::move(*keys);
    auto writer = LedgerWriter::Open(auditor());
    EXPECT_TRUE(writer && writer->AddGateLog(kLog, "shenzhen-3", "test", kNow - 900));
  }
  std::string auditor() const { return folder_ / "auditor"; }

  MadeLog Made(unsigned records, unsigned variant = 0) {
    return MakeLog(TestStart(kLog), records, keys_, variant);
  }
  // The same up to record `from`, then another.
  MadeLog Fork(const MadeLog& made, uint64_t from, unsigned records) {
    MadeLog fork;
    fork.entries.assign(made.entries.begin(), made.entries.begin() + from);
    fork.keys.assign(made.keys.begin(), made.keys.begin() + from + 1);
    for (uint64_t n = from + 1; n <= records; ++n) fork.Add(TestRecord(n, TestStart(kLog), 3));
    return fork;
  }

  static Checkpoint HeadOf(const MadeLog& made, uint64_t sequence) {
    const std::string& bytes = made.entries[sequence - 1];
    const auto entry =
        ReadEntry({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
    return {kLog, sequence, entry->seal, ReadRecord(entry->record)->at};
  }
  std::string TextOf(const Checkpoint& checkpoint) {
    const auto key = posix::MakeLogKey(*keys_.seal, {"shenzhen-3", "test", LogText(kLog)},
                                       posix::LogKeyUse::kCheckpoints);
    uint8_t message[kMaxCheckpointSize];
    const size_t size = WriteCheckpoint(checkpoint, key.value, kCrypto, message);
    return posix::CheckpointText({message, size});
  }
  void Sign(const MadeLog& made, uint64_t sequence) {
    const auto text = SignCheckpoint({auditor(), kNow}, TextOf(HeadOf(made, sequence)));
    ASSERT_TRUE(text) << text.error().message;
  }
  void Hold(const MadeLog& made, uint64_t sequence) {
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
  Verdict Verify(const MadeLog& made, unsigned dropped = 0) {
    WriteLog(folder_ / "log", made.entries, kASegment);
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

  const testing::TemporaryFolder folder_;
  AuditorKeys keys_;
};

TEST_F(Exposure, TheWholeLogIsBoundUpToItsNewestReceipt) {
  const MadeLog made = Made(20);
  Sign(made, 6);
  Sign(made, 11);
  const Verdict verdict = Verify(made);
  EXPECT_FALSE(verdict.exposed());
  EXPECT_EQ(verdict.bound.covered, 11u);
  EXPECT_EQ(verdict.bound.receipts, 2u);
  EXPECT_EQ(verdict.bound.signed_at, kNow);
}

TEST_F(Exposure, ALogThatWasRebuiltFromItsFirstKey) {
  Sign(Made(20), 11);
  const Verdict verdict = Verify(Made(20, 1));
  EXPECT_FALSE(verdict.walked.fault) << "every seal fits";
  EXPECT_EQ(verdict.bound.exposed.size(), 1u);
}

TEST_F(Exposure, AForkAtEveryRecordThatAReceiptCovers) {
  const MadeLog made = Made(20);
  Sign(made, 6);
  Sign(made, 12);
  for (uint64_t from = 1; from < 12; ++from) {
    const Verdict verdict = Verify(Fork(made, from, 20));
    EXPECT_FALSE(verdict.walked.fault);
    EXPECT_EQ(verdict.bound.exposed.size(), from < 6 ? 2u : 1u) << from;
  }
}

TEST_F(Exposure, AForkBehindTheNewestReceiptIsNotSeenUntilTheNext) {
  const MadeLog made = Made(20);
  Sign(made, 11);
  EXPECT_FALSE(Verify(Fork(made, 11, 20)).exposed());
  Sign(made, 20);
  EXPECT_TRUE(Verify(Fork(made, 11, 20)).exposed());
}

TEST_F(Exposure, ATailThatWasCutOffWhatAReceiptCovers) {
  const MadeLog made = Made(20);
  Sign(made, 11);
  for (unsigned records = 1; records <= 10; ++records) {
    const Verdict verdict = Verify(Made(records));
    EXPECT_FALSE(verdict.walked.fault);
    EXPECT_TRUE(verdict.exposed()) << records;
  }
}

TEST_F(Exposure, ATailThatNoReceiptCoversIsCutUnseen) {
  Sign(Made(20), 11);
  EXPECT_FALSE(Verify(Made(11)).exposed());
}

TEST_F(Exposure, AReceiptThatWasVoidedCountsNoMore) {
  const MadeLog made = Made(20);
  Sign(made, 6);
  Sign(Fork(made, 8, 20), 15);
  EXPECT_TRUE(Verify(made).exposed());
  {
    auto writer = LedgerWriter::Open(auditor());
    ASSERT_TRUE(writer && writer->Void(kLog, 15, kNow));
    EXPECT_FALSE(writer->Void(kLog, 15, kNow));
  }
  EXPECT_FALSE(Verify(made).exposed());
  Sign(made, 12);  // follows the first, and is under the voided one
  EXPECT_EQ(Verify(made).bound.covered, 12u);
}

TEST_F(Exposure, AClosedLogDoesNotGoOn) {
  const MadeLog made = Made(20);
  {
    auto writer = LedgerWriter::Open(auditor());
    ASSERT_TRUE(writer && writer->Close(kLog, 15, kNow));
    EXPECT_FALSE(writer->Close(kLog, 16, kNow));
  }
  EXPECT_FALSE(Verify(Made(15)).exposed());
  EXPECT_TRUE(Verify(made).exposed());
  const auto text = SignCheckpoint({auditor(), kNow}, TextOf(HeadOf(made, 20)));
  ASSERT_FALSE(text);
  EXPECT_NE(text.error().message.find("closed"), std::string::npos);
}

// Segments hold records 1 to 4, 5 to 8, ...
TEST_F(Exposure, WhatIsHeldMayBeGone) {
  const MadeLog made = Made(20);
  Hold(made, 8);
  Verdict verdict = Verify(made, 2);
  EXPECT_FALSE(verdict.exposed());
  EXPECT_EQ(verdict.walked.first, 9u);
  EXPECT_EQ(verdict.walked.held, 8u);
  EXPECT_EQ(verdict.walked.records, 20u);
  EXPECT_EQ(verdict.walked.gate, "test");
  EXPECT_EQ(verdict.bound.covered, 8u);
  verdict = Verify(made, 1);  // what is held is still there, in part
  EXPECT_FALSE(verdict.exposed());
  EXPECT_EQ(verdict.walked.first, 5u);
  Hold(made, 16);
  verdict = Verify(made, 4);
  EXPECT_FALSE(verdict.exposed());
  EXPECT_EQ(verdict.walked.held, 16u);
  verdict = Verify(made, 2);  // from the older point on, so that more of it is verified
  EXPECT_FALSE(verdict.exposed());
  EXPECT_EQ(verdict.walked.held, 8u);
}

TEST_F(Exposure, WhatIsNotHeldMustNotBeGone) {
  const MadeLog made = Made(20);
  Hold(made, 7);
  EXPECT_FALSE(Verify(made, 1).exposed());
  const Verdict verdict = Verify(made, 2);
  ASSERT_TRUE(verdict.walked.fault);
  EXPECT_EQ(verdict.walked.fault->kind, Fault::Kind::kMissing);
  EXPECT_NE(verdict.walked.fault->message.find("the ledger holds nothing"), std::string::npos);
  Sign(made, 12);  // covered, and not held
  EXPECT_TRUE(Verify(made, 2).walked.fault);
}

// Its key stays in held.keys; the receipt that counts is another, and holds nothing.
TEST_F(Exposure, WhatWasVoidedIsNotHeld) {
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

TEST_F(Exposure, BehindWhatIsHeldEverySealIsChecked) {
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
TEST_F(Exposure, AChangeOfWhatIsHeldIsNotSeenInAShortenedLog) {
  const MadeLog made = Made(20);
  Hold(made, 7);
  MadeLog changed = made;
  changed.entries[4].back() ^= 1;
  EXPECT_FALSE(Verify(changed, 1).exposed());
  EXPECT_TRUE(Verify(changed).exposed()) << "the whole log shows it";
}

TEST_F(Exposure, TheAuditorSignsNoCheckpointFromTheFuture) {
  const MadeLog made = Made(20);
  const std::string head = TextOf(HeadOf(made, 20));
  const int64_t at = HeadOf(made, 20).at;
  const auto early = SignCheckpoint({auditor(), at - kMostAhead - 1}, head);
  ASSERT_FALSE(early);
  EXPECT_NE(early.error().message.find("from the future"), std::string::npos);
  const auto reset = SignCheckpoint({auditor(), at - kMostAhead - 1, true}, head);
  ASSERT_TRUE(reset);
  EXPECT_TRUE(reset->receipt.resets_clock);
  EXPECT_EQ(reset->receipt.signed_at, at - kMostAhead - 1);
}

TEST_F(Exposure, FiveMinutesAheadIsNoFuture) {
  const MadeLog made = Made(20);
  EXPECT_TRUE(SignCheckpoint({auditor(), HeadOf(made, 20).at - kMostAhead},
                             TextOf(HeadOf(made, 20))));
}

}  // namespace
}  // namespace dialgate::audit
