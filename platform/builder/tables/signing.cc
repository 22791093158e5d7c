#include "platform/builder/tables/signing.h"

#include <sodium.h>

#include <array>

#include "platform/builder/tables/hex.h"
#include "platform/builder/tables/mapped_file.h"
#include "platform/builder/tables/output_file.h"
#include "platform/builder/tables/policy_image.h"

namespace dialgate::builder {

tl::expected<void, Problem> AddSignature(const std::string& path, const SigningKey& key) {
  const auto file = MappedFile::Open(path);
  if (!file) return tl::make_unexpected(file.error());
  auto parts = TakeApart(file->text());
  if (!parts) return tl::make_unexpected(Problem{path + ": " + parts.error()});
  const proto::Signature signature = SignHeader(parts->header, key);
  for (const proto::Signature& other : parts->signatures) {
    if (other.issuer_key() != signature.issuer_key()) continue;
    return tl::make_unexpected(Problem{path + ": is signed with this key already"});
  }
  if (parts->signatures.size() == kMaxSignatures) {
    return tl::make_unexpected(
        Problem{path + ": has three signatures already, and there can be no fourth"});
  }
  parts->signatures.push_back(signature);
  auto output = OutputFile::Create(path);
  if (!output) return tl::make_unexpected(output.error());
  output->SetMode(file->mode());
  WritePolicy(*parts, &*output);
  const auto synced = output->Sync();
  return synced ? output->Keep() : synced;
}

std::string DetachedSignature(std::string_view text, const SigningKey& key) {
  std::array<uint8_t, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr,
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(), key.bytes);
  return Hex(signature) + "\n";
}

}  // namespace dialgate::builder
