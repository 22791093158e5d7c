// The rules of a role.
#include "bounds.h"

namespace dialgate::mutation {
namespace {

proto::RoleRules* Debtor(Header* h) { return h->mutable_roles(0); }

void HoursFromTo(Header* h, unsigned from, unsigned to) {
  Debtor(h)->mutable_hours(0)->set_from_minute(from);
  Debtor(h)->mutable_hours(0)->set_to_minute(to);
}

void CapDays(Header* h, unsigned days, unsigned minutes) {
  Debtor(h)->mutable_caps(0)->set_days(days);
  Debtor(h)->mutable_caps(0)->set_minutes(minutes);
}

}  // namespace

const std::vector<Bound>& RoleBounds() {
  static const std::vector<Bound> bounds = {
      {"roles.role", "none", kNo, [](Header* h) { Debtor(h)->clear_role(); }},
      {"roles.role", "4", kYes,
       [](Header* h) { h->mutable_roles(1)->set_role(proto::ROLE_REPRESENTATIVE); }},
      {"roles.role", "5", kNo,
       [](Header* h) { h->mutable_roles(1)->set_role(static_cast<proto::Role>(5)); }},
      {"roles.role", "-1", kNo,
       [](Header* h) { h->mutable_roles(1)->set_role(static_cast<proto::Role>(-1)); }},
      {"roles.suspended", "not", kYes, [](Header* h) { Debtor(h)->set_suspended(false); }},
      {"roles.purposes", "none", kYes, [](Header* h) { Debtor(h)->clear_purposes(); }},
      {"roles.purposes", "0", kNo,
       [](Header* h) { FillWords(Debtor(h)->mutable_purposes(), {0}); }},
      {"roles.purposes", "4", kNo,
       [](Header* h) { FillWords(Debtor(h)->mutable_purposes(), {4}); }},
      {"roles.purposes", "-1", kNo,
       [](Header* h) { FillWords(Debtor(h)->mutable_purposes(), {-1}); }},
      {"roles.purposes", "one twice", kNo,
       [](Header* h) {
         FillWords(Debtor(h)->mutable_purposes(), {1, 1});
       }},
      {"roles.purposes", "descending", kNo,
       [](Header* h) {
         FillWords(Debtor(h)->mutable_purposes(), {2, 1});
       }},
      {"roles.modes", "none", kYes, [](Header* h) { Debtor(h)->clear_modes(); }},
      {"roles.modes", "0", kNo, [](Header* h) { FillWords(Debtor(h)->mutable_modes(), {0}); }},
      {"roles.modes", "4", kNo, [](Header* h) { FillWords(Debtor(h)->mutable_modes(), {4}); }},
      {"roles.modes", "descending", kNo,
       [](Header* h) {
         FillWords(Debtor(h)->mutable_modes(), {3, 1});
       }},
      {"roles.disclosures", "none", kYes, [](Header* h) { Debtor(h)->clear_disclosures(); }},
      {"roles.disclosures", "0", kNo,
       [](Header* h) { FillWords(Debtor(h)->mutable_disclosures(), {0}); }},
      {"roles.disclosures", "5", kNo,
       [](Header* h) { FillWords(Debtor(h)->mutable_disclosures(), {5}); }},
      {"roles.disclosures", "one twice", kNo,
       [](Header* h) {
         FillWords(Debtor(h)->mutable_disclosures(), {4, 4});
       }},
      {"roles.consent_required", "not", kYes,
       [](Header* h) { Debtor(h)->set_consent_required(false); }},
      {"roles.debtor_unreached", "none", kYes,
       [](Header* h) { Debtor(h)->clear_debtor_unreached(); }},
      {"roles.debtor_unreached", "empty", kNo,
       [](Header* h) { Debtor(h)->mutable_debtor_unreached()->Clear(); }},
      {"roles.debtor_unreached.days", "none", kNo,
       [](Header* h) { Debtor(h)->mutable_debtor_unreached()->set_days(0); }},
      {"roles.debtor_unreached.days", "14", kYes,
       [](Header* h) { Debtor(h)->mutable_debtor_unreached()->set_days(14); }},
      {"roles.debtor_unreached.days", "15", kNo,
       [](Header* h) { Debtor(h)->mutable_debtor_unreached()->set_days(15); }},
      {"roles.debtor_unreached.per_day", "none", kNo,
       [](Header* h) { Debtor(h)->mutable_debtor_unreached()->set_per_day(0); }},
      {"roles.debtor_unreached.per_day", "3", kYes,
       [](Header* h) { Debtor(h)->mutable_debtor_unreached()->set_per_day(3); }},
      {"roles.debtor_unreached.per_day", "4", kNo,
       [](Header* h) { Debtor(h)->mutable_debtor_unreached()->set_per_day(4); }},
      {"roles.min_days_past_due", "none", kYes,
       [](Header* h) { Debtor(h)->clear_min_days_past_due(); }},
      {"roles.min_days_past_due", "4", kNo,
       [](Header* h) { *Debtor(h)->add_min_days_past_due() = Debtor(h)->min_days_past_due(2); }},
      {"roles.min_days_past_due.mode", "none", kNo,
       [](Header* h) { Debtor(h)->mutable_min_days_past_due(0)->clear_mode(); }},
      {"roles.min_days_past_due.mode", "4", kNo,
       [](Header* h) {
         Debtor(h)->mutable_min_days_past_due(2)->set_mode(static_cast<proto::Mode>(4));
       }},
      {"roles.min_days_past_due.mode", "one twice", kNo,
       [](Header* h) { Debtor(h)->mutable_min_days_past_due(1)->set_mode(proto::MODE_MANUAL); }},
      {"roles.min_days_past_due.mode", "descending", kNo,
       [](Header* h) { Debtor(h)->mutable_min_days_past_due()->SwapElements(0, 1); }},
      {"roles.min_days_past_due.days", "-3,660", kYes,
       [](Header* h) { Debtor(h)->mutable_min_days_past_due(0)->set_days(-3660); }},
      {"roles.min_days_past_due.days", "-3,661", kNo,
       [](Header* h) { Debtor(h)->mutable_min_days_past_due(0)->set_days(-3661); }},
      {"roles.min_days_past_due.days", "36,600", kYes,
       [](Header* h) { Debtor(h)->mutable_min_days_past_due(0)->set_days(36600); }},
      {"roles.min_days_past_due.days", "36,601", kNo,
       [](Header* h) { Debtor(h)->mutable_min_days_past_due(0)->set_days(36601); }},
      {"roles.min_days_past_due.days", "the lowest", kNo,
       [](Header* h) { Debtor(h)->mutable_min_days_past_due(0)->set_days(INT32_MIN); }},
  };
  return bounds;
}

const std::vector<Bound>& TimeBounds() {
  static const std::vector<Bound> bounds = {
      {"roles.any_time", "neither it nor hours", kYes, [](Header* h) { Debtor(h)->clear_hours(); }},
      {"roles.any_time", "it and hours", kNo, [](Header* h) { Debtor(h)->set_any_time(true); }},
      {"roles.hours", "8", kYes,
       [](Header* h) { Fill(Debtor(h)->mutable_hours(), 8, proto::Hours(Debtor(h)->hours(0))); }},
      {"roles.hours", "9", kNo,
       [](Header* h) { Fill(Debtor(h)->mutable_hours(), 9, proto::Hours(Debtor(h)->hours(0))); }},
      {"roles.hours.weekdays", "none", kNo,
       [](Header* h) { Debtor(h)->mutable_hours(0)->set_weekdays(0); }},
      {"roles.hours.weekdays", "127", kYes,
       [](Header* h) { Debtor(h)->mutable_hours(0)->set_weekdays(127); }},
      {"roles.hours.weekdays", "128", kNo,
       [](Header* h) { Debtor(h)->mutable_hours(0)->set_weekdays(128); }},
      {"roles.hours.from_minute", "1,439", kYes, [](Header* h) { HoursFromTo(h, 1439, 1440); }},
      {"roles.hours.from_minute", "1,440", kNo, [](Header* h) { HoursFromTo(h, 1440, 1441); }},
      {"roles.hours.from_minute", "32 bits", kNo,
       [](Header* h) { HoursFromTo(h, UINT32_MAX, 1440); }},
      {"roles.hours.to_minute", "none", kNo, [](Header* h) { HoursFromTo(h, 0, 0); }},
      {"roles.hours.to_minute", "a minute on", kYes, [](Header* h) { HoursFromTo(h, 0, 1); }},
      {"roles.hours.to_minute", "from_minute", kNo, [](Header* h) { HoursFromTo(h, 540, 540); }},
      {"roles.hours.to_minute", "before from_minute", kNo,
       [](Header* h) { HoursFromTo(h, 541, 540); }},
      {"roles.hours.to_minute", "1,441", kNo, [](Header* h) { HoursFromTo(h, 0, 1441); }},
      {"roles.caps", "8", kYes,
       [](Header* h) { Fill(Debtor(h)->mutable_caps(), 8, proto::Cap(Debtor(h)->caps(0))); }},
      {"roles.caps", "9", kNo,
       [](Header* h) { Fill(Debtor(h)->mutable_caps(), 9, proto::Cap(Debtor(h)->caps(0))); }},
      {"roles.caps.counts", "none", kNo,
       [](Header* h) { Debtor(h)->mutable_caps(0)->clear_counts(); }},
      {"roles.caps.counts", "5", kYes,
       [](Header* h) { Debtor(h)->mutable_caps(0)->set_counts(proto::COUNTS_CONVERSATIONS); }},
      {"roles.caps.counts", "6", kNo,
       [](Header* h) { Debtor(h)->mutable_caps(0)->set_counts(static_cast<proto::Counts>(6)); }},
      {"roles.caps.max", "none", kNo, [](Header* h) { Debtor(h)->mutable_caps(0)->set_max(0); }},
      {"roles.caps.max", "28", kYes, [](Header* h) { Debtor(h)->mutable_caps(0)->set_max(28); }},
      {"roles.caps.max", "29", kNo, [](Header* h) { Debtor(h)->mutable_caps(0)->set_max(29); }},
      {"roles.caps.days", "366", kYes, [](Header* h) { CapDays(h, 366, 0); }},
      {"roles.caps.days", "367", kNo, [](Header* h) { CapDays(h, 367, 0); }},
      {"roles.caps.days", "neither it nor minutes", kNo, [](Header* h) { CapDays(h, 0, 0); }},
      {"roles.caps.minutes", "it and days", kNo, [](Header* h) { CapDays(h, 1, 1); }},
      {"roles.caps.minutes", "10,080", kYes, [](Header* h) { CapDays(h, 0, 10080); }},
      {"roles.caps.minutes", "10,081", kNo, [](Header* h) { CapDays(h, 0, 10081); }},
      {"roles.caps.per", "none", kNo, [](Header* h) { Debtor(h)->mutable_caps(0)->clear_per(); }},
      {"roles.caps.per", "3", kYes,
       [](Header* h) { Debtor(h)->mutable_caps(0)->set_per(proto::PER_DEBTOR); }},
      {"roles.caps.per", "4", kNo,
       [](Header* h) { Debtor(h)->mutable_caps(0)->set_per(static_cast<proto::Per>(4)); }},
  };
  return bounds;
}
}  // namespace dialgate::mutation
