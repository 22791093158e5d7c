#include "platform/builder/tables/bucket_table.h"

#include <gtest/gtest.h>

#include <random>

namespace dialgate::builder {
namespace {

Tag TagIn(uint32_t first_half, uint32_t second_half, uint64_t short_value) {
  return {uint64_t{second_half} << 32 | first_half, short_value << 16};
}

TEST(BucketTable, TwinsAreSeenWhereverTheyStand) {
  constexpr uint32_t kHalf = 1u << 31;  // the second of two buckets
  for (const Tag& other : {TagIn(0, 0, 7), TagIn(0, kHalf, 7), TagIn(kHalf, 0, 7)}) {
    BucketTable table(1, 9);  // two buckets
    ASSERT_TRUE(table.Insert(TagIn(0, 0, 7), {7u << 16 | 1, 0}));
    EXPECT_FALSE(table.HasTwins());
    ASSERT_TRUE(table.Insert(other, {7u << 16 | 2, 0}));
    EXPECT_TRUE(table.HasTwins());
  }
  BucketTable apart(1, 9);
  ASSERT_TRUE(apart.Insert(TagIn(0, 0, 7), {7u << 16 | 1, 0}));
  ASSERT_TRUE(apart.Insert(TagIn(kHalf, kHalf, 7), {7u << 16 | 2, 0}));
  EXPECT_FALSE(apart.HasTwins());
}

// Nine entries that all name one bucket have to wait for a second one.
TEST(BucketTable, GrowsUntilEverythingFits) {
  const auto each = [](const auto& insert) {
    for (uint64_t i = 0; i < 9; ++i) {
      if (!insert(TagIn(0, i == 0 ? ~0u : 0x0FFFFFFFu, i + 1), {(i + 1) << 16 | 1, 0}))
        return false;
    }
    return true;
  };
  const BucketTable table = FillTable(1, 8, each);
  EXPECT_GT(table.bytes().size(), 64u);
  EXPECT_FALSE(table.HasTwins());
}

TEST(BucketTable, HoldsNineteenTwentieths) {
  for (const unsigned entry_words : {1u, 2u}) {
    constexpr uint64_t kEntries = 200000;
    const auto each = [](const auto& insert) {
      std::mt19937_64 random(42);
      for (uint64_t i = 0; i < kEntries; ++i) {
        const Tag tag = {random(), random()};
        if (!insert(tag, {tag.short_value() << 16 | 1, i + 1})) return false;
      }
      return true;
    };
    const BucketTable table = FillTable(entry_words, kEntries, each);
    EXPECT_LT(static_cast<double>(table.bytes().size()), 1.01 * 8 * entry_words * kEntries / 0.95);
  }
}

TEST(BucketTable, HasABucketEvenForNothing) {
  EXPECT_EQ(BucketTable(2, 0).bytes(), std::string(64, '\0'));
}

}  // namespace
}  // namespace dialgate::builder
