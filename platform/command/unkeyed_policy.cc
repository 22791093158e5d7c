#include "platform/command/unkeyed_policy.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <cstring>

#include "dialgate/sodium_crypto.h"
#include "policy.pb.h"

namespace dialgate::command {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

// What must be known of a policy before it can be opened.
struct Names {
  uint8_t lookup_key_id[8] = {};
  std::vector<IssuerKey> signers;
};

bool ReadBytes(CodedInputStream* in, std::string* bytes) {
  uint32_t size;
  return in->ReadVarint32(&size) && in->ReadString(bytes, static_cast<int>(size));
}

void Take(int field, const std::string& bytes, Names* names) {
  if (field == proto::Policy::kLookupKeyIdFieldNumber &&
      bytes.size() == sizeof names->lookup_key_id) {
    std::memcpy(names->lookup_key_id, bytes.data(), bytes.size());
  }
  proto::Signature signature;
  IssuerKey key;
  if (field == proto::Policy::kSignaturesFieldNumber && signature.ParseFromString(bytes) &&
      signature.issuer_key().size() == sizeof key.bytes) {
    std::memcpy(key.bytes, signature.issuer_key().data(), sizeof key.bytes);
    names->signers.push_back(key);
  }
}

// Protobuf's own reader up to the tables; whatever is wrong is left for Policy::Open to say.
Names ReadNames(ByteView image) {
  Names names;
  CodedInputStream in(image.data, static_cast<int>(image.size));
  for (uint32_t tag = in.ReadTag(); tag != 0; tag = in.ReadTag()) {
    const int field = WireFormatLite::GetTagFieldNumber(tag);
    if (field > proto::Policy::kSignaturesFieldNumber) break;
    const bool wanted = field == proto::Policy::kLookupKeyIdFieldNumber ||
                        field == proto::Policy::kSignaturesFieldNumber;
    if (wanted &&
        WireFormatLite::GetTagWireType(tag) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
      std::string bytes;
      if (!ReadBytes(&in, &bytes)) break;
      Take(field, bytes, &names);
    } else if (!WireFormatLite::SkipField(&in, tag)) {
      break;
    }
  }
  return names;
}

// The real cryptography, but for the lookup key: every key is called what the policy calls its own.
class NamedKeyCrypto final : public Crypto {
 public:
  explicit NamedKeyCrypto(const uint8_t (&id)[8]) { std::memcpy(id_, id, sizeof id_); }

  void KeyedTag(const LookupKey&, ByteView, uint8_t (&tag)[16]) const override {
    std::memcpy(tag, id_, sizeof id_);
    std::memcpy(tag + sizeof id_, id_, sizeof id_);
  }
  void Digest(ByteView message, uint8_t (&digest)[32]) const override {
    sodium_.Digest(message, digest);
  }
  bool Verify(const IssuerKey& key, ByteView message,
              const uint8_t (&signature)[64]) const override {
    return sodium_.Verify(key, message, signature);
  }

 private:
  SodiumCrypto sodium_;
  uint8_t id_[8];
};

}  // namespace

tl::expected<UnkeyedPolicy, posix::LoadError> OpenUnkeyed(const std::string& path) {
  Names names;
  {
    const auto file = posix::PolicyFile::Open(path);
    if (!file) return tl::make_unexpected(posix::LoadError{std::nullopt, file.error().message});
    names = ReadNames(file->bytes());
  }
  // More than three do not fit a policy; Open then says that it is malformed.
  if (names.signers.size() > 3) names.signers.resize(3);
  const NamedKeyCrypto crypto(names.lookup_key_id);
  const Tagger tagger(LookupKey{}, crypto);
  Trust trust;
  trust.issuers = names.signers.data();
  trust.issuer_count = static_cast<uint8_t>(names.signers.size());
  trust.others_may_sign = true;
  auto loaded = posix::OpenPolicy(path, trust, tagger, crypto);
  if (!loaded) return tl::make_unexpected(loaded.error());
  return UnkeyedPolicy{std::move(*loaded), std::move(names.signers)};
}

}  // namespace dialgate::command
