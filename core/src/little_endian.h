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

// The word at `bytes`, which is aligned. In halves: a Cortex-M0+ copies eight bytes by calling
// memcpy.
inline uint64_t LoadAlignedWord(const uint8_t* bytes) {
  uint32_t halves[2];
  const void* aligned = __builtin_assume_aligned(bytes, sizeof(uint64_t));
  std::memcpy(&halves[0], aligned, sizeof(uint32_t));
  std::memcpy(&halves[1], static_cast<const uint32_t*>(aligned) + 1, sizeof(uint32_t));
  return halves[0] | static_cast<uint64_t>(halves[1]) << 32;
}

}  // namespace dialgate

#endif
