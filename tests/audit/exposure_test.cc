// What an auditor sees of a log that somebody with its keys had his hands on, by the receipts in
// his ledger; and what he does not see.
#include "ledger_log.h"

namespace dialgate::audit {
namespace {

using testing::MadeLog;

class Exposure : public LedgerLogTest {};

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
  EXPECT_TRUE(
      SignCheckpoint({auditor(), HeadOf(made, 20).at - kMostAhead}, TextOf(HeadOf(made, 20))));
}

}  // namespace
}  // namespace dialgate::audit
