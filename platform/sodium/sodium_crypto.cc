#include "dialgate/sodium_crypto.h"

#include <sodium/crypto_auth_hmacsha512.h>
#include <sodium/crypto_hash_sha512.h>
#include <sodium/crypto_shorthash_siphash24.h>
#include <sodium/crypto_sign_ed25519.h>

#include <cstring>

namespace dialgate {

void SodiumCrypto::KeyedTag(const LookupKey& key, ByteView message, uint8_t (&tag)[16]) const {
  static_assert(sizeof tag == crypto_shorthash_siphashx24_BYTES);
  static_assert(sizeof key.bytes == crypto_shorthash_siphashx24_KEYBYTES);
  crypto_shorthash_siphashx24(tag, message.data, message.size, key.bytes);
}

void SodiumCrypto::Digest(ByteView message, uint8_t (&digest)[32]) const {
  uint8_t whole[crypto_hash_sha512_BYTES];
  crypto_hash_sha512(whole, message.data, message.size);
  std::memcpy(digest, whole, sizeof digest);
}

// libsodium refuses what RFC 8032 leaves open: an S that is not reduced, a key or an R of small
// order, a key that is not in canonical form. What it accepts, RFC 8032 accepts.
bool SodiumCrypto::Verify(const IssuerKey& key, ByteView message,
                          const uint8_t (&signature)[64]) const {
  static_assert(sizeof signature == crypto_sign_ed25519_BYTES);
  static_assert(sizeof key.bytes == crypto_sign_ed25519_PUBLICKEYBYTES);
  return crypto_sign_ed25519_verify_detached(signature, message.data, message.size, key.bytes) == 0;
}

void SodiumCrypto::Mac(const SealKey& key, ByteView message, uint8_t (&mac)[64]) const {
  static_assert(sizeof mac == crypto_auth_hmacsha512_BYTES);
  crypto_auth_hmacsha512_state state;
  crypto_auth_hmacsha512_init(&state, key.bytes, sizeof key.bytes);
  crypto_auth_hmacsha512_update(&state, message.data, message.size);
  crypto_auth_hmacsha512_final(&state, mac);
}

}  // namespace dialgate
