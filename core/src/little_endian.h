// Words in the byte order of the policy, which is little-endian: so is every target.
#ifndef DIALGATE_LITTLE_ENDIAN_H
#define DIALGATE_LITTLE_ENDIAN_H

#include <cstdint>
#include <cstring>

static_assert(
    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
    "dialgate reads policies in place and runs on little-endian targets only: build for one");

namespace dialgate {

// The word at `bytes`, which need not be aligned.
template <typename Word>
Word LoadWord(const uint8_t* bytes) {
  Word word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// The word at `bytes`, which is aligned: one load where others are eight, or a call of memcpy.
inline uint64_t LoadAlignedWord(const uint8_t* bytes) {
  using Word __attribute__((may_alias)) = uint64_t;
  return *reinterpret_cast<const Word*>(bytes);
}

}  // namespace dialgate

#endif
