// Cryptography that protects nothing, is the same everywhere and needs no library.
#ifndef DIALGATE_TESTS_FAKE_CRYPTO_H
#define DIALGATE_TESTS_FAKE_CRYPTO_H

#include "dialgate/crypto.h"
#include "dialgate/seal.h"

namespace dialgate::testing {

class FakeCrypto final : public Crypto, public SealCrypto {
 public:
  void KeyedTag(const LookupKey& key, ByteView message, uint8_t (&tag)[16]) const override;
  void Digest(ByteView message, uint8_t (&digest)[32]) const override;
  bool Verify(const IssuerKey& key, ByteView message,
              const uint8_t (&signature)[64]) const override;

  void Mac(const SealKey& key, ByteView message, uint8_t (&mac)[64]) const override;

  // What Verify accepts.
  void Sign(const IssuerKey& key, ByteView message, uint8_t (&signature)[64]) const;
};

}  // namespace dialgate::testing

#endif
