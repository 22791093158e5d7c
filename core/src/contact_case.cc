#include "contact_case.h"

#include <limits>

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

bool ContactCase::IsStopped() const {
  if (account.stopped == Account::Stopped::kAttorney) {
    return contact.role != Role::kRepresentative;
  }
  return account.stopped != Account::Stopped::kNo;
}

bool ContactCase::IsDebtorTried(const Clocks& clocks) const {
  return rules().unreached_days == 0 ||
         situation.history.DebtorUnreached(key(), rules(), clocks.today());
}

int32_t ContactCase::FirstDay() const {
  if (!rules().has_min_days.Contains(call.mode)) return std::numeric_limits<int32_t>::min();
  if (!account.has_due_date) return std::numeric_limits<int32_t>::max();
  return account.due_day + rules().min_days_past_due(call.mode);
}

bool ContactCase::IsClosed(const Clocks& clocks) {
  detail = WhatCloses(policy(), rules(), clocks);
  return detail.kind != Detail::Kind::kNone;
}

bool ContactCase::IsAtLimit(const Clocks& clocks) {
  const HistoryKey history_key = key();
  uint8_t index = 0;
  FieldList caps = rules().caps;
  for (ByteView item; caps.Next(&item); ++index) {
    const Cap cap = ReadCap(item);
    const int64_t newest = situation.history.NewestAtMax(history_key, cap);
    if (newest == History::kNever) continue;
    const int64_t from =
        cap.days != 0 ? clocks.today() - cap.days : situation.now - cap.minutes * 60;
    detail = {Detail::Kind::kCap, 0, index};
    if (newest > from) return true;
  }
  return false;
}

}  // namespace dialgate
