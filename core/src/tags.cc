#include "dialgate/tags.h"

#include <cstring>

#include "little_endian.h"

namespace dialgate {
namespace {

constexpr size_t kMaxIdSize = 64;

// The first byte of what is hashed says what it is, so that no id of one kind has the tag of
// another.
constexpr char kAccount = 'a', kDebtor = 'd', kContact = 'c', kLookupKey = 'k';

}  // namespace

Tag Tagger::Make(char kind, const void* data, size_t size) const {
  uint8_t message[1 + kMaxIdSize];
  message[0] = static_cast<uint8_t>(kind);
  std::memcpy(message + 1, data, size);
  Tag tag;  // its two words are little-endian, as every target is
  static_assert(sizeof tag == 16);
  crypto_->KeyedTag(key_, {message, 1 + size}, reinterpret_cast<uint8_t(&)[16]>(tag));
  return tag;
}

Tag Tagger::Account(std::string_view id) const {
  if (id.empty() || id.size() > kMaxIdSize) return {};
  return Make(kAccount, id.data(), id.size());
}

Tag Tagger::Debtor(std::string_view id) const {
  if (id.empty() || id.size() > kMaxIdSize) return {};
  return Make(kDebtor, id.data(), id.size());
}

Tag Tagger::Contact(const Tag& account, PhoneNumber number) const {
  const uint64_t words[2] = {account.value, number.word()};
  return Make(kContact, words, sizeof words);
}

uint64_t Tagger::KeyId() const { return Make(kLookupKey, "lookup key", 10).value; }

}  // namespace dialgate
