// The port for cryptography: what the core asks of a library or of a secure element.
#ifndef DIALGATE_CRYPTO_H
#define DIALGATE_CRYPTO_H

#include <cstdint>

#include "dialgate/bytes.h"

namespace dialgate {

// The key of a site's tags. Secret: whoever holds it can find out by trial whose numbers a policy
// lists.
struct LookupKey {
  uint8_t bytes[16];
};

// An issuer's Ed25519 public key.
struct IssuerKey {
  uint8_t bytes[32];
};

// Whoever ports dialgate implements these three, over a library of his choice; platform/sodium is
// one over libsodium. They are called from every thread that decides, keep no state, and cannot
// fail: a port whose hardware can must hold the call until it answers.
class Crypto {
 public:
  // SipHash-2-4 with 128 bits of output (Aumasson and Bernstein 2012; the 128-bit variant of the
  // reference implementation) of `message`, 1 to 65 bytes.
  virtual void KeyedTag(const LookupKey& key, ByteView message, uint8_t (&tag)[16]) const = 0;

  // The first 32 bytes of SHA-512 (FIPS 180-4) of `message`, of any size.
  virtual void Digest(ByteView message, uint8_t (&digest)[32]) const = 0;

  // Whether `signature` is the Ed25519 (RFC 8032, 5.1) signature of `message` by `key`.
  virtual bool Verify(const IssuerKey& key, ByteView message,
                      const uint8_t (&signature)[64]) const = 0;

 protected:
  ~Crypto() = default;
};

}  // namespace dialgate

#endif
