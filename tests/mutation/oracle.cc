#include "oracle.h"

#include <cstring>

#include "policy_maker.h"

namespace dialgate::mutation {
namespace {

// Collects the names of fields that differ.
class Comparison {
 public:
  template <typename A, typename B>
  void Same(const char* field, const A& protobuf, const B& core) {
    if (!(protobuf == core)) differences_ += std::string(field) + " ";
  }
  const std::string& differences() const { return differences_; }

 private:
  std::string differences_;
};

template <typename Repeated>
void SameTexts(Comparison* c, const char* field, const Repeated& protobuf, TextList core) {
  c->Same(field, protobuf.size(), int{core.count});
  int i = 0;
  for (std::string_view text; core.Next(&text) && i < protobuf.size(); ++i) {
    c->Same(field, protobuf.Get(i), text);
  }
  c->Same(field, i, protobuf.size());
}

template <typename Repeated>
unsigned Bits(const Repeated& words) {
  unsigned bits = 0;
  for (auto word : words) bits |= 1u << static_cast<unsigned>(word);
  return bits;
}

void SamePlan(Comparison* c, const proto::DialPlan& protobuf, const DialPlan& core) {
  c->Same("region", protobuf.region(), core.region);
  c->Same("country_code", protobuf.country_code(), core.country_code);
  SameTexts(c, "international_prefixes", protobuf.international_prefixes(),
            core.international_prefixes);
  c->Same("national_prefix", protobuf.national_prefix(), core.national_prefix);
  c->Same("bare_national", protobuf.bare_national(), core.bare_national);
  c->Same("bare_country_code", protobuf.bare_country_code(), core.bare_country_code);
  c->Same("national_zero", protobuf.national_zero(), core.national_zero);
  c->Same("national_lengths", Bits(protobuf.national_lengths()), core.national_lengths);
  c->Same("outside_line_prefix", protobuf.outside_line_prefix(), core.outside_line_prefix);
  SameTexts(c, "extensions", protobuf.extensions(), core.extensions);
  SameTexts(c, "emergency", protobuf.emergency(), core.emergency);
}

void SameZone(Comparison* c, const proto::Zone& protobuf, int64_t start, const Zone& core) {
  c->Same("zones.name", protobuf.name(), core.name());
  c->Same("zones.utc_offset", protobuf.utc_offset(), core.At(start).utc_offset);
  int64_t at = start;
  for (const proto::Transition& transition : protobuf.transitions()) {
    c->Same("zones.transitions.after", start + transition.after(), core.At(at).end);
    at = start + transition.after();
    c->Same("zones.transitions.utc_offset", transition.utc_offset(), core.At(at).utc_offset);
  }
  c->Same("zones.transitions", INT64_MAX, core.At(at).end);
}

void SameZoneSet(Comparison* c, uint64_t protobuf, const ZoneSet& core) {
  uint64_t word = 0;
  for (unsigned n = 0; n < core.count; ++n) word |= uint64_t{core.index[n] + 1u} << (16 * n);
  c->Same("zone_sets", protobuf, word);
}

void SameLists(Comparison* c, const proto::Policy& protobuf, const Policy& core) {
  c->Same("zones", static_cast<unsigned>(protobuf.zones_size()), core.zone_count());
  for (int i = 0; i < protobuf.zones_size(); ++i) {
    SameZone(c, protobuf.zones(i), core.not_before(), core.ZoneAt(static_cast<uint8_t>(i)));
  }
  for (int i = 0; i < protobuf.zone_sets_size(); ++i) {
    Contact contact{};
    contact.zone_set = static_cast<uint16_t>(i);
    SameZoneSet(c, protobuf.zone_sets(i), core.ZonesOf(contact));
  }
  c->Same("closed_dates", static_cast<unsigned>(protobuf.closed_dates_size()),
          core.closed_date_count());
  for (int i = 0; i < protobuf.closed_dates_size(); ++i) {
    c->Same("closed_dates", protobuf.closed_dates(i),
            static_cast<uint32_t>(core.ClosedDate(static_cast<unsigned>(i))));
  }
  for (const std::string& number : protobuf.exempt_numbers()) {
    c->Same("exempt_numbers", true,
            core.IsExempt(PhoneNumber::FromDigits(std::string_view(number).substr(1))));
  }
}

void SameTimes(Comparison* c, const proto::RoleRules& protobuf, RoleRules core) {
  c->Same("hours", protobuf.hours_size(), int{core.hours.count});
  ByteView item;
  for (int i = 0; i < protobuf.hours_size() && core.hours.Next(&item); ++i) {
    const Hours hours = ReadHours(item);
    c->Same("weekdays", protobuf.hours(i).weekdays(), hours.weekdays);
    c->Same("from_minute", protobuf.hours(i).from_minute(), hours.from_minute);
    c->Same("to_minute", protobuf.hours(i).to_minute(), hours.to_minute);
  }
  c->Same("caps", protobuf.caps_size(), int{core.caps.count});
  for (int i = 0; i < protobuf.caps_size() && core.caps.Next(&item); ++i) {
    const Cap cap = ReadCap(item);
    c->Same("counts", static_cast<int>(protobuf.caps(i).counts()), static_cast<int>(cap.counts));
    c->Same("max", protobuf.caps(i).max(), cap.max);
    c->Same("days", protobuf.caps(i).days(), cap.days);
    c->Same("minutes", protobuf.caps(i).minutes(), cap.minutes);
    c->Same("per", static_cast<int>(protobuf.caps(i).per()), static_cast<int>(cap.per));
  }
}

void SameRole(Comparison* c, const proto::RoleRules& protobuf, const RoleRules& core) {
  c->Same("role", static_cast<int>(protobuf.role()), static_cast<int>(core.role));
  c->Same("suspended", protobuf.suspended(), core.suspended);
  c->Same("purposes", Bits(protobuf.purposes()), core.purposes.bits);
  c->Same("modes", Bits(protobuf.modes()), core.modes.bits);
  c->Same("disclosures", Bits(protobuf.disclosures()), core.disclosures.bits);
  c->Same("consent_required", protobuf.consent_required(), core.consent_required);
  c->Same("unreached.days", protobuf.debtor_unreached().days(), core.unreached_days);
  c->Same("unreached.per_day", protobuf.debtor_unreached().per_day(), core.unreached_per_day);
  unsigned modes = 0;
  for (const proto::MinDaysPastDue& minimum : protobuf.min_days_past_due()) {
    const auto mode = static_cast<Mode>(minimum.mode());
    modes |= 1u << minimum.mode();
    if (core.has_min_days.Contains(mode)) {
      c->Same("min_days_past_due", minimum.days(), core.min_days_past_due(mode));
    }
  }
  c->Same("min_days_past_due.mode", modes, core.has_min_days.bits);
  c->Same("any_time", protobuf.any_time(), core.any_time);
  SameTimes(c, protobuf, core);
}

// What no policy lifts: the core gives rules without it.
proto::RoleRules HeldToFloor(proto::RoleRules rules) {
  if (rules.role() != proto::ROLE_REFERENCE) return rules;
  const proto::RoleRules stated = rules;
  rules.clear_purposes();
  rules.clear_modes();
  rules.clear_disclosures();
  for (int purpose : stated.purposes()) {
    if (purpose != proto::PURPOSE_COLLECT) rules.add_purposes(static_cast<proto::Purpose>(purpose));
  }
  for (int mode : stated.modes()) {
    if (mode != proto::MODE_PRERECORDED) rules.add_modes(static_cast<proto::Mode>(mode));
  }
  return rules;
}

void SameRoles(Comparison* c, const proto::Policy& protobuf, const Policy& core) {
  for (unsigned n = 1; n <= 4; ++n) {
    const proto::RoleRules* found = &proto::RoleRules::default_instance();
    for (const proto::RoleRules& rules : protobuf.roles()) {
      if (static_cast<unsigned>(rules.role()) == n) found = &rules;
    }
    SameRole(c, HeldToFloor(*found), core.RulesOf(static_cast<Role>(n)));
  }
}

std::string_view Text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data), bytes.size};
}

