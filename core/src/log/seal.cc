#include "dialgate/seal.h"

#include <cstring>

namespace dialgate {

Seal SealChain::Next(const SealCrypto& crypto, ByteView record) {
  uint8_t mac[64];
  crypto.Mac(key_, record, mac);
  std::memcpy(key_.bytes, mac, sizeof key_.bytes);
  Seal seal;
  std::memcpy(seal.bytes, mac + sizeof key_.bytes, sizeof seal.bytes);
  ++sequence_;
  return seal;
}

// A seal is no secret: whoever holds the log sees it.
bool operator==(const Seal& a, const Seal& b) {
  return std::memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

}  // namespace dialgate
