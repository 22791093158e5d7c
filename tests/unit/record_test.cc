#include "dialgate/record.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "dialgate/permit.h"
#include "fake_crypto.h"

namespace dialgate {
namespace {

constexpr SealKey kStartKey = {{1, 2, 3}};
const testing::FakeCrypto kMac{};

std::string WrittenBy(SealChain* chain, const Record& record) {
  uint8_t out[kMaxEntrySize];
  const size_t size = WriteEntry(record, kMac, chain, out);
  return {reinterpret_cast<const char*>(out), size};
}

ByteView View(const std::string& bytes) {
  return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
}

std::string SampleReceipt() {
  Receipt receipt;
  receipt.covers = {0x77, 16, {{1, 2}}, 1'794'000'000};
  receipt.signed_at = 1'794'000'060;
  receipt.previous_sequence = 4;
  receipt.previous_seal = {{3}};
  receipt.held = true;
  uint8_t out[kMaxReceiptSize];
  const size_t size = WriteReceipt(receipt, out);
  return {reinterpret_cast<const char*>(out), size};
}

Record Sample(RecordKind kind) {
  Record record;
  record.sequence = 17;
  record.at = 1'795'000'000;
  record.kind = kind;
  record.start = {"shenzhen-3", "gate-1", 0x0123456789ABCDEF, StartKind::kFresh};
  record.decided.reason = Reason::kLimitReached;
  record.decided.key = {0xFEDCBA9876543210, 2, 3, Role::kRepresentative};
  record.decided.utc_offset = -9000;
  record.decided.detail = {Detail::Kind::kCap, 0, 7};
  record.decided.purpose = Purpose::kRelay;
  record.decided.mode = Mode::kPrerecorded;
  record.decided.disclosures.bits = 0x1E;
  record.reported.attempt = {{4, 5, 6, Role::kDebtor}, 9, 1'794'999'999, -9000};
  record.reported.outcome = Outcome::kRefused;
  record.reported.withdraws_only = true;
  static const uint8_t digest[32] = {7};
  record.policy = {7, {digest, 32}, 1'793'491'200, 1'796'083'200, "Example Bank"};
  record.withdrawn = {WithdrawalKind::kAccount, 77};
  record.restored = {16, 8, 0x77};
  static const std::string receipt = SampleReceipt();
  static const uint8_t signature[64] = {9};
  record.receipt = {View(receipt), {signature, 64}};
  record.carried = {{{4, 5, 6, Role::kDebtor}, 9, 1'794'999'999, 28800}, Outcome::kVoicemail};
  record.carried_withdrawal = {9, WithdrawalKind::kWrongParty, 77, 0x77, 5};
  record.dropped = {9, 0x77, 7, 1'795'000'000, 1'794'000'000, 8, 8};
  return record;
}

constexpr RecordKind kKinds[] = {RecordKind::kStart,     RecordKind::kDecided,
                                 RecordKind::kReported,  RecordKind::kPolicyTaken,
                                 RecordKind::kWithdrawn, RecordKind::kRestored,
                                 RecordKind::kEnd,       RecordKind::kReceiptTaken,
                                 RecordKind::kCarried,   RecordKind::kCarriedWithdrawal,
                                 RecordKind::kDropped};

TEST(Record, IsReadAsItWasWritten) {
  for (RecordKind kind : kKinds) {
    SealChain chain(kStartKey, 17);
    const std::string bytes = WrittenBy(&chain, Sample(kind));
    const auto entry = ReadEntry(View(bytes));
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->size, bytes.size());
    const auto read = ReadRecord(entry->record);
    ASSERT_TRUE(read.has_value()) << static_cast<int>(kind);
    EXPECT_EQ(read->kind, kind);
    SealChain again(kStartKey, 17);
    EXPECT_EQ(WrittenBy(&again, *read), bytes);
  }
}

TEST(Record, CutShortAnywhereIsSaid) {
  for (RecordKind kind : kKinds) {
    SealChain chain(kStartKey, 17);
    const std::string bytes = WrittenBy(&chain, Sample(kind));
    for (size_t size = 0; size < bytes.size(); ++size) {
      const auto entry = ReadEntry({View(bytes).data, size});
      ASSERT_FALSE(entry.has_value()) << size;
      EXPECT_EQ(entry.error(), RecordError::kCutShort) << size;
    }
  }
}

// Whatever is accepted is written again as the same bytes: there is one encoding.
TEST(Record, HasOneEncoding) {
  for (RecordKind kind : kKinds) {
    SealChain chain(kStartKey, 17);
    const std::string bytes = WrittenBy(&chain, Sample(kind));
    for (size_t at = 0; at < bytes.size(); ++at) {
      for (int change = 1; change < 256; ++change) {
        std::string altered = bytes;
        altered[at] = static_cast<char>(altered[at] ^ change);
        const auto entry = ReadEntry(View(altered));
        if (!entry) continue;
        const auto read = ReadRecord(entry->record);
        if (!read) continue;
        SealChain again(kStartKey, read->sequence);
        const std::string written = WrittenBy(&again, *read);
        const auto reread = ReadEntry(View(written));
        ASSERT_TRUE(reread.has_value());
        ASSERT_EQ(reread->record.size, entry->record.size);
        ASSERT_EQ(std::memcmp(reread->record.data, entry->record.data, entry->record.size), 0);
      }
    }
  }
}

TEST(SealChain, EachRecordMovesTheKey) {
  SealChain chain(kStartKey, 1);
  Record record = Sample(RecordKind::kEnd);
  const std::string first = WrittenBy(&chain, record), second = WrittenBy(&chain, record);
  EXPECT_NE(first, second);
  EXPECT_EQ(chain.sequence(), 3u);
  SealChain check(kStartKey, 1);
  for (const std::string& bytes : {first, second}) {
    const auto entry = ReadEntry(View(bytes));
    EXPECT_TRUE(check.Next(kMac, entry->record) == entry->seal);
  }
}

TEST(Permit, IsReadByItsOwnKeyAlone) {
  const Attempt attempt = Sample(RecordKind::kReported).reported.attempt;
  const PermitKey key = {{9}};
  const Permit permit = MakePermit(attempt, key, kMac);
  const auto read = ReadPermit(permit, key, kMac);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->sequence, attempt.sequence);
  EXPECT_EQ(read->at, attempt.at);
  EXPECT_EQ(read->utc_offset, attempt.utc_offset);
  EXPECT_EQ(read->key.number, attempt.key.number);
  EXPECT_EQ(read->key.account, attempt.key.account);
  EXPECT_EQ(read->key.debtor, attempt.key.debtor);
  EXPECT_EQ(read->key.role, attempt.key.role);
  EXPECT_FALSE(ReadPermit(permit, PermitKey{{8}}, kMac).has_value());
  for (size_t at = 0; at < Permit::kSize; ++at) {
    Permit altered = permit;
    altered.bytes[at] ^= 1;
    EXPECT_FALSE(ReadPermit(altered, key, kMac).has_value()) << at;
  }
}

}  // namespace
}  // namespace dialgate
