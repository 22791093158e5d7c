// The signatures of a policy.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_SIGNING_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_SIGNING_H

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "platform/builder/rules/problem.h"

namespace dialgate::builder {

// An Ed25519 secret key as libsodium keeps it: the seed, then the public key. Secret.
struct SigningKey {
  uint8_t bytes[64];
};

constexpr unsigned kMaxSignatures = 3;

// Adds the signature of another issuer to the policy at `path`, which is replaced at one stroke and
// keeps its mode. What was signed stays byte for byte; only the signatures and the pads change.
//
// Errors: the file cannot be read or written; it is no policy, or not whole; a signature that
// stands there does not verify; this key has signed already; three have.
tl::expected<void, Problem> AddSignature(const std::string& path, const SigningKey& key);

// What stands in a `.sig` file: the Ed25519 signature of `text`, 128 hexadecimal digits on one
// line.
std::string DetachedSignature(std::string_view text, const SigningKey& key);

}  // namespace dialgate::builder

#endif
