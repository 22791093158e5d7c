// A table of the policy: entries in buckets of 64 bytes, each in one of the two that its tag names.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_BUCKET_TABLE_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_BUCKET_TABLE_H

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "dialgate/tags.h"

namespace dialgate::builder {

// The words of an entry; the second one stands in tables of two words only. Its first 48 bits are
// the tag's short value.
using EntryWords = std::array<uint64_t, 2>;

// Two-choice cuckoo hashing (Pagh and Rodler 2004, with buckets: Dietzfelbinger and Weidling 2007).
// The same entries in the same order make the same table.
class BucketTable {
 public:
  static constexpr unsigned kBucketWords = 8;

  // As many buckets as `entries` fill to 95 percent, at least one. `entry_words` is 1 or 2.
  BucketTable(unsigned entry_words, uint64_t entries);

  // Puts an entry in, and others out of its way. False: it does not fit. Entries were moved then:
  // Grow.
  bool Insert(const Tag& tag, const EntryWords& words);

  // Empties the table and adds some buckets.
  void Grow();

  // Whether a reader could take one entry for another: both have the same 48 bits, and one stands
  // where the other could.
  bool HasTwins() const;

  // The buckets as they stand in the policy.
  std::string_view bytes() const {
    return {reinterpret_cast<const char*>(words_.data()), words_.size() * sizeof(uint64_t)};
  }

  // Gives back what only Insert and HasTwins need.
  void Close();

 private:
  static constexpr unsigned kMaxMoves = 2000;

  bool IsFree(uint32_t slot) const;
  bool PutInto(uint32_t bucket, uint32_t other, const EntryWords& words);
  void Set(uint32_t slot, uint32_t other, const EntryWords& words);
  EntryWords Get(uint32_t slot) const;
  unsigned Count(uint32_t bucket, uint64_t short_value) const;

  unsigned entry_words_;
  unsigned slots_;  // of a bucket
  uint32_t buckets_;
  std::vector<uint64_t> words_;
  std::vector<uint32_t> other_;  // of each slot: the other bucket of the entry that stands there
  uint32_t victim_ = 0;          // which slot has to move next, counted over all buckets
};

// Fills a table. `each` is called with a function that takes a tag and its words, calls it for
// every entry, and stops where that says false; it may be called several times and must give the
// same every time.
template <typename Each>
BucketTable FillTable(unsigned entry_words, uint64_t entries, Each each) {
  BucketTable table(entry_words, entries);
  while (!each([&](const Tag& tag, const EntryWords& words) { return table.Insert(tag, words); })) {
    table.Grow();
  }
  return table;
}

}  // namespace dialgate::builder

#endif
