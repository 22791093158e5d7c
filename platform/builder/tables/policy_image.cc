#include "platform/builder/tables/policy_image.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/wire_format_lite.h>
#include <sodium.h>

#include "dialgate/policy.h"

namespace dialgate::builder {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;
using google::protobuf::io::CodedOutputStream;

const unsigned char* Bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// A message with its fields ascending, which is how Protobuf writes them where it is told to be
// deterministic.
std::string Serialize(const proto::Policy& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&out);
  out.Trim();
  return bytes;
}

// The tag and the length that stand before the bytes of a table.
std::string TableHead(int field, size_t size) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  CodedOutputStream out(&stream);
  out.WriteTag(WireFormatLite::MakeTag(field, WireFormatLite::WIRETYPE_LENGTH_DELIMITED));
  out.WriteVarint64(size);
  out.Trim();
  return bytes;
}

// As many zeros as bring what follows `size` bytes to the alignment.
std::string PadAfter(size_t size) {
  return std::string((Policy::kAlignment - size % Policy::kAlignment) % Policy::kAlignment, '\0');
}

bool Verifies(const proto::Signature& signature, std::string_view header) {
  return signature.issuer_key().size() == crypto_sign_PUBLICKEYBYTES &&
         signature.signature().size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(Bytes(signature.signature()), Bytes(header), header.size(),
                                     Bytes(signature.issuer_key())) == 0;
}

// Splits the fields of a policy, whatever is in them.
bool Split(std::string_view policy, PolicyParts* parts) {
  CodedInputStream in(Bytes(policy), static_cast<int>(policy.size()));
  size_t header_end = 0;
  for (uint32_t tag; (tag = in.ReadTag()) != 0;) {
    const int field = WireFormatLite::GetTagFieldNumber(tag);
    if (field < proto::Policy::kSignaturesFieldNumber) {
      if (!WireFormatLite::SkipField(&in, tag)) return false;
      header_end = static_cast<size_t>(in.CurrentPosition());
      continue;
    }
    uint32_t size;
    if (WireFormatLite::GetTagWireType(tag) != WireFormatLite::WIRETYPE_LENGTH_DELIMITED ||
        !in.ReadVarint32(&size)) {
      return false;
    }
    const auto begin = static_cast<size_t>(in.CurrentPosition());
    if (size > policy.size() - begin || !in.Skip(static_cast<int>(size))) return false;
    const std::string_view payload = policy.substr(begin, size);
    if (field == proto::Policy::kSignaturesFieldNumber) {
      if (!parts->signatures.emplace_back().ParseFromArray(payload.data(), static_cast<int>(size)))
        return false;
    }
    if (field == proto::Policy::kAccountsFieldNumber) parts->accounts = payload;
    if (field == proto::Policy::kContactsFieldNumber) parts->contacts = payload;
  }
  parts->header = policy.substr(0, header_end);
  return static_cast<size_t>(in.CurrentPosition()) == policy.size();
}

// Whether putting the parts together gives the same bytes.
bool IsCanonical(std::string_view policy, const PolicyParts& parts, const proto::Policy& header) {
  if (SerializeHeader(header) != parts.header) return false;
  const std::string before_accounts = BeforeAccounts(parts);
  const std::string before_contacts = BeforeContacts(parts, before_accounts.size());
  if (policy.size() != before_accounts.size() + parts.accounts.size() + before_contacts.size() +
                           parts.contacts.size()) {
    return false;
  }
  return policy.substr(0, before_accounts.size()) == before_accounts &&
         policy.substr(before_accounts.size() + parts.accounts.size(), before_contacts.size()) ==
             before_contacts;
}

}  // namespace

std::string SerializeHeader(const proto::Policy& header) { return Serialize(header); }

std::string Digest(std::string_view bytes) {
  const FileDigest digest = DigestOf(bytes);
  return std::string(digest.begin(), digest.end());
}

proto::Signature SignHeader(std::string_view header, const SigningKey& key) {
  unsigned char signature[crypto_sign_BYTES];
  unsigned char issuer[crypto_sign_PUBLICKEYBYTES];
  crypto_sign_detached(signature, nullptr, Bytes(header), header.size(), key.bytes);
  crypto_sign_ed25519_sk_to_pk(issuer, key.bytes);
  proto::Signature message;
  message.set_issuer_key(issuer, sizeof issuer);
  message.set_signature(signature, sizeof signature);
  return message;
}

std::string BeforeAccounts(const PolicyParts& parts) {
  proto::Policy front;
  for (const proto::Signature& signature : parts.signatures) *front.add_signatures() = signature;
  front.set_accounts_pad("");
  const std::string head = TableHead(proto::Policy::kAccountsFieldNumber, parts.accounts.size());
  // The pad's own length is one byte whatever it is.
  front.set_accounts_pad(PadAfter(parts.header.size() + Serialize(front).size() + head.size()));
  return std::string(parts.header) + Serialize(front) + head;
}

std::string BeforeContacts(const PolicyParts& parts, size_t before_accounts) {
  proto::Policy between;
  between.set_contacts_pad("");
  const std::string head = TableHead(proto::Policy::kContactsFieldNumber, parts.contacts.size());
  between.set_contacts_pad(
      PadAfter(before_accounts + parts.accounts.size() + Serialize(between).size() + head.size()));
  return Serialize(between) + head;
}

void WritePolicy(const PolicyParts& parts, OutputFile* file) {
  const std::string before_accounts = BeforeAccounts(parts);
  file->Write(before_accounts);
  file->Write(parts.accounts);
  file->Write(BeforeContacts(parts, before_accounts.size()));
  file->Write(parts.contacts);
}

tl::expected<PolicyParts, std::string> TakeApart(std::string_view policy) {
  PolicyParts parts;
  proto::Policy header;
  if (policy.size() > INT32_MAX || !Split(policy, &parts) ||
      !header.ParseFromArray(parts.header.data(), static_cast<int>(parts.header.size())) ||
      header.format() != 1 || !IsCanonical(policy, parts, header)) {
    return tl::make_unexpected(std::string("is no policy, or was damaged; build it again"));
  }
  if (header.accounts_digest() != Digest(parts.accounts) ||
      header.contacts_digest() != Digest(parts.contacts)) {
    return tl::make_unexpected(std::string("has other tables than were signed; build it again"));
  }
  for (const proto::Signature& signature : parts.signatures) {
    if (Verifies(signature, parts.header)) continue;
    return tl::make_unexpected(
        std::string("carries a signature that does not verify; build it again"));
  }
  return parts;
}

}  // namespace dialgate::builder
