#include "fake_crypto.h"

#include <cstring>

namespace dialgate::testing {
namespace {

// 64-bit FNV-1a with a stronger end; `seed` makes different functions of it.
uint64_t Mix(uint64_t seed, ByteView message) {
  uint64_t hash = 0xCBF29CE484222325u ^ seed * 0x9E3779B97F4A7C15u;
  for (uint8_t byte : message) hash = (hash ^ byte) * 0x100000001B3u;
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93u;
  return hash ^ hash >> 32;
}

template <size_t Size>
void Fill(uint64_t seed, ByteView message, uint8_t (&out)[Size]) {
  for (size_t i = 0; i < Size; i += 8) {
    const uint64_t word = Mix(seed + i, message);
    std::memcpy(out + i, &word, 8);
  }
}

}  // namespace

void FakeCrypto::KeyedTag(const LookupKey& key, ByteView message, uint8_t (&tag)[16]) const {
  Fill(Mix(1, {key.bytes, sizeof key.bytes}), message, tag);
}

void FakeCrypto::Digest(ByteView message, uint8_t (&digest)[32]) const { Fill(2, message, digest); }

void FakeCrypto::Sign(const IssuerKey& key, ByteView message, uint8_t (&signature)[64]) const {
  Fill(Mix(3, {key.bytes, sizeof key.bytes}), message, signature);
}

void FakeCrypto::Mac(const SealKey& key, ByteView message, uint8_t (&mac)[64]) const {
  Fill(Mix(4, {key.bytes, sizeof key.bytes}), message, mac);
}

bool FakeCrypto::Verify(const IssuerKey& key, ByteView message,
                        const uint8_t (&signature)[64]) const {
  uint8_t expected[64];
  Sign(key, message, expected);
  return std::memcmp(signature, expected, sizeof expected) == 0;
}

}  // namespace dialgate::testing
