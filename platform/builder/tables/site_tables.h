// The two tables of a policy, from what was read and judged.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_SITE_TABLES_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_SITE_TABLES_H

#include <cstdint>
#include <tl/expected.hpp>

#include "dialgate/tags.h"
#include "platform/builder/rules/problem.h"
#include "platform/builder/tables/accounts.h"
#include "platform/builder/tables/bucket_table.h"
#include "platform/builder/tables/chunked.h"
#include "platform/builder/tables/contact_row.h"

namespace dialgate::builder {

// Errors of both: two entries cannot be told apart under this lookup key.
tl::expected<BucketTable, Problem> MakeAccountsTable(const Accounts& accounts);

// Of the rows that stand for contacts, which are `count`.
tl::expected<BucketTable, Problem> MakeContactsTable(const Chunked<ContactRow>& rows,
                                                     uint64_t count, const Accounts& accounts,
                                                     const Tagger& tagger);

}  // namespace dialgate::builder

#endif
