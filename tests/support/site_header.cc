// Site to the header of its policy, field by field.
#include <cstring>

#include "policy_maker.h"

namespace dialgate::testing {
namespace {

void SetPlan(const PlanFacts& plan, proto::DialPlan* out) {
  out->set_region(plan.region);
  out->set_country_code(plan.country_code);
  for (const std::string& prefix : plan.international_prefixes) {
    out->add_international_prefixes(prefix);
  }
  out->set_national_prefix(plan.national_prefix);
  out->set_bare_national(plan.bare_national);
  out->set_bare_country_code(plan.bare_country_code);
  out->set_national_zero(plan.national_zero);
  for (unsigned length : plan.national_lengths) out->add_national_lengths(length);
  out->set_outside_line_prefix(plan.outside_line_prefix);
  for (const std::string& pattern : plan.extensions) out->add_extensions(pattern);
  for (const std::string& number : plan.emergency) out->add_emergency(number);
}

void SetZone(const ZoneFacts& zone, proto::Zone* out) {
  out->set_name(zone.name);
  out->set_utc_offset(zone.utc_offset);
  for (const auto& [after, offset] : zone.transitions) {
    proto::Transition* transition = out->add_transitions();
    transition->set_after(after);
    transition->set_utc_offset(offset);
  }
}

void SetTimes(const RoleFacts& role, proto::RoleRules* out) {
  for (const auto& [mode, days] : role.min_days_past_due) {
    proto::MinDaysPastDue* minimum = out->add_min_days_past_due();
    minimum->set_mode(static_cast<proto::Mode>(mode));
    minimum->set_days(days);
  }
  out->set_any_time(role.any_time);
  for (const Hours& hours : role.hours) {
    proto::Hours* message = out->add_hours();
    message->set_weekdays(hours.weekdays);
    message->set_from_minute(hours.from_minute);
    message->set_to_minute(hours.to_minute);
  }
  for (const Cap& cap : role.caps) {
    proto::Cap* message = out->add_caps();
    message->set_counts(static_cast<proto::Counts>(cap.counts));
    message->set_max(cap.max);
    message->set_days(cap.days);
    message->set_minutes(cap.minutes);
    message->set_per(static_cast<proto::Per>(cap.per));
  }
}

void SetRole(Role name, const RoleFacts& role, proto::RoleRules* out) {
  out->set_role(static_cast<proto::Role>(name));
  out->set_suspended(role.suspended);
  for (Purpose purpose : role.purposes) out->add_purposes(static_cast<proto::Purpose>(purpose));
  for (Mode mode : role.modes) out->add_modes(static_cast<proto::Mode>(mode));
  for (Disclosure disclosure : role.disclosures) {
    out->add_disclosures(static_cast<proto::Disclosure>(disclosure));
  }
  out->set_consent_required(role.consent_required);
  if (role.debtor_unreached) {
    out->mutable_debtor_unreached()->set_days(role.debtor_unreached->first);
    out->mutable_debtor_unreached()->set_per_day(role.debtor_unreached->second);
  }
  SetTimes(role, out);
}

uint64_t ZoneSetWord(const std::vector<unsigned>& zones) {
  uint64_t word = 0;
  for (size_t i = 0; i < zones.size(); ++i) word |= uint64_t{zones[i] + 1} << (16 * i);
  return word;
}

}  // namespace

proto::Policy HeaderOf(const Site& site) {
  proto::Policy header;
  header.set_format(1);
  header.set_issuer(site.issuer);
  header.set_site(site.name);
  header.set_serial(site.serial);
  header.set_not_before(static_cast<uint64_t>(site.not_before));
  header.set_not_after(static_cast<uint64_t>(site.not_after));
  const uint64_t key_id = TestTagger().KeyId();
  header.set_lookup_key_id(&key_id, sizeof key_id);
  SetPlan(site.plan, header.mutable_dial_plan());
  for (const ZoneFacts& zone : site.zones) SetZone(zone, header.add_zones());
  for (const auto& zones : site.zone_sets) header.add_zone_sets(ZoneSetWord(zones));
  for (int32_t day : site.closed_dates) header.add_closed_dates(static_cast<uint32_t>(day));
  for (const std::string& number : site.exempt_numbers) header.add_exempt_numbers(number);
  for (const auto& [name, role] : site.roles) SetRole(name, role, header.add_roles());
  header.set_receipt_within_hours(site.receipt_within_hours);
  header.set_history_events(site.history_events);
  for (const std::string& profile : site.profiles) header.add_profiles(profile);
  for (const auto& [log, sequence] : site.restores) {
    header.add_restores(log);
    header.add_restores(sequence);
  }
  return header;
}

}  // namespace dialgate::testing
