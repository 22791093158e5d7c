#include "random_site.h"

#include <algorithm>

namespace dialgate::model {
namespace {

using testing::AccountFacts;
using testing::ContactFacts;
using testing::Random;
using testing::RoleFacts;
using testing::Site;
using testing::ZoneFacts;

constexpr int64_t kDay = 86400;

template <typename Word>
std::set<Word> RandomWords(unsigned last, unsigned percent, Random* random) {
  std::set<Word> words;
  for (unsigned n = 1; n <= last; ++n) {
    if (random->Percent(percent)) words.insert(static_cast<Word>(n));
  }
  return words;
}

int32_t RandomOffset(Random* random) {
  switch (random->Below(8)) {
    case 0: return static_cast<int32_t>(random->Between(-24, 24)) * 1800;
    case 1: return static_cast<int32_t>(random->Between(-48, 56)) * 900;
    case 2: return static_cast<int32_t>(random->Between(-129600, 129600));
    case 3: return random->OneIn(2) ? 129600 : -129600;
    case 4: return 20700;  // Asia/Kathmandu
    default: return static_cast<int32_t>(random->Between(-12, 14)) * 3600;
  }
}

ZoneFacts RandomZone(const Site& site, Random* random) {
  ZoneFacts zone;
  zone.name = random->Pick({"Asia/Shanghai", "Pacific/Apia", "America/Argentina/ComodRivadavia"});
  zone.utc_offset = RandomOffset(random);
  const auto span = static_cast<uint64_t>(site.not_after - site.not_before);
  std::set<uint32_t> instants;
  const unsigned count = random->OneIn(2) ? static_cast<unsigned>(1 + random->Below(3)) : 0;
  for (unsigned i = 0; i < (random->OneIn(10) ? 4 : count); ++i) {
    instants.insert(static_cast<uint32_t>(1 + random->Below(span + 2 * kDay)));
  }
  int32_t offset = zone.utc_offset;
  for (uint32_t after : instants) {
    const int32_t before = offset;
    switch (random->Below(4)) {
      case 0:
        offset = before > 0 ? before - 86400 : before + 86400;
        break;  // a date skipped, or twice
      case 1: offset = RandomOffset(random); break;
      default: offset = before > 0 ? before - 3600 : before + 3600;
    }
    zone.transitions.emplace_back(after, offset);
  }
  return zone;
}

Hours RandomHours(Random* random) {
  const auto weekdays = static_cast<uint8_t>(random->OneIn(3) ? 1 + random->Below(127) : 127);
  uint16_t from = static_cast<uint16_t>(random->Below(1440));
  uint16_t to = static_cast<uint16_t>(random->Between(from + 1, 1440));
  if (random->OneIn(2)) {
    from = static_cast<uint16_t>(random->Below(12) * 60);
    to = static_cast<uint16_t>(1440 - random->Below(8) * 60);
  }
  return {weekdays, from, to};
}

RoleFacts RandomRole(Random* random) {
  RoleFacts role;
  role.suspended = random->OneIn(15);
  role.purposes = RandomWords<Purpose>(3, 85, random);
  role.modes = RandomWords<Mode>(3, 85, random);
  role.disclosures = RandomWords<Disclosure>(4, 60, random);
  role.consent_required = random->OneIn(6);
  if (random->OneIn(10)) role.debtor_unreached = {1 + random->Below(14), 1 + random->Below(3)};
  for (Mode mode : RandomWords<Mode>(3, 15, random)) {
    role.min_days_past_due[mode] = static_cast<int32_t>(
        random->OneIn(10) ? random->Pick(std::vector<int>{-3660, 36600}) : random->Between(-5, 30));
  }
  role.any_time = random->OneIn(4);
  for (uint64_t i = random->Below(10); !role.any_time && i < 9 && role.hours.size() < 8; ++i) {
    role.hours.push_back(RandomHours(random));
  }
  if (random->OneIn(3)) {
    role.caps.push_back({Counts::kAnswered, Per::kDebtor, 3, 1, 0});
    role.caps.push_back({Counts::kDialed, Per::kNumber, 1, 0, 30});
  }
  return role;
}

void AddZones(Site* site, Random* random) {
  const uint64_t count = random->OneIn(50) ? 64 : 1 + random->Below(6);
  while (site->zones.size() < count) site->zones.push_back(RandomZone(*site, random));
  const uint64_t sets = 1 + random->Below(random->OneIn(50) ? 4095 : 8);
  while (site->zone_sets.size() < sets) {
    std::vector<unsigned> zones;
    const uint64_t size = random->OneIn(2) ? 1 : 1 + random->Below(4);
    while (zones.size() < size) zones.push_back(static_cast<unsigned>(random->Below(count)));
    site->zone_sets.push_back(zones);
  }
}

void AddClosedDates(Site* site, Random* random) {
  if (random->OneIn(2)) return;
  std::set<int32_t> days;
  const uint64_t count = random->OneIn(20) ? 64 : random->Below(6);
  const auto first = static_cast<int32_t>(site->not_before / kDay);
  while (days.size() < count) days.insert(first + static_cast<int32_t>(random->Between(-1, 80)));
  site->closed_dates.assign(days.begin(), days.end());
  if (count < 64 && random->OneIn(10)) site->closed_dates.push_back(-1);  // the last of 32 bits
}

std::string RandomId(Random* random) {
  if (random->OneIn(6)) return std::string(64, static_cast<char>('a' + random->Below(26)));
  if (random->OneIn(6)) return "\xC3\xA9|" + random->Digits(3);
  return "A" + random->Digits(1 + random->Below(8));
}

void AddAccounts(Site* site, Random* random) {
  const uint64_t count = random->OneIn(30) ? 0 : 1 + random->Below(10);
  const auto today = static_cast<int32_t>(site->not_before / kDay);
  while (site->accounts.size() < count) {
    AccountFacts account;
    if (random->OneIn(3)) account.debtor = "D" + random->Digits(1);
    if (!random->OneIn(5))
      account.due_day = static_cast<int32_t>(
          random->OneIn(20) ? random->Between(0, 65534)
                            : std::max<int64_t>(0, today - random->Between(-10, 40)));
    if (random->OneIn(8)) account.stopped = static_cast<Account::Stopped>(random->Below(6));
    if (random->OneIn(25)) account.damage = static_cast<uint16_t>(1u << random->Below(16));
    if (random->OneIn(50)) account.damage = 6u ^ static_cast<unsigned>(account.stopped);
    site->accounts[RandomId(random)] = account;
  }
}

// The damage that names the first zone set that there is not.
unsigned ZoneSetTooFar(const Site& site, const ContactFacts& contact) {
  const auto count = static_cast<unsigned>(site.zone_sets.size());
  return ((1 + contact.zone_set) ^ (1 + count)) << 4;
}

void AddContacts(Site* site, Random* random) {
  for (const auto& [account, facts] : site->accounts) {
    for (uint64_t i = random->Below(6); i > 0; --i) {
      ContactFacts contact;
      contact.role = static_cast<Role>(random->OneIn(2) ? 1 : 1 + random->Below(4));
      contact.consent = random->OneIn(2);
      contact.withdrawn = random->OneIn(12);
      contact.zone_set = static_cast<unsigned>(random->Below(site->zone_sets.size()));
      if (random->OneIn(25)) contact.damage = static_cast<uint16_t>(1u << random->Below(16));
      if (random->OneIn(50)) contact.damage = static_cast<uint16_t>(ZoneSetTooFar(*site, contact));
      site->contacts[{account, RandomNumber(site->plan, random)}] = contact;
    }
  }
}

}  // namespace

Site RandomSite(Random* random) {
  Site site;
  site.plan = RandomPlan(random);
  site.not_before = random->OneIn(4) ? random->Between(2 * kDay, 4102444800)
                                     : random->Between(1767225600, 1798761600);  // 2026
  site.not_after = site.not_before + (random->OneIn(10) ? random->Between(1, kDay)
                                                        : random->Between(kDay, 35 * kDay));
  AddZones(&site, random);
  AddClosedDates(&site, random);
  for (uint64_t i = random->OneIn(20) ? 32 : random->Below(3); i > 0; --i) {
    site.exempt_numbers.push_back(RandomNumber(site.plan, random));
  }
  for (unsigned role = 1; role <= 4; ++role) {
    if (!random->OneIn(8)) site.roles[static_cast<Role>(role)] = RandomRole(random);
  }
  if (random->OneIn(8)) site.receipt_within_hours = static_cast<unsigned>(1 + random->Below(8784));
  AddAccounts(&site, random);
  AddContacts(&site, random);
  return site;
}

testing::DeviceFacts RandomDevice(const Site& site, int64_t now, Random* random) {
  testing::DeviceFacts device;
  for (uint64_t i = random->Below(4); i > 0; --i) {
    device.emergency.push_back(random->Digits(3 + random->Below(4)));
  }
  if (random->OneIn(3)) device.outside_line_prefix = random->Digits(1 + random->Below(4));
  if (random->OneIn(4)) device.outside_line_prefix = "9";  // as texts of random_call.cc have it
  if (random->OneIn(4)) device.emergency.push_back("999");
  device.modes = RandomWords<Mode>(3, 93, random);
  device.clock_trusted = !random->OneIn(30);
  device.record_durable = !random->OneIn(12);
  device.receipts_waived = random->OneIn(4);
  const bool far = now < -kDay || now > 8000000000;  // no clock that is set gives that
  if (!far && random->OneIn(2)) device.newest_record = now - random->Between(0, 40 * kDay);
  if (!far && random->OneIn(10)) device.newest_record = now + random->Between(59, 62);
  const int64_t allowed = site.receipt_within_hours * int64_t{3600};
  if (!far) device.receipted = now - random->Between(0, allowed);
  if (!far && random->OneIn(4)) device.receipted = now - allowed - random->Between(-1, 1);
  if (random->OneIn(20)) device.receipted = 0;
  return device;
}

}  // namespace dialgate::model
