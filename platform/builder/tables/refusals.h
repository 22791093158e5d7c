// Who refused to be called, or was the wrong party: what gates' logs say of it, for the next
// policy.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_REFUSALS_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_REFUSALS_H

#include <absl/container/flat_hash_set.h>

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "dialgate/call.h"
#include "platform/builder/rules/problem.h"
#include "platform/builder/tables/accounts.h"
#include "platform/builder/tables/csv_reader.h"

namespace dialgate::builder {

// A set: neither the order of what is added nor adding it again makes a difference. About 20 bytes
// each. Any number of threads may ask while nothing is added.
class Refusals {
 public:
  // Adds what `dialgate audit refusals` wrote, all of it under the lookup key of id `key_id`.
  // Errors: the first in the order of the lines; within a row in the order lookup_key, outcome,
  // number, role, debtor. What stands before it was added.
  tl::expected<InputDigest, Problem> Add(const std::string& path, uint64_t key_id);

  // Whether `number` (Tagger::Number), listed in `role` under an account of `debtor` (48 bits), is
  // withdrawn: it refused as debtor and has that role, or as anyone else and has another; or it was
  // the wrong party for this debtor.
  bool Concern(uint64_t number, uint64_t debtor, Role role) const;

  bool empty() const { return by_debtors_.empty() && by_others_.empty() && wrong_parties_.empty(); }

 private:
  std::optional<std::string> AddRow(const CsvRecords& records, size_t i, uint64_t key_id);
  std::optional<std::string> AddRefused(const CsvRecords& records, size_t i, uint64_t number);
  std::optional<std::string> AddWrongParty(const CsvRecords& records, size_t i, uint64_t number);

  absl::flat_hash_set<uint64_t> by_debtors_;     // numbers
  absl::flat_hash_set<uint64_t> by_others_;      // numbers
  absl::flat_hash_set<uint64_t> wrong_parties_;  // a number and a debtor in one word each
};

// Adds all of these files. Says what they were in the order of their digests, whatever the order of
// the paths.
tl::expected<std::vector<InputDigest>, Problem> ReadRefusals(const std::vector<std::string>& paths,
                                                             uint64_t key_id, Refusals* refusals);

}  // namespace dialgate::builder

#endif
