// Numbers that an auditor wants to look at: many debtors named them, or one debtor is another's
// contact.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_SHARED_NUMBERS_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_SHARED_NUMBERS_H

#include <cstdint>
#include <vector>

#include "dialgate/tags.h"
#include "platform/builder/tables/accounts.h"
#include "platform/builder/tables/chunked.h"
#include "platform/builder/tables/contact_row.h"

namespace dialgate::builder {

// One number, by the tags of its contacts: it has none of its own.
struct SharedNumber {
  std::vector<uint64_t> contacts;  // 48 bits each, ascending
  uint32_t debtors = 0;            // under how many it stands
  uint8_t roles = 0;               // bit n: in the role of number n
};

// The numbers that stand under several debtors, or in the role `debtor` and in another. In the
// order of their first tag, which tells nothing about the numbers.
std::vector<SharedNumber> FindSharedNumbers(const Chunked<ContactRow>& rows,
                                            const Accounts& accounts, const Tagger& tagger);

}  // namespace dialgate::builder

#endif
