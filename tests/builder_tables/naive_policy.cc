#include "naive_policy.h"

#include <gtest/gtest.h>

#include <set>

namespace dialgate::builder {

NaivePolicy::NaivePolicy(const std::string& bytes, const Tagger& tagger) : tagger_(tagger) {
  EXPECT_TRUE(message_.ParseFromString(bytes));
}

std::optional<int> NaivePolicy::Find(const Tag& tag,
                                     const google::protobuf::RepeatedField<uint64_t>& words,
                                     int entry_words) const {
  const uint64_t buckets = static_cast<uint64_t>(words.size()) / 8;
  // `place` has two halves, and each names a bucket; they may name the same.
  const std::set<uint64_t> two = {
      (tag.place % (uint64_t{1} << 32)) * buckets / (uint64_t{1} << 32),
      (tag.place / (uint64_t{1} << 32)) * buckets / (uint64_t{1} << 32)};
  std::optional<int> found;
  for (const uint64_t bucket : two) {
    for (int i = static_cast<int>(bucket) * 8; i < static_cast<int>(bucket) * 8 + 8;
         i += entry_words) {
      const bool empty = words[i] == 0 && (entry_words == 1 || words[i + 1] == 0);
      if (empty || words[i] / 65536 != tag.value / 65536) continue;
      EXPECT_FALSE(found) << "two entries with one tag";
      found = i;
    }
  }
  return found;
}

std::optional<NaiveAccount> NaivePolicy::FindAccount(std::string_view id) const {
  const auto place = Find(tagger_.Account(id), message_.accounts(), 2);
  if (!place) return std::nullopt;
  const uint64_t due = message_.accounts(*place) % 65536;
  const uint64_t second = message_.accounts(*place + 1);
  EXPECT_EQ(second % 65536 / 8, 1u);
  return NaiveAccount{second / 65536, static_cast<int32_t>(due) - 1,
                      static_cast<unsigned>(second % 8)};
}

std::optional<NaiveContact> NaivePolicy::FindContact(std::string_view account,
                                                     std::string_view digits) const {
  const Tag tag = tagger_.Contact(tagger_.Account(account), PhoneNumber::FromDigits(digits));
  const auto place = Find(tag, message_.contacts(), 1);
  if (!place) return std::nullopt;
  const uint64_t word = message_.contacts(*place);
  NaiveContact contact = {
      {}, (word / 8 % 2) != 0, (word / 4 % 2) != 0, static_cast<unsigned>(word % 4 + 1)};
  uint64_t set = message_.zone_sets(static_cast<int>(word % 65536 / 16) - 1);
  for (; set != 0; set /= 65536)
    contact.zones.push_back(message_.zones(static_cast<int>(set % 65536) - 1).name());
  return contact;
}

size_t NaivePolicy::accounts() const {
  size_t count = 0;
  for (int i = 1; i < message_.accounts_size(); i += 2) count += message_.accounts(i) != 0;
  return count;
}

size_t NaivePolicy::contacts() const {
  size_t count = 0;
  for (const uint64_t word : message_.contacts()) count += word != 0;
  return count;
}

}  // namespace dialgate::builder
