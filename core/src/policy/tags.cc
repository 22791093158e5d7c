#include "dialgate/tags.h"

#include <cstring>

#include "little_endian.h"

namespace dialgate {
namespace {

constexpr size_t kMaxIdSize = 64;

constexpr uint8_t kContact = 'c', kNumber = 'n';

}  // namespace

// Inlined: what a message needs of the stack stands under the hashing, and one of a number needs
// less.
[[gnu::always_inline]] inline Tag Tagger::Hash(ByteView message) const {
  Tag tag;  // its two words are little-endian, as every target is
  static_assert(sizeof tag == 16);
  crypto_->KeyedTag(key_, message, reinterpret_cast<uint8_t(&)[16]>(tag));
  return tag;
}

Tag Tagger::HashId(char kind, const std::string_view& id) const {
  if (id.empty() || id.size() > kMaxIdSize) return {};
  uint8_t message[1 + kMaxIdSize];
  message[0] = static_cast<uint8_t>(kind);
  std::memcpy(message + 1, id.data(), id.size());
  return Hash({message, 1 + id.size()});
}

Tag Tagger::Contact(const Tag& account, PhoneNumber number) const {
  const uint64_t words[2] = {account.value, number.word()};
  uint8_t message[1 + sizeof words];
  message[0] = kContact;
  std::memcpy(message + 1, words, sizeof words);
  return Hash({message, sizeof message});
}

uint64_t Tagger::Number(PhoneNumber number) const {
  const uint64_t word = number.word();
  uint8_t message[1 + sizeof word];
  message[0] = kNumber;
  std::memcpy(message + 1, &word, sizeof word);
  return Hash({message, sizeof message}).value;
}

}  // namespace dialgate
