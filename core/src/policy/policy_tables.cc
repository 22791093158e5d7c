// Lookups in the tables of a policy that was opened.
#include "dialgate/policy.h"
#include "little_endian.h"

namespace dialgate {
namespace {

constexpr size_t kBucketSize = Policy::kAlignment;
constexpr size_t kWordSize = sizeof(uint64_t);

// A word of a table is a tag of 48 bits above a payload of 16.
constexpr uint64_t kPayload = 0xFFFF;

// The upper half is compared first, and nearly always last: a Cortex-M loads nothing more.
[[gnu::always_inline]] inline bool HasTag(uint64_t word, uint64_t wanted) {
  if (static_cast<uint32_t>(word >> 32) != static_cast<uint32_t>(wanted >> 32)) return false;
  return (word ^ wanted) <= kPayload;
}

// The second word of an account's entry carries this beside why the account is stopped.
constexpr unsigned kListed = 8;
constexpr auto kMaxStopped = static_cast<unsigned>(Account::Stopped::kAttorney);

// The two buckets of a table in which the entry of `tag` may stand. Both are asked for at once:
// whichever holds it, the wait is one.
struct Buckets {
  const uint8_t* start[2];

  Buckets(ByteView table, const Tag& tag) {
    const auto count = static_cast<uint32_t>(table.size / kBucketSize);
    start[0] = table.data + kBucketSize * tag.first_bucket(count);
    start[1] = table.data + kBucketSize * tag.second_bucket(count);
    __builtin_prefetch(start[0]);
    __builtin_prefetch(start[1]);
  }
};

tl::expected<Account, Policy::Lookup> ReadAccount(uint64_t word, uint64_t debtor_word) {
  const unsigned stopped = (debtor_word & kPayload) ^ kListed;
  if (stopped > kMaxStopped) return tl::unexpected(Policy::Lookup::kDamaged);
  Account account;
  account.debtor = debtor_word >> 16;
  account.has_due_date = (word & kPayload) != 0;
  account.due_day = static_cast<int32_t>(word & kPayload) - 1;
  account.stopped = static_cast<Account::Stopped>(stopped);
  return account;
}

tl::expected<Contact, Policy::Lookup> ReadContact(uint64_t word, size_t zone_set_count) {
  const auto payload = static_cast<unsigned>(word & kPayload);
  const unsigned zone_set = payload >> 4;
  if (zone_set == 0 || zone_set > zone_set_count) return tl::unexpected(Policy::Lookup::kDamaged);
  Contact contact;
  contact.role = static_cast<Role>(1 + (payload & 3));
  contact.withdrawn = (payload & 4) != 0;
  contact.consent = (payload & 8) != 0;
  contact.zone_set = static_cast<uint16_t>(zone_set - 1);
  return contact;
}

}  // namespace

tl::expected<Account, Policy::Lookup> Policy::FindAccount(const Tag& tag) const {
  const uint64_t wanted = tag.value & ~kPayload;
  for (const uint8_t* bucket : Buckets(accounts_, tag).start) {
    for (size_t at = 0; at < kBucketSize; at += 2 * kWordSize) {
      const uint64_t word = LoadAlignedWord(bucket + at);
      if (!HasTag(word, wanted)) continue;
      const uint64_t debtor_word = LoadAlignedWord(bucket + at + kWordSize);
      if ((word | debtor_word) != 0) return ReadAccount(word, debtor_word);
    }
  }
  return tl::unexpected(Lookup::kUnlisted);
}

tl::expected<Contact, Policy::Lookup> Policy::FindContact(const Tag& tag) const {
  const uint64_t wanted = tag.value & ~kPayload;
  for (const uint8_t* bucket : Buckets(contacts_, tag).start) {
    for (size_t at = 0; at < kBucketSize; at += kWordSize) {
      const uint64_t word = LoadAlignedWord(bucket + at);
      if (HasTag(word, wanted) && word != 0) return ReadContact(word, zone_sets_.size / kWordSize);
    }
  }
  return tl::unexpected(Lookup::kUnlisted);
}

}  // namespace dialgate
