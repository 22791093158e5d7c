// Opening a policy: the header is read and checked field by field, the signatures and the tables'
// digests verified.
#include <cstring>

#include "dialgate/policy.h"
#include "little_endian.h"
#include "policy_check.h"

namespace dialgate {
namespace {

constexpr PolicyError kNone{};

constexpr int64_t kSecondsPerDay = 86400;
constexpr int64_t kEarliest = 2 * kSecondsPerDay;        // no local time is before 1970,
constexpr int64_t kLatest = 49708 * kSecondsPerDay - 1;  // or past 32 bits: 2106-02-04 23:59:59
constexpr int64_t kLongestValidity = 35 * kSecondsPerDay;

PolicyError FromWire(WireError error) {
  switch (error) {
    case WireError::kNone: return kNone;
    case WireError::kTruncated: return PolicyError::kTruncated;
    case WireError::kMalformed: return PolicyError::kMalformed;
    case WireError::kOutOfRange: break;
  }
  return PolicyError::kOutOfRange;
}

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

PolicyError Policy::Read(ByteView image) {
  if (reinterpret_cast<uintptr_t>(image.data) % kAlignment != 0) return PolicyError::kMisaligned;
  image_ = image;
  WireReader in(image);
  const uint32_t format = in.Number(1, 1, UINT32_MAX);
  if (format > 1) return PolicyError::kFormatUnknown;
  ReadHeader(in);
  header_size_ = static_cast<size_t>(in.position() - image.data);
  signatures_ = in.Repeated(22, 3);
  if (signatures_.count == 0) in.Fail(in.AtEnd() ? WireError::kTruncated : WireError::kMalformed);
  in.Check(CheckSignatures(signatures_));
  accounts_ = ReadTable(in, 23);
  contacts_ = ReadTable(in, 25);
  return FromWire(in.Finish());
}

void Policy::ReadHeader(WireReader& in) {
  issuer_ = in.Text(2, 1, 64);
  site_ = in.Text(3, 1, 64);
  serial_ = in.Number64(4, 1, UINT64_MAX);
  not_before_ = static_cast<int64_t>(in.Number64(5, kEarliest, kLatest));
  not_after_ =
      static_cast<int64_t>(in.Number64(6, not_before_ + 1, not_before_ + kLongestValidity));
  if (not_after_ > kLatest) in.Fail(WireError::kOutOfRange);
  const ByteView key_id = in.Bytes(7, sizeof lookup_key_id_, sizeof lookup_key_id_);
  if (!key_id.empty()) lookup_key_id_ = LoadWord<uint64_t>(key_id.data);
  ReadPlan(in);
  ReadZones(in);
  exempt_numbers_ = {in.Repeated(12, 32)};
  in.Check(CheckExemptNumbers(exempt_numbers_));
  ReadRoles(in);
  receipt_within_hours_ = static_cast<uint16_t>(in.Number(14, 0, 8784));
  history_events_ = static_cast<uint8_t>(in.Number(15, 0, 28));
  profiles_ = {in.Repeated(16, 8)};
  in.Check(CheckTexts(profiles_, 1, 32, IsPrintable));
  restores_ = in.Packed(17, 2 * sizeof(uint64_t), 64);
  accounts_digest_ = in.Bytes(20, kDigestSize, kDigestSize).data;
  contacts_digest_ = in.Bytes(21, kDigestSize, kDigestSize).data;
}

void Policy::ReadPlan(WireReader& in) {
  WireReader inner(in.Bytes(8, 1, FieldList::kMaxItemSize));
  dial_plan_ = ReadDialPlan(inner);
  in.Check(inner.Finish());
}

void Policy::ReadZones(WireReader& in) {
  zones_ = in.Repeated(9, 64);
  FieldList zones = zones_;
  for (ByteView item; zones.Next(&item);) in.Check(CheckZone(item));
  zone_sets_ = in.Packed(10, sizeof(uint64_t), 4095);
  in.Check(CheckZoneSets(zone_sets_, zones_.count));
  closed_dates_ = in.Packed(11, sizeof(uint32_t), 64);
  in.Check(CheckClosedDates(closed_dates_));
}

void Policy::ReadRoles(WireReader& in) {
  FieldList roles = in.Repeated(13, 4);
  unsigned newest = 0;
  for (ByteView item; roles.Next(&item);) {
    WireReader inner(item);
    RoleRules rules = ReadRoleRules(inner);
    in.Check(inner.Finish());
    const auto role = static_cast<unsigned>(rules.role);
    if (role <= newest) return in.Fail(WireError::kOutOfRange);
    newest = role;
    HoldToFloor(&rules);
    roles_[role - 1] = rules;
  }
}

// The padding puts the table at a multiple of a cache line; the base of the image is at one.
ByteView Policy::ReadTable(WireReader& in, unsigned pad_field) {
  in.Zeros(pad_field, kAlignment - 1);
  const ByteView table = in.Packed(pad_field + 1, kAlignment, UINT32_MAX);
  if (table.empty()) in.Fail(in.AtEnd() ? WireError::kTruncated : WireError::kMalformed);
  if (reinterpret_cast<uintptr_t>(table.data) % kAlignment != 0) in.Fail(WireError::kMalformed);
  return table;
}

PolicyError Policy::HoldAgainst(const Trust& trust, const Tagger& tagger) const {
  if (!trust.site.empty() && trust.site != site_) return PolicyError::kOtherSite;
  if (tagger.KeyId() != lookup_key_id_) return PolicyError::kOtherLookupKey;
  if (history_events_ > trust.history_events) return PolicyError::kHistoryTooSmall;
  return kNone;
}

PolicyError Policy::VerifySignatures(const Trust& trust, const Crypto& crypto) const {
  unsigned required = 0, foreign = 0;
  FieldList signatures = signatures_;
  for (ByteView item; signatures.Next(&item);) {
    ++(IsOneOf(ReadSignature(item).issuer, trust.issuers, trust.issuer_count) ? required : foreign);
  }
  if (trust.issuer_count == 0 || required < trust.issuer_count) {
    return PolicyError::kSignatureMissing;
  }
  if (foreign != 0 && !trust.others_may_sign) return PolicyError::kSignatureForeign;
  signatures = signatures_;
  for (ByteView item; signatures.Next(&item);) {
    const Signature signature = ReadSignature(item);
    if (!crypto.Verify(signature.issuer, header(), signature.bytes)) {
      return PolicyError::kSignatureInvalid;
    }
  }
  return kNone;
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
