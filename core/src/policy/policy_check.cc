// Reading the header of a policy: each message of it is held to the bounds of core/policy.proto,
// once; what was checked, policy_read relies on.
#include <algorithm>
#include <cstring>

#include "dialgate/policy.h"
#include "little_endian.h"
#include "policy/wire.h"

namespace dialgate {
namespace {

constexpr uint32_t kSecondsPerDay = 86400;
constexpr uint32_t kEarliest = 2 * kSecondsPerDay;        // no local time is before 1970,
constexpr uint32_t kLatest = 49708 * kSecondsPerDay - 1;  // or past 32 bits: 2106-02-04 23:59:59
constexpr uint32_t kLongestValidity = 35 * kSecondsPerDay;

constexpr int32_t kMaxUtcOffset = 36 * 3600;

bool IsPattern(std::string_view text) {
  for (char c : text) {
    if (c != 'X' && (c < '0' || c > '9')) return false;
  }
  return true;
}

void CheckEach(FieldList list, WireError (*check)(ByteView), WireReader* in) {
  for (ByteView item; list.Next(&item);) in->Check(check(item));
}

WireError CheckHours(ByteView hours) {
  WireReader in(hours);
  in.Number(1, 1, 0x7F);
  const uint32_t from = in.Number(2, 0, 1439);
  in.Number(3, from + 1, 1440);
  return in.Finish();
}

WireError CheckCap(ByteView cap) {
  WireReader in(cap);
  in.Number(1, 1, 5);
  in.Number(2, 1, 28);
  const uint32_t days = in.Number(3, 0, 366), minutes = in.Number(4, 0, 10080);
  in.Number(5, 1, 3);
  if ((days == 0) == (minutes == 0)) in.Fail(WireError::kOutOfRange);
  return in.Finish();
}

void ReadDebtorUnreached(WireReader& outer, RoleRules* rules) {
  const ByteView message = outer.Bytes(7, 0, 8);
  if (message.empty()) return;
  WireReader in(message);
  rules->unreached_days = static_cast<uint8_t>(in.Number(1, 1, 14));
  rules->unreached_per_day = static_cast<uint8_t>(in.Number(2, 1, 3));
  outer.Check(in.Finish());
}

void ReadMinDays(WireReader& outer, RoleRules* rules) {
  FieldList minimums = outer.Repeated(8, 3);
  uint32_t newest = 0;
  for (ByteView item; minimums.Next(&item);) {
    WireReader in(item);
    newest = in.Number(1, newest + 1, 3);
    const int32_t days = in.Signed(2, -3660, 36600);
    outer.Check(in.Finish());
    if (outer.error() != WireError::kNone) return;
    rules->min_days[newest - 1] = days;
    rules->has_min_days = rules->has_min_days.With(static_cast<Mode>(newest));
  }
}

// Every item is `min` to `max` characters long, and as `is` wants it.
WireError CheckTexts(TextList list, size_t min, size_t max, bool (*is)(std::string_view)) {
  for (std::string_view text; list.Next(&text);) {
    if (text.size() < min || text.size() > max || !is(text)) return WireError::kOutOfRange;
  }
  return WireError::kNone;
}

WireError CheckZone(ByteView zone) {
  WireReader in(zone);
  in.Text(1, 1, 48);
  in.Signed(2, -kMaxUtcOffset, kMaxUtcOffset);
  FieldList transitions = in.Repeated(3, 4);
  uint32_t newest = 0;
  for (ByteView item; transitions.Next(&item);) {
    WireReader inner(item);
    const uint32_t after = inner.Number(1, 1, UINT32_MAX);
    inner.Signed(2, -kMaxUtcOffset, kMaxUtcOffset);
    if (after <= newest) inner.Fail(WireError::kOutOfRange);
    in.Check(inner.Finish());
    newest = after;
  }
  return in.Finish();
}

// Zones that there are, the first one at least, and no gap.
WireError CheckZoneSets(ByteView sets, unsigned zone_count) {
  for (; !sets.empty(); sets.remove_prefix(sizeof(uint64_t))) {
    uint64_t set = LoadWord<uint64_t>(sets.data);
    if (set == 0) return WireError::kOutOfRange;
    for (; set != 0; set >>= 16) {
      const unsigned zone = set & 0xFFFF;
      if (zone == 0 || zone > zone_count) return WireError::kOutOfRange;
    }
  }
  return WireError::kNone;
}

WireError CheckClosedDates(ByteView days) {
  constexpr size_t kSize = sizeof(uint32_t);
  for (; days.size > kSize; days.remove_prefix(kSize)) {
    if (LoadWord<uint32_t>(days.data) >= LoadWord<uint32_t>(days.data + kSize)) {
      return WireError::kOutOfRange;
    }
  }
  return WireError::kNone;
}

WireError CheckExemptNumbers(TextList numbers) {
  for (std::string_view text; numbers.Next(&text);) {
    if (text.front() != '+') return WireError::kOutOfRange;
    text.remove_prefix(1);
    if (PhoneNumber::FromDigits(text).empty()) return WireError::kOutOfRange;
  }
  return WireError::kNone;
}

void ReadRoleRules(WireReader& in, RoleRules* rules) {
  rules->suspended = in.Flag(2);
  rules->purposes.bits = static_cast<uint8_t>(in.Words(3, 3));
  rules->modes.bits = static_cast<uint8_t>(in.Words(4, 3));
  rules->disclosures.bits = static_cast<uint8_t>(in.Words(5, 4));
  rules->consent_required = in.Flag(6);
  ReadDebtorUnreached(in, rules);
  ReadMinDays(in, rules);
  rules->any_time = in.Flag(9);
  rules->hours = in.Repeated(10, 8);
  rules->caps = in.Repeated(11, 8);
  if (rules->any_time && rules->hours.count != 0) in.Fail(WireError::kOutOfRange);
  CheckEach(rules->hours, CheckHours, &in);
  CheckEach(rules->caps, CheckCap, &in);
}

// Each by another key. Not inlined: what it needs of the stack is not needed below all the rest.
[[gnu::noinline]] WireError CheckSignatures(FieldList signatures) {
  const uint8_t* keys[3];
  unsigned count = 0;
  for (ByteView item; signatures.Next(&item);) {
    WireReader in(item);
    keys[count] = in.Bytes(1, 32, 32).data;
    in.Bytes(2, 64, 64);
    if (in.Finish() != WireError::kNone) return in.error();
    for (unsigned i = 0; i < count; ++i) {
      if (std::memcmp(keys[i], keys[count], sizeof(IssuerKey)) == 0) return WireError::kOutOfRange;
    }
    ++count;
  }
  return WireError::kNone;
}

void ReadDialPlan(WireReader& in, DialPlan* plan) {
  plan->region = in.Text(1, 2, 2);
  if (!IsWithin(plan->region, 'A', 'Z')) in.Fail(WireError::kOutOfRange);
  plan->country_code = in.Numerals(2, 1, 3);
  plan->international_prefixes = {in.Repeated(3, 64)};
  plan->national_prefix = in.Numerals(4, 0, 4);
  plan->bare_national = in.Flag(5);
  plan->bare_country_code = in.Flag(6);
  plan->national_zero = in.Flag(7);
  plan->national_lengths = in.Words(8, 14);
  plan->outside_line_prefix = in.Numerals(9, 0, 4);
  plan->extensions = {in.Repeated(10, 16)};
  plan->emergency = {in.Repeated(11, 128)};
  if (plan->national_lengths == 0) in.Fail(WireError::kOutOfRange);
  in.Check(CheckTexts(plan->international_prefixes, 1, 6, IsNumerals));
  in.Check(CheckTexts(plan->extensions, 2, ShortCode::kMaxDigits, IsPattern));
  in.Check(CheckTexts(plan->emergency, 3, ShortCode::kMaxDigits, IsNumerals));
}

PolicyError FromWire(WireError error) {
  switch (error) {
    case WireError::kNone: return PolicyError{};
    case WireError::kTruncated: return PolicyError::kTruncated;
    case WireError::kMalformed: return PolicyError::kMalformed;
    case WireError::kOutOfRange: break;
  }
  return PolicyError::kOutOfRange;
}

}  // namespace

PolicyError Policy::Read(ByteView image) {
  if (reinterpret_cast<uintptr_t>(image.data) % kAlignment != 0) return PolicyError::kMisaligned;
  image_ = image;
  WireReader in(image);
  const uint32_t format = in.Number(1, 1, UINT32_MAX);
  if (format > 1) return PolicyError::kFormatUnknown;
  ReadHeader(in);
  header_size_ = static_cast<size_t>(in.position() - image.data);
  signatures_ = in.Repeated(22, 3);
  if (signatures_.count == 0) in.FailAbsent();
  in.Check(CheckSignatures(signatures_));
  accounts_ = ReadTable(in, 23);
  contacts_ = ReadTable(in, 25);
  return FromWire(in.Finish());
}

void Policy::ReadHeader(WireReader& in) {
  issuer_ = in.Text(2, 1, 64);
  site_ = in.Text(3, 1, 64);
  serial_ = in.Number64(4, 1, UINT64_MAX);
  const uint32_t not_before = in.Number(5, kEarliest, kLatest);
  const uint32_t longest = std::min(kLongestValidity, kLatest - not_before);
  not_before_ = not_before;
  not_after_ = in.Number(6, not_before + 1, not_before + longest);
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
  ReadDialPlan(inner, &dial_plan_);
  in.Check(inner.Finish());
}

void Policy::ReadZones(WireReader& in) {
  zones_ = in.Repeated(9, 64);
  CheckEach(zones_, CheckZone, &in);
  zone_sets_ = in.Packed(10, sizeof(uint64_t), 4095);
  in.Check(CheckZoneSets(zone_sets_, zones_.count));
  closed_dates_ = in.Packed(11, sizeof(uint32_t), 64);
  in.Check(CheckClosedDates(closed_dates_));
}

void Policy::ReadRoles(WireReader& in) {
  FieldList roles = in.Repeated(13, 4);
  uint32_t newest = 0;
  for (ByteView item; roles.Next(&item);) {
    WireReader inner(item);
    newest = inner.Number(1, newest + 1, 4);
    if (newest == 0) return in.Check(inner.error());
    RoleRules* const rules = &roles_[newest - 1];
    rules->role = static_cast<Role>(newest);
    ReadRoleRules(inner, rules);
    HoldToFloor(rules);
    in.Check(inner.Finish());
  }
}

// The padding puts the table at a multiple of a cache line; the base of the image is at one.
ByteView Policy::ReadTable(WireReader& in, unsigned pad_field) {
  in.Zeros(pad_field, kAlignment - 1);
  const ByteView table = in.Packed(pad_field + 1, kAlignment, UINT32_MAX);
  if (table.empty()) in.FailAbsent();
  if (reinterpret_cast<uintptr_t>(table.data) % kAlignment != 0) in.Fail(WireError::kMalformed);
  return table;
}

}  // namespace dialgate
