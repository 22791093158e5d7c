#include "policy_image.h"

#include <cstring>
#include <vector>

#include "dialgate/policy.h"
#include "facts.h"
#include "policy_maker.h"

namespace dialgate::gates {
namespace {

using testing::RoleFacts;
using testing::Site;
using testing::ZoneFacts;

constexpr int32_t kToday = kNow / 86400;
constexpr int32_t kShanghai = 8 * 3600;

std::string Padded(unsigned number, unsigned width) {
  const std::string text = std::to_string(number);
  return std::string(width - text.size(), '0') + text;
}

// Those that share the most with a dialed number are compared the longest; two of them match one
// text.
std::vector<std::string> InternationalPrefixes(unsigned count) {
  std::vector<std::string> prefixes;
  for (unsigned i = 0; i + 2 < count; ++i) prefixes.push_back("0086" + Padded(i + 20, 2));
  if (count > 1) prefixes.push_back("0");
  prefixes.push_back("00");
  return prefixes;
}

testing::PlanFacts Plan(const PolicySize& size) {
  testing::PlanFacts plan;
  plan.international_prefixes = InternationalPrefixes(size.international_prefixes);
  plan.national_lengths = {7, 8, 9, 10, 11, 12};
  plan.outside_line_prefix = "9";
  plan.extensions.push_back("2XXX");
  for (unsigned i = 1; i < size.extensions; ++i) plan.extensions.push_back(Padded(i, 2) + "XXXX");
  plan.emergency = {"110", "119", "120"};
  for (unsigned i = 3; i < size.emergency; ++i) plan.emergency.push_back("1" + Padded(i, 5));
  return plan;
}

// In the largest policy all transitions are past, so that all are read.
std::vector<ZoneFacts> Zones(const PolicySize& size) {
  std::vector<ZoneFacts> zones(size.zones);
  for (unsigned i = 0; i < size.zones; ++i) {
    if (size.zones > 1) zones[i].name = Padded(i, 48);
    for (unsigned t = 1; t <= size.transitions; ++t) zones[i].transitions.push_back({t, kShanghai});
  }
  return zones;
}

// What is open now stands behind hours of the small ones of the night.
std::vector<Hours> CallingHours(unsigned count) {
  std::vector<Hours> hours;
  for (unsigned i = 1; i < count; ++i) {
    hours.push_back({0x7F, static_cast<uint16_t>(i), static_cast<uint16_t>(10 + i)});
  }
  hours.push_back({0x7F, 8 * 60, 22 * 60});
  return hours;
}

RoleFacts DebtorRules(const PolicySize& size) {
  RoleFacts rules;
  rules.purposes = {Purpose::kCollect};
  rules.modes = {Mode::kManual, Mode::kAutomated};
  rules.disclosures = {Disclosure::kDebt, Disclosure::kAmount};
  rules.min_days_past_due = {{Mode::kManual, 61}, {Mode::kAutomated, 3}};
  rules.hours = CallingHours(size.hours);
  for (unsigned i = 0; i < size.caps; ++i) {
    const Cap answered = {Counts::kAnswered, Per::kDebtor, 3, 1, 0};
    const Cap unanswered = {Counts::kUnanswered, Per::kNumber, 6, 1, 0};
    rules.caps.push_back(i % 2 == 0 ? answered : unanswered);
  }
  return rules;
}

RoleFacts ReferenceRules() {
  RoleFacts rules;
  rules.purposes = {Purpose::kLocate, Purpose::kRelay};
  rules.modes = {Mode::kManual};
  rules.debtor_unreached = {3, 1};
  rules.hours = {{0x3F, 9 * 60, 20 * 60}};
  rules.caps = {{Counts::kDialed, Per::kNumber, 1, 7, 0},
                {Counts::kDialed, Per::kAccount, 1, 0, 30}};
  return rules;
}

Site SiteOf(const PolicySize& size) {
  Site site;
  site.name = kSite;
  site.not_before = kNotBefore;
  site.not_after = kNotAfter;
  site.plan = Plan(size);
  site.zones = Zones(size);
  site.zone_sets.emplace_back();
  for (unsigned i = 1; i <= size.contact_zones; ++i) {
    site.zone_sets.back().push_back(size.zones - i);
  }
  for (unsigned i = size.closed_dates; i > 0; --i) {
    site.closed_dates.push_back(kToday - 40 - static_cast<int>(i));
  }
  site.exempt_numbers.push_back("+864008205555");
  for (unsigned i = 1; i < size.exempt_numbers; ++i) {  // they differ from kNumber late
    site.exempt_numbers.push_back("+" + Padded(i + 10, 2) + std::string(kNumber.substr(2)));
  }
  site.roles[Role::kDebtor] = DebtorRules(size);
  site.roles[Role::kReference] = ReferenceRules();
  site.history_events = 12;
  return site;
}

// One table, in the form that core/policy.proto gives. What stands in it is met last: in the last
// place of its second bucket, behind entries of others.
class LateTable {
 public:
  explicit LateTable(unsigned words_per_entry)
      : words_per_entry_(words_per_entry), words_(kBuckets * kWords, 0xABCD'0000'0000'0018) {}

  uint64_t* EntryOf(const Tag& tag) {
    return &words_[(tag.second_bucket(kBuckets) + 1) * kWords - words_per_entry_];
  }
  std::string bytes() const {
    return {reinterpret_cast<const char*>(words_.data()), words_.size() * sizeof(uint64_t)};
  }

 private:
  static constexpr unsigned kBuckets = 64;
  static constexpr unsigned kWords = Policy::kAlignment / sizeof(uint64_t);
  unsigned words_per_entry_;
  std::vector<uint64_t> words_;
};

testing::Tables LateTables() {
  constexpr uint64_t kPayload = 0xFFFF;
  constexpr uint64_t kOverdueSince = kToday - 90, kListed = 8, kFirstZoneSet = 1 << 4;
  LateTable accounts(2), contacts(1);
  for (std::string_view id : {kAccount, kLongAccount}) {
    const Tagger& tagger = testing::TestTagger();
    const Tag account = tagger.Account(id);
    uint64_t* entry = accounts.EntryOf(account);
    entry[0] = (account.value & ~kPayload) | (1 + kOverdueSince);
    entry[1] = (tagger.Debtor(id).value & ~kPayload) | kListed;
    const Tag contact = tagger.Contact(account, PhoneNumber::FromDigits(kNumber));
    *contacts.EntryOf(contact) = (contact.value & ~kPayload) | kFirstZoneSet;  // a debtor
  }
  return {accounts.bytes(), contacts.bytes()};
}

}  // namespace

std::string PolicyImage(const PolicySize& size) {
  proto::Policy header = testing::HeaderOf(SiteOf(size));
  const testing::Tables tables = LateTables();
  testing::SetDigests(tables, &header);
  return testing::Assemble(testing::Encode(header), tables);
}

}  // namespace dialgate::gates
