#include "dialgate/tags.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "fake_crypto.h"

namespace dialgate {
namespace {

TEST(Tag, NamesTwoBucketsInRange) {
  const Tag lowest{0, 0}, highest{UINT64_MAX, 0};
  for (uint32_t buckets : {1u, 2u, 3u, 1u << 20, UINT32_MAX}) {
    EXPECT_EQ(lowest.first_bucket(buckets), 0u);
    EXPECT_EQ(highest.first_bucket(buckets), buckets - 1);
    EXPECT_EQ(highest.second_bucket(buckets), buckets - 1);
  }
  EXPECT_EQ((Tag{0x80000000u, 0}).first_bucket(10), 5u);
  EXPECT_EQ((Tag{0x80000000u, 0}).second_bucket(10), 0u);
}

TEST(Tagger, KindsNeverMeet) {
  const testing::FakeCrypto crypto;
  const Tagger tagger({{7}}, crypto);
  const Tag account = tagger.Account("L-1042");
  std::set<uint64_t> values{
      account.value, tagger.Debtor("L-1042").value, tagger.KeyId(),
      tagger.Contact(account, PhoneNumber::FromDigits("8613800138000")).value,
      tagger.Contact(tagger.Account("L-1043"), PhoneNumber::FromDigits("8613800138000")).value};
  EXPECT_EQ(values.size(), 5u);
  EXPECT_NE(Tagger({{8}}, crypto).KeyId(), tagger.KeyId());
}

TEST(Tagger, IdsAreOneTo64Bytes) {
  const testing::FakeCrypto crypto;
  const Tagger tagger({{7}}, crypto);
  EXPECT_EQ(tagger.Account("").value, 0u);
  EXPECT_EQ(tagger.Account(std::string(65, 'x')).value, 0u);
  EXPECT_NE(tagger.Account(std::string(64, 'x')).value, 0u);
}

}  // namespace
}  // namespace dialgate
