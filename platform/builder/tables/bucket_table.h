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

  // Brings the buckets of an entry near that is going to be inserted.
  void Prefetch(const Tag& tag) const {
    __builtin_prefetch(&words_[size_t{tag.first_bucket(buckets_)} * kBucketWords], 1);
    __builtin_prefetch(&words_[size_t{tag.second_bucket(buckets_)} * kBucketWords], 1);
    __builtin_prefetch(&other_[size_t{tag.first_bucket(buckets_)} * slots_], 1);
  }

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

// Inserts entries a little later than they come, when their buckets have come too.
class DelayedInserts {
 public:
  explicit DelayedInserts(BucketTable* table) : table_(table) {}

  // False: one does not fit.
  bool Add(const Tag& tag, const EntryWords& words) {
    table_->Prefetch(tag);
    Entry& entry = entries_[count_ % kDelay];
    const bool fits = count_ < kDelay || table_->Insert(entry.tag, entry.words);
    entry = {tag, words};
    ++count_;
    return fits;
  }

  bool Finish() {
    for (size_t i = count_ < kDelay ? 0 : count_ - kDelay; i < count_; ++i) {
      if (!table_->Insert(entries_[i % kDelay].tag, entries_[i % kDelay].words)) return false;
    }
    return true;
  }

 private:
  static constexpr size_t kDelay = 16;
  struct Entry {
    Tag tag;
    EntryWords words;
  };

  BucketTable* table_;
  std::array<Entry, kDelay> entries_;
  size_t count_ = 0;
};

// Fills a table. `each` is called with a function that takes a tag and its words, calls it for
// every entry, and stops where that says false; it may be called several times and must give the
// same every time.
template <typename Each>
BucketTable FillTable(unsigned entry_words, uint64_t entries, Each each) {
  BucketTable table(entry_words, entries);
  for (;;) {
    DelayedInserts inserts(&table);
    if (each([&](const Tag& tag, const EntryWords& words) { return inserts.Add(tag, words); }) &&
        inserts.Finish()) {
      return table;
    }
    table.Grow();
  }
}

}  // namespace dialgate::builder

#endif
