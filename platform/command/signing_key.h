// A signer's key as the builder takes it.
#ifndef DIALGATE_PLATFORM_COMMAND_SIGNING_KEY_H
#define DIALGATE_PLATFORM_COMMAND_SIGNING_KEY_H

#include <cstring>

#include "dialgate/posix/party.h"
#include "platform/builder/tables/signing.h"

namespace dialgate::command {

inline posix::Wiped<builder::SigningKey> SigningKeyOf(const posix::Signer& signer) {
  posix::Wiped<builder::SigningKey> key;
  uint8_t* bytes = key.value.bytes;
  std::memcpy(bytes, signer.seed.value.bytes, sizeof signer.seed.value.bytes);
  std::memcpy(bytes + sizeof signer.seed.value.bytes, signer.public_key.bytes,
              sizeof signer.public_key.bytes);
  return key;
}

}  // namespace dialgate::command

#endif
