// The ports to cryptography over libsodium, for hosts and for bare metal.
#ifndef DIALGATE_SODIUM_CRYPTO_H
#define DIALGATE_SODIUM_CRYPTO_H

#include "dialgate/crypto.h"
#include "dialgate/seal.h"

namespace dialgate {

// Keeps nothing, calls no operating system, and needs no sodium_init(): these functions of
// libsodium have one portable implementation each and draw no random bytes. One object serves any
// number of threads.
class SodiumCrypto final : public Crypto, public SealCrypto {
 public:
  void KeyedTag(const LookupKey& key, ByteView message, uint8_t (&tag)[16]) const override;
  void Digest(ByteView message, uint8_t (&digest)[32]) const override;
  bool Verify(const IssuerKey& key, ByteView message,
              const uint8_t (&signature)[64]) const override;
  void Mac(const SealKey& key, ByteView message, uint8_t (&mac)[64]) const override;
};

}  // namespace dialgate

#endif
