#include "policy_wire.h"

namespace dialgate {
namespace {

constexpr int32_t kMaxUtcOffset = 36 * 3600;

bool IsPattern(std::string_view text) {
  for (char c : text) {
    if (c != 'X' && (c < '0' || c > '9')) return false;
  }
  return true;
}

// Every item of `list` is `min` to `max` characters long, and as `is` wants it.
WireError CheckTexts(TextList list, size_t min, size_t max, bool (*is)(std::string_view)) {
  for (std::string_view text; list.Next(&text);) {
    if (text.size() < min || text.size() > max || !is(text)) return WireError::kOutOfRange;
  }
  return WireError::kNone;
}

WireError First(WireError a, WireError b) { return a != WireError::kNone ? a : b; }

}  // namespace

Transition ReadTransition(WireReader& in) {
  return {in.Number(1, 1, UINT32_MAX), in.Signed(2, -kMaxUtcOffset, kMaxUtcOffset)};
}

Zone ReadZone(WireReader& in, int64_t not_before) {
  const std::string_view name = in.Text(1, 1, 48);
  const int32_t utc_offset = in.Signed(2, -kMaxUtcOffset, kMaxUtcOffset);
  return {name, not_before, utc_offset, in.Repeated(3, 16)};
}

WireError CheckZone(ByteView zone) {
  WireReader in(zone);
  FieldList transitions = ReadZone(in, 0).transitions();
  uint32_t newest = 0;
  for (ByteView item; transitions.Next(&item);) {
    WireReader inner(item);
    const Transition transition = ReadTransition(inner);
    if (inner.Finish() != WireError::kNone) return inner.error();
    if (transition.after <= newest) return WireError::kOutOfRange;
    newest = transition.after;
  }
  return in.Finish();
}

DialPlan ReadDialPlan(WireReader& in) {
  DialPlan plan;
  plan.region = in.Text(1, 2, 2);
  plan.country_code = in.Numerals(2, 1, 3);
  plan.international_prefixes = {in.Repeated(3, 64)};
  plan.national_prefix = in.Numerals(4, 0, 4);
  plan.bare_national = in.Flag(5);
  plan.bare_country_code = in.Flag(6);
  plan.national_zero = in.Flag(7);
  plan.national_lengths = in.Words(8, 14);
  plan.outside_line_prefix = in.Numerals(9, 0, 4);
  plan.extensions = {in.Repeated(10, 16)};
  plan.emergency = {in.Repeated(11, 128)};
  if (plan.national_lengths == 0) in.Fail(WireError::kOutOfRange);
  return plan;
}

WireError CheckDialPlan(const DialPlan& plan) {
  return First(CheckTexts(plan.international_prefixes, 1, 6, IsNumerals),
               First(CheckTexts(plan.extensions, 2, ShortCode::kMaxDigits, IsPattern),
                     CheckTexts(plan.emergency, 3, ShortCode::kMaxDigits, IsNumerals)));
}

Hours ReadHours(WireReader& in) {
  Hours hours;
  hours.weekdays = static_cast<uint8_t>(in.Number(1, 1, 0x7F));
  hours.from_minute = static_cast<uint16_t>(in.Number(2, 0, 1439));
  hours.to_minute = static_cast<uint16_t>(in.Number(3, hours.from_minute + 1u, 1440));
  return hours;
}

Cap ReadCap(WireReader& in) {
  Cap cap;
  cap.counts = static_cast<Counts>(in.Number(1, 1, 5));
  cap.max = static_cast<uint8_t>(in.Number(2, 1, 28));
  cap.days = static_cast<uint16_t>(in.Number(3, 0, 366));
  cap.minutes = static_cast<uint16_t>(in.Number(4, 0, 10080));
  cap.per = static_cast<Per>(in.Number(5, 1, 3));
  if ((cap.days == 0) == (cap.minutes == 0)) in.Fail(WireError::kOutOfRange);
  return cap;
}

RoleRules ReadRoleRules(WireReader& in) {
  RoleRules rules;
  rules.role = static_cast<Role>(in.Number(1, 1, 4));
  rules.suspended = in.Flag(2);
  rules.purposes.bits = static_cast<uint8_t>(in.Words(3, 3));
  rules.modes.bits = static_cast<uint8_t>(in.Words(4, 3));
  rules.disclosures.bits = static_cast<uint8_t>(in.Words(5, 4));
  rules.consent_required = in.Flag(6);
  const ByteView unreached = in.Bytes(7, 0, 8);
  if (!unreached.empty()) {
    WireReader inner(unreached);
    rules.unreached_days = static_cast<uint8_t>(inner.Number(1, 1, 14));
    rules.unreached_per_day = static_cast<uint8_t>(inner.Number(2, 1, 3));
    if (inner.Finish() != WireError::kNone) in.Fail(inner.error());
  }
  FieldList minimums = in.Repeated(8, 3);
  for (ByteView item; minimums.Next(&item);) {
    WireReader inner(item);
    const auto mode = static_cast<Mode>(inner.Number(1, 1, 3));
    rules.min_days_past_due[static_cast<unsigned>(mode)] = inner.Signed(2, -3660, 36600);
    if (inner.Finish() != WireError::kNone) in.Fail(inner.error());
    if (rules.has_min_days.bits >> static_cast<unsigned>(mode) != 0)
      in.Fail(WireError::kOutOfRange);
    rules.has_min_days = rules.has_min_days.With(mode);
  }
  rules.any_time = in.Flag(9);
  rules.hours = in.Repeated(10, kMaxHours);
  rules.caps = in.Repeated(11, kMaxCaps);
  if (rules.any_time && rules.hours.count != 0) in.Fail(WireError::kOutOfRange);
  return rules;
}

WireError CheckRoleRules(const RoleRules& rules) {
  FieldList hours = rules.hours;
  for (ByteView item; hours.Next(&item);) {
    WireReader in(item);
    ReadHours(in);
    if (in.Finish() != WireError::kNone) return in.error();
  }
  FieldList caps = rules.caps;
  for (ByteView item; caps.Next(&item);) {
    WireReader in(item);
    ReadCap(in);
    if (in.Finish() != WireError::kNone) return in.error();
  }
  return WireError::kNone;
}

SignatureEntry ReadSignature(WireReader& in) {
  const ByteView key = in.Bytes(1, 32, 32);
  const ByteView signature = in.Bytes(2, 64, 64);
  return {key.data, signature.data};
}

}  // namespace dialgate
