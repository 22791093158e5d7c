// Site to the two tables of its policy: every entry in one of the two buckets that its tag names,
// found by moving others out of the way at random until all stand.
#include <cstring>
#include <utility>

#include "policy_maker.h"
#include "random.h"

namespace dialgate::testing {
namespace {

struct Entry {
  Tag tag;
  std::string bytes;
};

// Tries `buckets`; says nothing if the entries do not find room.
bool Place(const std::vector<Entry>& entries, uint32_t buckets, size_t slots,
           std::vector<std::vector<Entry>>* out) {
  out->assign(buckets, {});
  Random random(buckets);
  for (Entry entry : entries) {
    for (unsigned moves = 0;; ++moves) {
      if (moves == 500) return false;
      auto& first = (*out)[entry.tag.first_bucket(buckets)];
      auto& second = (*out)[entry.tag.second_bucket(buckets)];
      auto& room = first.size() < slots ? first : second;
      if (room.size() < slots) {
        room.push_back(std::move(entry));
        break;
      }
      auto& crowded = random.OneIn(2) ? first : second;
      std::swap(entry, crowded[random.Below(slots)]);
    }
  }
  return true;
}

std::string Table(const std::vector<Entry>& entries, size_t slots) {
  auto buckets = static_cast<uint32_t>(1 + entries.size() / slots);
  std::vector<std::vector<Entry>> placed;
  while (!Place(entries, buckets, slots, &placed)) ++buckets;
  std::string table;
  for (const auto& bucket : placed) {
    std::string bytes;
    for (const Entry& entry : bucket) bytes += entry.bytes;
    bytes.resize(64);
    table += bytes;
  }
  return table;
}

std::string Bytes(uint64_t word) { return {reinterpret_cast<const char*>(&word), sizeof word}; }

Entry AccountEntry(const std::string& id, const AccountFacts& facts) {
  const Tag tag = TestTagger().Account(id);
  const Tag debtor = TestTagger().Debtor(facts.debtor.empty() ? id : facts.debtor);
  const uint64_t due = facts.due_day ? static_cast<uint64_t>(1 + *facts.due_day) : 0;
  const uint64_t low = 8u | static_cast<unsigned>(facts.stopped);
  return {tag, Bytes(tag.short_value() << 16 | due) +
                   Bytes(debtor.short_value() << 16 | (low ^ facts.damage))};
}

Entry ContactEntry(const std::string& account, const std::string& number,
                   const ContactFacts& facts) {
  const PhoneNumber phone = PhoneNumber::FromDigits(std::string_view(number).substr(1));
  const Tag tag = TestTagger().Contact(TestTagger().Account(account), phone);
  const unsigned low = (1 + facts.zone_set) << 4 | (facts.consent ? 8u : 0u) |
                       (facts.withdrawn ? 4u : 0u) | (static_cast<unsigned>(facts.role) - 1);
  return {tag, Bytes(tag.short_value() << 16 | (low ^ facts.damage))};
}

}  // namespace

Tables TablesOf(const Site& site) {
  std::vector<Entry> accounts, contacts;
  for (const auto& [id, facts] : site.accounts) accounts.push_back(AccountEntry(id, facts));
  for (const auto& [key, facts] : site.contacts) {
    contacts.push_back(ContactEntry(key.first, key.second, facts));
  }
  return {Table(accounts, 4), Table(contacts, 8)};
}

}  // namespace dialgate::testing
