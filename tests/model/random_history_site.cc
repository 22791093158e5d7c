#include <algorithm>

#include "random_history.h"

namespace dialgate::model {
namespace {

using testing::Random;

constexpr int64_t kDay = 86400;

ZoneFacts RandomZone(Random* random) {
  ZoneFacts zone;
  zone.utc_offset = static_cast<int32_t>(random->Between(-48, 56)) * 900;
  int32_t offset = zone.utc_offset;
  uint32_t after = 0;
  for (uint64_t i = random->Below(4); i > 0 && random->OneIn(2); --i) {
    after += static_cast<uint32_t>(random->Between(1, 30 * kDay));
    // Summer time, or a date that is skipped or comes twice.
    const int32_t by = random->OneIn(4) ? 86400 : 3600;
    offset += offset > 0 ? -by : by;
    zone.transitions.emplace_back(after, offset);
  }
  return zone;
}

Cap RandomCap(Random* random) {
  Cap cap{};
  cap.counts = static_cast<Counts>(1 + random->Below(5));
  cap.per = static_cast<Per>(1 + random->Below(3));
  cap.max = static_cast<uint8_t>(random->OneIn(3) ? 1 + random->Below(28) : 1 + random->Below(5));
  if (random->OneIn(3)) {
    cap.minutes = random->Pick(std::vector<uint16_t>{1, 5, 30, 60, 1440, 10080});
  } else {
    cap.days = random->Pick(std::vector<uint16_t>{1, 1, 2, 3, 7, 30, 366});
  }
  return cap;
}

void DrawCaps(Site* site, const HistoryKind& kind, Random* random) {
  for (auto& [name, rules] : site->roles) {
    rules.caps.clear();
    for (uint64_t i = random->OneIn(20) ? 8 : random->Below(4); i > 0; --i) {
      rules.caps.push_back(RandomCap(random));
      if (EventsNeeded(*site) > kind.events) rules.caps.pop_back();
    }
  }
  site->history_events = EventsNeeded(*site);
}

RoleFacts RandomRules(Role role, Random* random) {
  RoleFacts rules;
  rules.suspended = random->OneIn(40);
  rules.purposes = {Purpose::kCollect, Purpose::kLocate, Purpose::kRelay};
  rules.modes = {Mode::kManual, Mode::kAutomated};
  rules.disclosures = {Disclosure::kDebt};
  rules.consent_required = random->OneIn(10);
  if (random->OneIn(role == Role::kDebtor ? 40 : 3)) {
    rules.debtor_unreached = {random->OneIn(5) ? 1 + random->Below(14) : 1 + random->Below(3),
                              1 + random->Below(random->OneIn(3) ? 3 : 1)};
  }
  if (random->OneIn(10)) {
    rules.min_days_past_due[Mode::kManual] = static_cast<int32_t>(random->Between(-5, 20));
  }
  rules.any_time = random->OneIn(2);
  for (uint64_t i = 1 + random->Below(2); i > 0 && !rules.any_time; --i) {
    const auto weekdays = static_cast<uint8_t>(random->OneIn(3) ? 1 + random->Below(127) : 127);
    rules.hours.push_back({weekdays, static_cast<uint16_t>(random->Below(11) * 60),
                           static_cast<uint16_t>(1440 - random->Below(10) * 60)});
  }
  return rules;
}

void AddPeople(Site* site, Random* random) {
  const auto today = static_cast<int32_t>(site->not_before / kDay);
  for (uint64_t i = 1 + random->Below(4); i > 0; --i) {
    testing::AccountFacts account;
    account.debtor = random->Pick({"", "D", "D", "E", "A1"});
    if (random->OneIn(2)) account.due_day = today - static_cast<int32_t>(random->Between(-9, 9));
    if (random->OneIn(30)) account.stopped = Account::Stopped::kAttorney;
    site->accounts["A" + std::to_string(i)] = account;
  }
  const uint64_t numbers = 2 + random->Below(8);
  for (const auto& [id, account] : site->accounts) {
    for (uint64_t n = 0; n < numbers; ++n) {
      if (random->OneIn(3)) continue;
      testing::ContactFacts contact;
      contact.role = static_cast<Role>(random->OneIn(2) ? 1 : 1 + random->Below(4));
      contact.consent = !random->OneIn(5);
      contact.withdrawn = random->OneIn(40);
      contact.zone_set = static_cast<unsigned>(random->Below(site->zone_sets.size()));
      site->contacts[{id, "+861380013800" + std::to_string(n)}] = contact;
    }
  }
}

}  // namespace

Site RandomHistorySite(const HistoryKind& kind, Random* random) {
  Site site;
  site.not_before = random->Between(1767225600, 1798761600);  // 2026
  site.not_after = site.not_before + random->Between(3, 35) * kDay;
  for (uint64_t i = 1 + random->Below(4); i > 0; --i) site.zones.push_back(RandomZone(random));
  for (uint64_t i = 1 + random->Below(4); i > 0; --i) {
    std::vector<unsigned> zones;
    for (uint64_t z = random->OneIn(2) ? 1 : 1 + random->Below(4); z > 0; --z) {
      zones.push_back(static_cast<unsigned>(random->Below(site.zones.size())));
    }
    site.zone_sets.push_back(zones);
  }
  std::set<int32_t> closed;
  const auto first = static_cast<int32_t>(site.not_before / kDay);
  for (uint64_t i = random->Below(4); i > 0; --i) {
    closed.insert(first + static_cast<int32_t>(random->Below(40)));
  }
  site.closed_dates.assign(closed.begin(), closed.end());
  for (unsigned role = 1; role <= 4; ++role) {
    const auto name = static_cast<Role>(role);
    if (!random->OneIn(25)) site.roles[name] = RandomRules(name, random);
  }
  if (random->OneIn(4)) site.receipt_within_hours = static_cast<unsigned>(24 + random->Below(240));
  AddPeople(&site, random);
  DrawCaps(&site, kind, random);
  return site;
}

namespace {

// What of a zone is left when its policy begins `by` seconds later.
void MoveStart(uint32_t by, ZoneFacts* zone) {
  std::vector<std::pair<uint32_t, int32_t>> left;
  for (const auto& [after, offset] : zone->transitions) {
    if (after <= by) {
      zone->utc_offset = offset;
    } else {
      left.emplace_back(after - by, offset);
    }
  }
  zone->transitions = left;
}

}  // namespace

Site Reissued(const Site& old, int64_t now, const HistoryKind& kind, Random* random) {
  Site site = old;
  ++site.serial;
  const int64_t moved = std::max<int64_t>(old.not_before, now - random->Between(0, 2 * kDay));
  for (ZoneFacts& zone : site.zones) {
    MoveStart(static_cast<uint32_t>(moved - old.not_before), &zone);
  }
  site.not_before = moved;
  site.not_after = std::max(now + 1, moved + random->Between(3, 35) * kDay);
  if (kind.new_caps && random->OneIn(3)) DrawCaps(&site, kind, random);
  if (random->OneIn(3) && !site.contacts.empty()) {
    // A number gets another label, or its owner moves.
    auto& contact = site.contacts[random->Pick(site.contacts).first];
    contact.role = static_cast<Role>(1 + random->Below(4));
    contact.zone_set = static_cast<unsigned>(random->Below(site.zone_sets.size()));
  }
  return site;
}

}  // namespace dialgate::model
