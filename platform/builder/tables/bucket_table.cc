#include "platform/builder/tables/bucket_table.h"

#include <algorithm>

namespace dialgate::builder {
namespace {

// Entries are 64-bit words in the policy, lowest byte first, and so they must be in memory.
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the builder runs on little-endian machines"
#endif

uint64_t BucketsFor(uint64_t entries, unsigned slots) {
  return std::max<uint64_t>(1, (entries * 20 + 19 * slots - 1) / (19 * slots));
}

}  // namespace

BucketTable::BucketTable(unsigned entry_words, uint64_t entries)
    : entry_words_(entry_words),
      slots_(kBucketWords / entry_words),
      buckets_(static_cast<uint32_t>(BucketsFor(entries, slots_))),
      words_(size_t{buckets_} * kBucketWords),
      other_(size_t{buckets_} * slots_) {}

bool BucketTable::Insert(const Tag& tag, const EntryWords& entry) {
  uint32_t bucket = tag.first_bucket(buckets_);
  uint32_t other = tag.second_bucket(buckets_);
  if (PutInto(bucket, other, entry) || PutInto(other, bucket, entry)) return true;
  EntryWords words = entry;
  for (unsigned move = 0; move < kMaxMoves; ++move) {
    const uint32_t slot = bucket * slots_ + victim_++ % slots_;
    const EntryWords evicted = Get(slot);
    const uint32_t its_other = other_[slot];
    Set(slot, other, words);
    words = evicted;
    other = bucket;
    bucket = its_other;
    if (PutInto(bucket, other, words)) return true;
  }
  return false;
}

bool BucketTable::PutInto(uint32_t bucket, uint32_t other, const EntryWords& words) {
  for (uint32_t slot = bucket * slots_; slot < (bucket + 1) * slots_; ++slot) {
    if (!IsFree(slot)) continue;
    Set(slot, other, words);
    return true;
  }
  return false;
}

bool BucketTable::IsFree(uint32_t slot) const {
  const EntryWords words = Get(slot);
  return (words[0] | words[1]) == 0;
}

EntryWords BucketTable::Get(uint32_t slot) const {
  const size_t word = size_t{slot} * entry_words_;
  return {words_[word], entry_words_ == 2 ? words_[word + 1] : 0};
}

void BucketTable::Set(uint32_t slot, uint32_t other, const EntryWords& words) {
  const size_t word = size_t{slot} * entry_words_;
  words_[word] = words[0];
  if (entry_words_ == 2) words_[word + 1] = words[1];
  other_[slot] = other;
}

void BucketTable::Grow() {
  buckets_ += 1 + buckets_ / 64;
  words_.assign(size_t{buckets_} * kBucketWords, 0);
  other_.assign(size_t{buckets_} * slots_, 0);
  victim_ = 0;
}

unsigned BucketTable::Count(uint32_t bucket, uint64_t short_value) const {
  unsigned count = 0;
  for (uint32_t slot = bucket * slots_; slot < (bucket + 1) * slots_; ++slot) {
    if (!IsFree(slot) && Get(slot)[0] >> 16 == short_value) ++count;
  }
  return count;
}

bool BucketTable::HasTwins() const {
  constexpr uint32_t kAhead = 32;  // slots; the other bucket is anywhere in memory
  const uint32_t end = buckets_ * slots_;
  for (uint32_t slot = 0; slot < end; ++slot) {
    if (slot + kAhead < end)
      __builtin_prefetch(&words_[size_t{other_[slot + kAhead]} * kBucketWords]);
    if (IsFree(slot)) continue;
    const uint64_t short_value = Get(slot)[0] >> 16;
    const uint32_t bucket = slot / slots_;
    const uint32_t other = other_[slot];
    const unsigned count =
        Count(bucket, short_value) + (other == bucket ? 0 : Count(other, short_value));
    if (count != 1) return true;
  }
  return false;
}

void BucketTable::Close() { std::vector<uint32_t>().swap(other_); }

}  // namespace dialgate::builder
