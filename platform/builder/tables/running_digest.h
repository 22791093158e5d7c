// The digest by which files are named: the first 32 bytes of SHA-512, as in the policy itself. For
// a person, `sha512sum FILE | cut -c1-64`.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_RUNNING_DIGEST_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_RUNNING_DIGEST_H

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace dialgate::builder {

using FileDigest = std::array<uint8_t, 32>;

// Of bytes that come piece by piece.
class RunningDigest {
 public:
  RunningDigest() { crypto_hash_sha512_init(&state_); }

  void Update(const void* data, size_t size) {
    crypto_hash_sha512_update(&state_, static_cast<const unsigned char*>(data), size);
  }

  // Called once, at the end.
  FileDigest Finish() {
    std::array<unsigned char, crypto_hash_sha512_BYTES> whole;
    crypto_hash_sha512_final(&state_, whole.data());
    FileDigest first;
    std::copy_n(whole.begin(), first.size(), first.begin());
    return first;
  }

 private:
  crypto_hash_sha512_state state_;
};

inline FileDigest DigestOf(std::string_view bytes) {
  RunningDigest digest;
  digest.Update(bytes.data(), bytes.size());
  return digest.Finish();
}

}  // namespace dialgate::builder

#endif
