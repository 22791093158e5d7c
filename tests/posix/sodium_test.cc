#include <gtest/gtest.h>

#include <string>

#include "dialgate/posix/files.h"
#include "dialgate/sodium_crypto.h"

namespace dialgate {
namespace {

ByteView View(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

// vectors_sip128 of SipHash's reference implementation: key 00 to 0f, message 00, 01, ... of `size`
// bytes.
TEST(Sodium, KeyedTagIsSipHash24Of128Bits) {
  LookupKey key;
  for (uint8_t i = 0; i < 16; ++i) key.bytes[i] = i;
  uint8_t tag[16];
  const SodiumCrypto crypto;
  crypto.KeyedTag(key, View({'\0'}), tag);
  EXPECT_EQ(posix::Hex(tag, 16), "da87c1d86b99af44347659119b22fc45");
  crypto.KeyedTag(key, View({'\0', '\1', '\2', '\3', '\4', '\5', '\6'}), tag);
  EXPECT_EQ(posix::Hex(tag, 16), "a1f1ebbed8dbc153c0b84aa61ff08239");
}

// FIPS 180-4 example: SHA-512 of "abc", the first half.
TEST(Sodium, DigestIsTheFirstHalfOfSha512) {
  uint8_t digest[32];
  SodiumCrypto().Digest(View("abc"), digest);
  EXPECT_EQ(posix::Hex(digest, 32),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a");
}

// RFC 8032, 7.1, TEST 2.
TEST(Sodium, VerifiesTheSignatureOfRfc8032AndNoOther) {
  IssuerKey key;
  uint8_t signature[64];
  ASSERT_TRUE(posix::ParseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                              key.bytes, 32));
  ASSERT_TRUE(
      posix::ParseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
                      signature, 64));
  const SodiumCrypto crypto;
  EXPECT_TRUE(crypto.Verify(key, View("\x72"), signature));
  EXPECT_FALSE(crypto.Verify(key, View("\x73"), signature));
  for (uint8_t& byte : signature) {
    byte ^= 1;
    EXPECT_FALSE(crypto.Verify(key, View("\x72"), signature));
    byte ^= 1;
  }
  key.bytes[0] ^= 1;
  EXPECT_FALSE(crypto.Verify(key, View("\x72"), signature));
}

}  // namespace
}  // namespace dialgate
