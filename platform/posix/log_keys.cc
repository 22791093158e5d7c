#include "dialgate/posix/log_keys.h"

#include <sodium.h>

namespace dialgate::posix {
namespace {

const char* Prefix(LogKeyUse use) {
  switch (use) {
    case LogKeyUse::kPermits: return "permit";
    case LogKeyUse::kCheckpoints: return "checkpoint";
    case LogKeyUse::kStart: break;
  }
  return "";
}

}  // namespace

// libsodium's HMAC-SHA-512-256 is HMAC-SHA-512 cut to its first 32 bytes.
Wiped<dialgate::SealKey> MakeLogKey(const Wiped<SealKey>& seal, const LogName& name,
                                    LogKeyUse use) {
  static_assert(sizeof seal.value.bytes == crypto_auth_hmacsha512256_KEYBYTES);
  static_assert(sizeof(dialgate::SealKey) == crypto_auth_hmacsha512256_BYTES);
  std::string id = std::string(Prefix(use)) + "dialgate log";
  for (const std::string* part : {&name.site, &name.gate, &name.log}) id += '\0' + *part;
  Wiped<dialgate::SealKey> key;
  crypto_auth_hmacsha512256(key.value.bytes, reinterpret_cast<const uint8_t*>(id.data()), id.size(),
                            seal.value.bytes);
  return key;
}

}  // namespace dialgate::posix