template <typename Words>
std::string Payload(const Words& words) {
  return {reinterpret_cast<const char*>(words.data()), words.size() * sizeof(uint64_t)};
}

void SameTables(Comparison* c, const proto::Policy& protobuf, const Policy& core) {
  c->Same("accounts", Payload(protobuf.accounts()), Text(core.accounts()));
  c->Same("contacts", Payload(protobuf.contacts()), Text(core.contacts()));
  c->Same("signatures", protobuf.signatures_size(), int{core.signatures().count});
  FieldList signatures = core.signatures();
  ByteView item;
  for (int i = 0; i < protobuf.signatures_size() && signatures.Next(&item); ++i) {
    const Signature signature = ReadSignature(item);
    c->Same("issuer_key", protobuf.signatures(i).issuer_key(),
            std::string(reinterpret_cast<const char*>(signature.issuer.bytes), 32));
    c->Same("signature", protobuf.signatures(i).signature(),
            std::string(reinterpret_cast<const char*>(signature.bytes), 64));
  }
  proto::Policy header = protobuf;
  header.clear_signatures();
  header.clear_accounts_pad();
  header.clear_accounts();
  header.clear_contacts_pad();
  header.clear_contacts();
  c->Same("header", testing::Encode(header), Text(core.header()));
}

}  // namespace

std::string Disagreement(std::string_view image, const Policy& policy) {
  proto::Policy protobuf;
  if (!protobuf.ParseFromArray(image.data(), static_cast<int>(image.size()))) {
    return "Protobuf does not parse it";
  }
  Comparison c;
  c.Same("bytes", testing::Encode(protobuf), image);
  c.Same("format", 1u, protobuf.format());
  c.Same("issuer", protobuf.issuer(), policy.issuer());
  c.Same("site", protobuf.site(), policy.site());
  c.Same("serial", protobuf.serial(), policy.serial());
  c.Same("not_before", protobuf.not_before(), static_cast<uint64_t>(policy.not_before()));
  c.Same("not_after", protobuf.not_after(), static_cast<uint64_t>(policy.not_after()));
  const uint64_t key_id = policy.lookup_key_id();
  c.Same("lookup_key_id", protobuf.lookup_key_id(),
         std::string(reinterpret_cast<const char*>(&key_id), sizeof key_id));
  c.Same("receipt_within_hours", protobuf.receipt_within_hours(), policy.receipt_within_hours());
  c.Same("history_events", protobuf.history_events(), policy.history_events());
  c.Same("restores", static_cast<unsigned>(protobuf.restores_size()), 2 * policy.restore_count());
  for (unsigned i = 0; i < policy.restore_count(); ++i) {
    const int at = static_cast<int>(2 * i);
    c.Same("restores", protobuf.restores(at), policy.RestoreAt(i).log);
    c.Same("restores", protobuf.restores(at + 1), policy.RestoreAt(i).sequence);
  }
  SameTexts(&c, "profiles", protobuf.profiles(), policy.profiles());
  SamePlan(&c, protobuf.dial_plan(), policy.dial_plan());
  SameLists(&c, protobuf, policy);
  SameRoles(&c, protobuf, policy);
  SameTables(&c, protobuf, policy);
  return c.differences();
}

}  // namespace dialgate::mutation
