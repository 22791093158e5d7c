// Keyed tags: what stands in a policy and in a log in place of numbers and ids, and where to find
// it.
#ifndef DIALGATE_TAGS_H
#define DIALGATE_TAGS_H

#include <cstdint>
#include <string_view>

#include "dialgate/crypto.h"
#include "dialgate/phone_number.h"

namespace dialgate {

// 128 bits under a site's key. One half says where an entry stands, the other what it must equal
// there, so that a table's false matches do not grow with its size: 16 entries are compared with 48
// independent bits, 16 x 2^-48 = 5.7e-14 a lookup.
struct Tag {
  uint64_t place;
  uint64_t value;

  // The 48 bits that stand in tables.
  constexpr uint64_t short_value() const { return value >> 16; }

  // The two buckets, of `buckets`, in which its entry may stand; they may be the same one. Each is
  // the high word of a 32 x 32 bit product: no division (Lemire 2019, "Fast random integer
  // generation in an interval").
  constexpr uint32_t first_bucket(uint32_t buckets) const {
    return static_cast<uint32_t>((place & 0xFFFFFFFFu) * buckets >> 32);
  }
  constexpr uint32_t second_bucket(uint32_t buckets) const {
    return static_cast<uint32_t>((place >> 32) * buckets >> 32);
  }
};

// Makes the tags of one site. Small; the key is copied, `crypto` must outlive it.
class Tagger {
 public:
  Tagger(const LookupKey& key, const Crypto& crypto) : crypto_(&crypto), key_(key) {}

  // Ids are 1 to 64 bytes; others have no tag (all zero), which an entry of a table equals by the
  // odds of any other false match.
  Tag Account(const std::string_view& id) const { return HashId('a', id); }
  Tag Debtor(const std::string_view& id) const { return HashId('d', id); }

  // A number whatever it stands under: what history and log know it by. It stands in no policy.
  uint64_t Number(PhoneNumber number) const;

  // A number under an account: the same number under two accounts has two unrelated tags.
  Tag Contact(const Tag& account, PhoneNumber number) const;

  // The public name of the key itself: what a policy carries as its lookup_key_id.
  uint64_t KeyId() const { return HashId('k', "lookup key").value; }

 private:
  Tag Hash(ByteView message) const;
  // The first byte of what is hashed says what it is, so that no id of one kind has the tag of
  // another. Ids come by reference: in registers there is no room for one beside the rest.
  Tag HashId(char kind, const std::string_view& id) const;

  const Crypto* crypto_;
  LookupKey key_;
};

}  // namespace dialgate

#endif
