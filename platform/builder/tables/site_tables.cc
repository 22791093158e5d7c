#include "platform/builder/tables/site_tables.h"

#include <string>

namespace dialgate::builder {
namespace {

tl::expected<BucketTable, Problem> Finish(BucketTable table, const char* entries) {
  if (table.HasTwins()) {
    return tl::make_unexpected(
        Problem{std::string("two ") + entries +
                " have the same tag under this lookup key; provision another key for the site"});
  }
  table.Close();
  return table;
}

}  // namespace

tl::expected<BucketTable, Problem> MakeAccountsTable(const Accounts& accounts) {
  const auto each = [&](const auto& insert) {
    for (uint32_t i = 0; i < accounts.size(); ++i) {
      if (!insert(accounts.TagOf(i), {accounts.FirstWord(i), accounts.SecondWord(i)})) return false;
    }
    return true;
  };
  return Finish(FillTable(2, accounts.size(), each), "accounts");
}

tl::expected<BucketTable, Problem> MakeContactsTable(const Chunked<ContactRow>& rows,
                                                     uint64_t count, const Accounts& accounts,
                                                     const Tagger& tagger) {
  const auto each = [&](const auto& insert) {
    for (size_t i = 0; i < rows.size(); ++i) {
      const ContactRow& row = rows[i];
      if (row.StandingOf() != Standing::kContact) continue;
      const Tag tag = tagger.Contact(accounts.TagOf(row.account), row.number);
      const uint64_t low =
          (1 + uint64_t{row.zone_set}) << 4 | row.consent << 3 | row.withdrawn << 2 | row.role;
      if (!insert(tag, {tag.short_value() << 16 | low, 0})) return false;
    }
    return true;
  };
  return Finish(FillTable(1, count, each), "contacts");
}

}  // namespace dialgate::builder
