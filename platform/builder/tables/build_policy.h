// From the files of a compliance desk to a signed policy.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_BUILD_POLICY_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_BUILD_POLICY_H

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "dialgate/crypto.h"
#include "platform/builder/rules/contact_number.h"
#include "platform/builder/rules/problem.h"
#include "platform/builder/tables/signing.h"

namespace dialgate::builder {

// Reads a number of contacts.csv as ContactNumberReader::Read does. Called from several threads at
// once; must answer the same for the same texts.
using NumberReader = std::function<ContactNumber(std::string_view text, std::string_view region)>;

// How far a build is. The total is known only where the input files are regular ones; else it is 0.
struct Progress {
  uint64_t rows;         // of accounts.csv and contacts.csv, read and judged
  uint64_t bytes;        // of both
  uint64_t total_bytes;  // of both, or 0
};

// Everything that goes into a build. The keys must outlive it.
struct BuildRequest {
  std::string rules;                  // rules.txtpb
  std::string accounts;               // accounts.csv
  std::string contacts;               // contacts.csv
  std::vector<std::string> refusals;  // files of dialgate audit refusals, in any order
  const LookupKey* lookup_key = nullptr;
  const SigningKey* signing_key = nullptr;

  // What comes out; an empty path: not wanted. A file of that name is replaced once everything has
  // succeeded; on an error none of them is touched.
  std::string policy;  // needed
  std::string
      excluded;  // line,account,reason of each row that was left out, in the order of the rows
  std::string manifest;  // the signature comes beside it, at this path and `.sig`

  // Called now and then, on the caller's thread. None: nobody looks.
  std::function<void(const Progress&)> progress;

  // How numbers are read; none: with libphonenumber. Called from several threads at once.
  NumberReader number_reader;
  unsigned threads = 0;  // that read numbers; 0: as many as there are processors. Changes no output
};

// Why a row was left out. First of the list that applies.
enum class Exclusion : uint8_t {
  kNone = 0,
  kNotDeclared = 1,
  kInvalidNumber = 2,
  kDeclaredLater = 3,
  kEvidenceMissing = 4,
  kConflictingRows = 5,
};
constexpr unsigned kExclusions = 6;
constexpr unsigned kRoles = 4;

// `not_declared`, ...: as it stands in the excluded file. `none` for kNone.
std::string_view Name(Exclusion exclusion);

// What a build came to.
struct BuildReport {
  std::string issuer;
  std::string site;
  uint64_t serial = 0;
  uint64_t rows = 0;  // of contacts.csv
  uint64_t accounts = 0;
  uint64_t accounts_without_contacts = 0;      // none that may be called; withdrawn ones apart
  std::array<uint64_t, kRoles> contacts = {};  // debtor, guarantor, reference, representative
  uint64_t withdrawn = 0;  // contacts that are kept as withdrawn; not among those by role
  uint64_t refused = 0;    // of the withdrawn ones, those that no row withdraws, but a refusal
  uint64_t refusals = 0;   // rows of all files of refusals
  uint64_t repeated = 0;   // rows whose contact already stands on an earlier row
  std::array<uint64_t, kExclusions> excluded = {};  // rows left out, by Exclusion
  uint64_t policy_bytes = 0;
  std::array<uint8_t, 32> policy_digest = {};  // the first 32 bytes of its SHA-512
  // One line each, for a person: of the rules first, then of the tables.
  std::vector<std::string> warnings;

  // Every row is counted once: as a contact, withdrawn, repeated or left out.
  uint64_t Excluded() const;
};

// Builds, signs and writes a policy. Streams its inputs: memory grows by about 40 bytes a row of
// contacts and 70 an account, its id apart, and about 20 a refusal until the contacts were read.
// The same inputs make the same bytes.
//
// A contact whom a refusal concerns is kept as if a row of it said `withdrawn`. Its role is what
// those of its rows say that are not left out by themselves; where all are, any of them.
//
// Errors: the first that is met, the rules before the refusals before the accounts before the
// contacts, each file from its first line on; then what only the whole shows (too many contacts of
// a role, of those the one in the lowest line); then what could not be written.
tl::expected<BuildReport, Problem> BuildPolicy(const BuildRequest& request);

}  // namespace dialgate::builder

#endif
