// One row of contacts.csv, read.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_CONTACT_ROW_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_CONTACT_ROW_H

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "dialgate/call.h"
#include "dialgate/phone_number.h"
#include "platform/builder/tables/accounts.h"
#include "platform/builder/tables/build_policy.h"
#include "platform/builder/tables/csv_reader.h"
#include "platform/builder/tables/refusals.h"

namespace dialgate::builder {

// Where a number comes from. The first four are declared.
enum class Provenance : uint8_t {
  kApplication,
  kContract,
  kDebtorUpdate,
  kRecordedCall,
  kPhonebookUpload,
  kCallLog,
  kSocialGraph,
  kTransactionGraph,
  kBureau,
  kDataVendor,
  kSkipTrace,
  kOther,
};
constexpr unsigned kProvenances = 12;

constexpr bool IsDeclared(Provenance provenance) { return provenance <= Provenance::kRecordedCall; }

// `application`, ...; `other` for all that has no word of its own.
std::string_view Name(Provenance provenance);

// What a row came to.
enum class Standing : uint8_t {
  kLeftOut,   // for the reason that `exclusion` gives
  kContact,   // it stands for its number in the policy
  kRepeated,  // another row stands for its number
};

// What is remembered of each row of the file, so it is small.
struct ContactRow {
  PhoneNumber number;  // empty: it cannot be read
  uint64_t line = 0;
  uint32_t account = 0;
  uint32_t zone_set : 12;
  uint32_t role : 2;  // its number less one
  uint32_t consent : 1;
  uint32_t withdrawn : 1;
  uint32_t provenance : 4;
  uint32_t exclusion : 3;
  uint32_t lacks_zones : 1;   // it states none and the default ones are not for it: an error, if it
                              // stands
  uint32_t has_evidence : 1;  // which was put aside
  uint32_t standing : 2;
  uint32_t refused : 1;  // a refusal concerns this number in this role under this account

  Role RoleOf() const { return static_cast<Role>(role + 1); }
  Exclusion ExclusionOf() const { return static_cast<Exclusion>(exclusion); }
  Standing StandingOf() const { return static_cast<Standing>(standing); }
};
static_assert(sizeof(ContactRow) == 24, "ten million of them are to fit into 240 MB");

// A row and the texts that it brings along, which go with the records.
struct ReadContactRow {
  ContactRow row;
  std::string_view zones;  // empty: none are asked of the row
  std::string_view evidence;
};

// Everything that a row is judged by, other rows apart.
struct ContactRules {
  const Tagger* tagger;
  const Accounts* accounts;
  NumberReader number_reader;
  std::string default_zones;        // joined by `|`; may be empty
  int32_t first_day;                // UTC date of not_before
  std::vector<PhoneNumber> exempt;  // numbers that must not stand in the file
  const Refusals* refusals;
};

// Reads rows. Keeps the tags of the accounts of some records, so each thread needs its own.
class ContactRowReader {
 public:
  explicit ContactRowReader(const ContactRules& rules) : rules_(&rules) {}

  // Makes the tags of all accounts that the records name, so that they can be found one after the
  // other without waiting for memory. Precondition of Read.
  void Prepare(const CsvRecords& records);

  // Row `i` of these records. Errors, as a sentence without its place, in this order: account,
  // role, consent, withdrawn, region; an exempt number; a withdrawn one that cannot be read;
  // declared_on.
  tl::expected<ReadContactRow, std::string> Read(const CsvRecords& records, size_t i) const;

  static std::vector<CsvColumn> Columns();

 private:
  tl::expected<uint32_t, std::string> FindAccount(size_t i) const;
  tl::expected<ContactNumber, std::string> FindNumber(const CsvRecords& records, size_t i) const;
  bool IsRefused(const ContactRow& row) const;
  tl::expected<Exclusion, std::string> Judge(const CsvRecords& records, size_t i,
                                             const ContactRow& row) const;
  void SetZones(std::string_view cell, bool own_country, ReadContactRow* read) const;

  const ContactRules* rules_;
  std::vector<Tag> accounts_;  // by row of the records
};

}  // namespace dialgate::builder

#endif
