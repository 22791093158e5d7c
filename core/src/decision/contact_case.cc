#include "decision/contact_case.h"

#include <limits>

#include "decision/debtor_first.h"

namespace dialgate {

bool ContactCase::ReadClocks(Clocks* clocks) const {
  const ZoneSet zones = policy().ZonesOf(contact);
  clocks->count = zones.count;
  for (unsigned i = 0; i < zones.count; ++i) {
    const auto local = zones.zones[i].LocalAt(situation.now);
    if (!local) return false;
    clocks->local[i] = *local;
    clocks->zone[i] = zones.index[i];
  }
  return true;
}

bool ContactCase::IsSuspended(Role role) const {
  const RoleRules& of = policy().RulesOf(role);
  return of.role == Role::kNone || of.suspended || situation.history.IsRoleWithdrawn(role);
}

bool ContactCase::IsStopped() const {
  if (situation.history.IsAccountWithdrawn(key.account)) return true;
  if (account.stopped == Account::Stopped::kAttorney) {
    return contact.role != Role::kRepresentative;
  }
  return account.stopped != Account::Stopped::kNo;
}

bool ContactCase::IsDebtorTried(const Clocks& clocks) const {
  if (rules->unreached_days == 0) return true;
  return !IsSuspended(Role::kDebtor) && IsDebtorUnreached(*this, clocks.today());
}

int32_t ContactCase::FirstDay() const {
  if (!rules->has_min_days.Contains(call.mode)) return std::numeric_limits<int32_t>::min();
  if (!account.has_due_date) return std::numeric_limits<int32_t>::max();
  return account.due_day + rules->min_days_past_due(call.mode);
}

bool ContactCase::IsClosed(const Clocks& clocks) {
  detail = WhatCloses(policy(), *rules, clocks);
  return detail.kind != Detail::Kind::kNone;
}

bool ContactCase::IsAtLimit(const Clocks& clocks) {
  uint8_t index = 0;
  FieldList caps = rules->caps;
  for (ByteView item; caps.Next(&item); ++index) {
    const Cap cap = ReadCap(item);
    const int64_t from =
        cap.days != 0 ? clocks.today() - cap.days : situation.now - cap.minutes * 60;
    if (situation.history.CountAfter(key, cap, from) < cap.max) continue;
    detail = {Detail::Kind::kCap, 0, index};
    return true;
  }
  return false;
}

}  // namespace dialgate
