// The messages inside a policy that was opened, each read where it stands and when it is asked for.
#include <cstring>

#include "dialgate/policy.h"
#include "little_endian.h"
#include "policy/checked_message.h"

namespace dialgate {
namespace {

// Whether two texts of `size` characters, 8 to 16, are the same: their first eight and their last
// eight are all of them.
bool AreSame(const char* a, const char* b, size_t size) {
  const auto word = [](const char* at) {
    return LoadWord<uint64_t>(reinterpret_cast<const uint8_t*>(at));
  };
  return word(a) == word(b) && word(a + size - 8) == word(b + size - 8);
}

constexpr unsigned kNoZone = 64;  // a policy has up to 64

// The lowest index in `set` from `first` on; kNoZone: there is none.
unsigned LowestFrom(unsigned first, const ZoneSet& set) {
  unsigned lowest = kNoZone;
  for (unsigned k = 0; k < set.count; ++k) {
    if (set.index[k] >= first && set.index[k] < lowest) lowest = set.index[k];
  }
  return lowest;
}

}  // namespace

Hours ReadHours(ByteView item) {
  CheckedMessage in(item);
  Hours hours;
  hours.weekdays = static_cast<uint8_t>(in.Number(1));
  hours.from_minute = static_cast<uint16_t>(in.Number(2));
  hours.to_minute = static_cast<uint16_t>(in.Number(3));
  return hours;
}

Cap ReadCap(ByteView item) {
  CheckedMessage in(item);
  Cap cap;
  cap.counts = static_cast<Counts>(in.Number(1));
  cap.max = static_cast<uint8_t>(in.Number(2));
  cap.days = static_cast<uint16_t>(in.Number(3));
  cap.minutes = static_cast<uint16_t>(in.Number(4));
  cap.per = static_cast<Per>(in.Number(5));
  return cap;
}

// Two fields of fixed sizes, each behind a byte of its tag and one of its size.
Signature ReadSignature(ByteView item) {
  const uint8_t* const issuer = item.data + 2;
  const uint8_t* const bytes = issuer + sizeof(IssuerKey) + 2;
  return {*reinterpret_cast<const IssuerKey*>(issuer),
          *reinterpret_cast<const uint8_t(*)[64]>(bytes)};
}

Zone Policy::ZoneAt(unsigned index) const {
  FieldList zones = zones_;
  zones.Skip(index);
  ByteView item;
  zones.Next(&item);
  return Zone(item, not_before_);
}

ZoneSet Policy::ZonesOf(const Contact& contact) const {
  ZoneSet set;
  const uint8_t* place = zone_sets_.data + sizeof(uint64_t) * contact.zone_set;
  for (set.count = 0; set.count < ZoneSet::kMaxZones && *place != 0; place += sizeof(uint16_t)) {
    set.index[set.count++] = static_cast<uint8_t>(*place - 1);  // the high byte is 0: there are 64
  }
  // In the order of the policy, so that one walk finds them all.
  FieldList zones = zones_;
  ByteView item;
  for (unsigned next = 0, i; (i = LowestFrom(next, set)) != kNoZone; next = i + 1) {
    zones.Skip(i - next);
    zones.Next(&item);
    for (unsigned k = 0; k < set.count; ++k) {
      if (set.index[k] == i) set.zones[k] = Zone(item, not_before_);
    }
  }
  return set;
}

Policy::Restore Policy::RestoreAt(unsigned index) const {
  const uint8_t* at = restores_.data + index * 2 * sizeof(uint64_t);
  return {LoadWord<uint64_t>(at), LoadWord<uint64_t>(at + sizeof(uint64_t))};
}

int32_t Policy::ClosedDate(unsigned index) const {
  return static_cast<int32_t>(LoadWord<uint32_t>(closed_dates_.data + sizeof(uint32_t) * index));
}

unsigned Policy::FindClosedDate(int32_t day) const {
  unsigned first = 0, last = closed_date_count();
  while (first < last) {
    const unsigned middle = (first + last) / 2;
    const auto date = static_cast<uint32_t>(ClosedDate(middle));  // ascending without a sign
    const auto wanted = static_cast<uint32_t>(day);
    if (date == wanted) return middle;
    (date < wanted ? first : last) = date < wanted ? middle + 1 : middle;
  }
  return closed_date_count();
}

bool Policy::IsExempt(PhoneNumber number) const {
  const char last_digit = static_cast<char>('0' + (number.word() & 0xF));
  char text[PhoneNumber::kMaxDigits + 1];
  size_t size = 0;
  TextList numbers = exempt_numbers_;
  for (std::string_view exempt; numbers.Next(&exempt);) {
    if (exempt.back() != last_digit) continue;  // the lines of a site differ there
    if (size == 0) size = number.Write(text);
    if (exempt.size() == size && AreSame(exempt.data(), text, size)) return true;
  }
  return false;
}

}  // namespace dialgate
