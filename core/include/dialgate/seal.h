// The seal of a log: a chain of keys that only runs forward.
#ifndef DIALGATE_SEAL_H
#define DIALGATE_SEAL_H

#include <cstdint>

#include "dialgate/bytes.h"

namespace dialgate {

struct SealKey {
  uint8_t bytes[32];
};

struct Seal {
  uint8_t bytes[16];
};

// What the log asks of a cryptographic library, beside what dialgate/crypto.h asks.
class SealCrypto {
 public:
  // HMAC-SHA-512 (FIPS 198-1, RFC 4231) of `message`, of any size, under a key of 32 bytes.
  virtual void Mac(const SealKey& key, ByteView message, uint8_t (&mac)[64]) const = 0;

 protected:
  ~SealCrypto() = default;
};

// Seals records, or checks them: one record after the other, in order (Schneier and Kelsey 1999,
// "Secure audit logs to support computer forensics"). Each record moves the key forward, and the
// old one is overwritten: what was sealed cannot be sealed anew with what is left.
class SealChain {
 public:
  // `key` seals record `sequence`.
  SealChain(const SealKey& key, uint64_t sequence) : key_(key), sequence_(sequence) {}

  const SealKey& key() const { return key_; }
  uint64_t sequence() const { return sequence_; }  // of the next record

  // The seal of the next record, whose bytes `record` is.
  Seal Next(const SealCrypto& crypto, ByteView record);

 private:
  SealKey key_;
  uint64_t sequence_;
};

bool operator==(const Seal& a, const Seal& b);

}  // namespace dialgate

#endif
