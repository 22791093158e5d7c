#include "site_image.h"

#include <cstdio>
#include <cstdlib>

#include "large_site.h"
#include "platform/builder/rules/site_rules.h"
#include "platform/builder/rules/zone_compiler.h"
#include "platform/builder/tables/bucket_table.h"
#include "platform/builder/tables/zone_sets.h"
#include "policy_maker.h"

namespace dialgate::benchmarks {
namespace {

using builder::BucketTable;
using builder::FillTable;

constexpr uint64_t kListed = 8, kFirstZoneSet = 1 << 4;  // payloads of core/policy.proto
constexpr uint64_t kDueDay = gates::kNow / 86400 - 90;

// The value, or the end of the program.
template <typename Value>
Value Need(tl::expected<Value, builder::Problem> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", result.error().message.c_str());
  std::exit(2);
}

proto::Policy Header() {
  const auto rules = Need(builder::ReadSiteRulesFile(DIALGATE_BENCHMARK_RULES));
  const auto compiler = Need(builder::ZoneCompiler::Open());
  proto::Policy header = rules.policy;
  builder::ZoneSets zone_sets(compiler, static_cast<int64_t>(header.not_before()),
                              static_cast<int64_t>(header.not_after()));
  if (!zone_sets.Find(rules.default_zones.at(0))) std::exit(2);
  zone_sets.WriteTo(&header);
  const uint64_t key_id = testing::TestTagger().KeyId();
  header.set_lookup_key_id(&key_id, sizeof key_id);
  return header;
}

BucketTable Accounts(uint64_t count) {
  const Tagger& tagger = testing::TestTagger();
  return FillTable(2, count, [&](const auto& insert) {
    for (uint64_t i = 0; i < count; ++i) {
      const AccountId id = IdOf(i);
      const Tag tag = tagger.Account(id.view());
      const uint64_t first = tag.short_value() << 16 | (1 + kDueDay);
      const uint64_t second = tagger.Debtor(id.view()).short_value() << 16 | kListed;
      if (!insert(tag, {first, second})) return false;
    }
    return true;
  });
}

BucketTable Contacts(uint64_t count) {
  const Tagger& tagger = testing::TestTagger();
  return FillTable(1, count, [&](const auto& insert) {
    for (uint64_t i = 0; i < count; ++i) {
      const bool is_debtor = i % kContactsPerAccount == 0;
      const Tag account = tagger.Account(IdOf(i / kContactsPerAccount).view());
      const Tag tag = tagger.Contact(account, NumberOf(i).number());
      const Role role = is_debtor ? Role::kDebtor : Role::kReference;
      const uint64_t payload = kFirstZoneSet | (static_cast<uint64_t>(role) - 1);
      if (!insert(tag, {tag.short_value() << 16 | payload, 0})) return false;
    }
    return true;
  });
}

}  // namespace

std::string SiteImage(uint64_t contacts) {
  proto::Policy header = Header();
  testing::Tables tables;
  tables.accounts = Accounts(contacts / kContactsPerAccount).bytes();
  tables.contacts = Contacts(contacts).bytes();
  testing::SetDigests(tables, &header);
  return testing::Assemble(testing::Encode(header), tables);
}

}  // namespace dialgate::benchmarks
