// The messages inside a policy that was opened, each read where it stands and when it is asked for.
#include <cstring>

#include "dialgate/policy.h"
#include "fields.h"
#include "little_endian.h"

namespace dialgate {
namespace {

void ReadMinimum(ByteView message, RoleRules* rules) {
  Fields field(message);
  field.Next();
  const auto mode = static_cast<uint8_t>(field.value);
  rules->has_min_days = rules->has_min_days.With(static_cast<Mode>(mode));
  if (field.Next()) rules->min_days_past_due[mode] = field.signed_value();
}

void ReadDebtorUnreached(ByteView message, RoleRules* rules) {
  Fields field(message);
  field.Next();
  rules->unreached_days = static_cast<uint8_t>(field.value);
  field.Next();
  rules->unreached_per_day = static_cast<uint8_t>(field.value);
}

}  // namespace

RoleRules Policy::RulesOf(Role role) const {
  RoleRules rules;
  const auto index = static_cast<unsigned>(role) - 1;
  if (index >= 4) return rules;
  for (Fields field(roles_[index]); field.Next();) {
    switch (field.number) {
      case 1: rules.role = static_cast<Role>(field.value); break;
      case 2: rules.suspended = true; break;
      case 3: rules.purposes.bits = field.words(); break;
      case 4: rules.modes.bits = field.words(); break;
      case 5: rules.disclosures.bits = field.words(); break;
      case 6: rules.consent_required = true; break;
      case 7: ReadDebtorUnreached(field.bytes, &rules); break;
      case 8: ReadMinimum(field.bytes, &rules); break;
      case 9: rules.any_time = true; break;
      case 10: field.AppendTo(&rules.hours); break;
      default: field.AppendTo(&rules.caps); break;
    }
  }
  return rules;
}

Hours ReadHours(ByteView item) {
  Hours hours{};
  for (Fields field(item); field.Next();) {
    switch (field.number) {
      case 1: hours.weekdays = static_cast<uint8_t>(field.value); break;
      case 2: hours.from_minute = static_cast<uint16_t>(field.value); break;
      default: hours.to_minute = static_cast<uint16_t>(field.value); break;
    }
  }
  return hours;
}

Cap ReadCap(ByteView item) {
  Cap cap{};
  for (Fields field(item); field.Next();) {
    switch (field.number) {
      case 1: cap.counts = static_cast<Counts>(field.value); break;
      case 2: cap.max = static_cast<uint8_t>(field.value); break;
      case 3: cap.days = static_cast<uint16_t>(field.value); break;
      case 4: cap.minutes = static_cast<uint16_t>(field.value); break;
      default: cap.per = static_cast<Per>(field.value); break;
    }
  }
  return cap;
}

Signature ReadSignature(ByteView item) {
  Signature signature;
  Fields field(item);
  field.Next();
  std::memcpy(signature.issuer.bytes, field.bytes.data, sizeof signature.issuer.bytes);
  field.Next();
  std::memcpy(signature.bytes, field.bytes.data, sizeof signature.bytes);
  return signature;
}

Zone Policy::ZoneAt(unsigned index) const {
  FieldList zones = zones_;
  ByteView item;
  for (unsigned i = 0; i <= index; ++i) zones.Next(&item);
  return Zone(item, not_before_);
}

ZoneSet Policy::ZonesOf(const Contact& contact) const {
  ZoneSet set{};
  const uint8_t* zone = zone_sets_.data + sizeof(uint64_t) * contact.zone_set;
  for (; set.count < ZoneSet::kMaxZones; zone += sizeof(uint16_t)) {
    const unsigned place = zone[0];  // from 1; the high byte is 0, for there are at most 64
    if (place == 0) break;
    set.zones[set.count++] = static_cast<uint8_t>(place - 1);
  }
  return set;
}

int32_t Policy::ClosedDate(unsigned index) const {
  return static_cast<int32_t>(LoadWord<uint32_t>(closed_dates_.data + sizeof(uint32_t) * index));
}

unsigned Policy::FindClosedDate(int32_t day) const {
  unsigned first = 0, last = closed_date_count();
  while (first < last) {
    const unsigned middle = (first + last) / 2;
    const int32_t date = ClosedDate(middle);
    if (date == day) return middle;
    (date < day ? first : last) = date < day ? middle + 1 : middle;
  }
  return closed_date_count();
}

bool Policy::IsExempt(PhoneNumber number) const {
  if (exempt_numbers_.count == 0) return false;
  char text[PhoneNumber::kMaxDigits + 1];
  const std::string_view wanted{text, number.Write(text)};
  TextList numbers = exempt_numbers_;
  for (std::string_view exempt; numbers.Next(&exempt);) {
    if (exempt == wanted) return true;
  }
  return false;
}

}  // namespace dialgate
