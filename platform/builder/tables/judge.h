// What only all rows of a number, or of an account, show together.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_JUDGE_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_JUDGE_H

#include <array>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "platform/builder/tables/accounts.h"
#include "platform/builder/tables/build_policy.h"
#include "platform/builder/tables/chunked.h"
#include "platform/builder/tables/contact_row.h"

namespace dialgate::builder {

constexpr uint32_t kMaxGuarantors = 5;
constexpr uint32_t kMaxRepresentatives = 5;

struct AccountSize {
  uint32_t account;
  uint32_t numbers;
};

// What all rows came to.
struct Judgment {
  std::array<uint64_t, kRoles> contacts = {};  // by role, withdrawn ones apart
  uint64_t withdrawn = 0;
  uint64_t refused = 0;           // of the withdrawn ones, those that only refusals withdrew
  uint32_t refusals_concern = 0;  // not 0: a refusal concerns some row, whatever that came to
  uint64_t repeated = 0;
  std::array<uint64_t, kExclusions> excluded = {};
  uint64_t accounts_without_contacts = 0;
  std::vector<AccountSize>
      largest;  // accounts with the most numbers, at most 20, the largest first

  uint64_t AllContacts() const {
    return std::accumulate(contacts.begin(), contacts.end(), withdrawn);
  }
};

// Decides for every row whether it stands for a contact, repeats one, or is left out, and writes
// that into it. Rows of one number under one account:
//  - withdrawn on any of them: the first stands for the number, as withdrawn. It keeps its role,
//  has no consent,
//    and the zones of the first row that withdraws.
//  - else, where a refusal concerns one that is not left out yet, or any if all are: the same; lack
//  of zones is no error.
//  - else, of those not left out yet: if they agree in role, consent and zones the first stands for
//  the number and
//    the others repeat it; if not, all are left out.
//
// Errors: a contact that lacks zones; more of a role under an account than may be. Of several the
// one in the lowest line; `file` is what it calls contacts.csv.
std::optional<Problem> Judge(const std::string& file, uint32_t max_references,
                             const Accounts& accounts, Chunked<ContactRow>* rows,
                             Judgment* judgment);

}  // namespace dialgate::builder

#endif
