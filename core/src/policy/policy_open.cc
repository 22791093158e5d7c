// Opening a policy: what was read is held against the device, the signatures and the tables'
// digests are verified.
#include <cstring>

#include "dialgate/policy.h"

namespace dialgate {
namespace {

constexpr PolicyError kNone{};

bool IsOneOf(const IssuerKey& key, const IssuerKey* keys, unsigned count) {
  for (unsigned i = 0; i < count; ++i) {
    if (std::memcmp(key.bytes, keys[i].bytes, sizeof key.bytes) == 0) return true;
  }
  return false;
}

}  // namespace

tl::expected<Policy, PolicyError> Policy::Open(ByteView image, const Trust& trust,
                                               const Tagger& tagger, const Crypto& crypto) {
  tl::expected<Policy, PolicyError> policy{Policy()};
  PolicyError error = policy->Read(image);
  if (error == kNone) error = policy->HoldAgainst(trust, tagger);
  if (error == kNone) error = policy->VerifySignatures(trust, crypto);
  if (error == kNone) error = policy->VerifyTables(crypto);
  if (error != kNone) policy = tl::unexpected(error);
  return policy;
}

PolicyError Policy::HoldAgainst(const Trust& trust, const Tagger& tagger) const {
  if (!trust.site.empty() && trust.site != site_) return PolicyError::kOtherSite;
  if (tagger.KeyId() != lookup_key_id_) return PolicyError::kOtherLookupKey;
  if (history_events_ > trust.history_events) return PolicyError::kHistoryTooSmall;
  return kNone;
}

PolicyError Policy::VerifySignatures(const Trust& trust, const Crypto& crypto) const {
  unsigned required = 0;
  bool valid = true;
  FieldList signatures = signatures_;
  for (ByteView item; signatures.Next(&item);) {
    const Signature signature = ReadSignature(item);
    if (IsOneOf(signature.issuer, trust.issuers, trust.issuer_count)) ++required;
    valid = valid && crypto.Verify(signature.issuer, header(), signature.bytes);
  }
  if (required == 0 || required < trust.issuer_count) return PolicyError::kSignatureMissing;
  const bool foreign = required < signatures_.count;
  if (foreign && !trust.others_may_sign) return PolicyError::kSignatureForeign;
  return valid ? kNone : PolicyError::kSignatureInvalid;
}

PolicyError Policy::VerifyTables(const Crypto& crypto) const {
  uint8_t digest[kDigestSize];
  crypto.Digest(accounts_, digest);
  if (std::memcmp(digest, accounts_digest_, kDigestSize) != 0) return PolicyError::kTablesAltered;
  crypto.Digest(contacts_, digest);
  if (std::memcmp(digest, contacts_digest_, kDigestSize) != 0) return PolicyError::kTablesAltered;
  return kNone;
}

}  // namespace dialgate
