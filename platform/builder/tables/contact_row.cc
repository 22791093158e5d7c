#include "platform/builder/tables/contact_row.h"

#include <algorithm>
#include <array>

#include "dialgate/words.h"
#include "platform/builder/tables/iso_date.h"

namespace dialgate::builder {
namespace {

enum Column : size_t {
  kAccount,
  kNumber,
  kRegion,
  kRole,
  kProvenance,
  kDeclaredOn,
  kZones,
  kConsent,
  kWithdrawn,
  kEvidence,
};

constexpr std::array<std::string_view, kProvenances> kProvenanceNames = {
    "application",      "contract",    "debtor_update", "recorded_call",
    "phonebook_upload", "call_log",    "social_graph",  "transaction_graph",
    "bureau",           "data_vendor", "skip_trace",    "other"};

constexpr size_t kAhead = 8;  // rows: about as long as memory takes

Provenance ReadProvenance(std::string_view text) {
  const auto found = std::find(kProvenanceNames.begin(), kProvenanceNames.end(), text);
  if (found == kProvenanceNames.end()) return Provenance::kOther;
  return static_cast<Provenance>(found - kProvenanceNames.begin());
}

tl::unexpected<std::string> Wrong(std::string what) { return tl::make_unexpected(std::move(what)); }

// `no` and an empty cell are false.
tl::expected<bool, std::string> ReadYes(std::string_view cell, const char* column) {
  if (cell == "yes") return true;
  if (cell.empty() || cell == "no") return false;
  return Wrong(std::string(column) + ": write yes, no or nothing");
}

}  // namespace

std::string_view Name(Provenance provenance) {
  return kProvenanceNames[static_cast<size_t>(provenance)];
}

std::vector<CsvColumn> ContactRowReader::Columns() {
  return {{"account", true},    {"number", true},      {"region", false}, {"role", true},
          {"provenance", true}, {"declared_on", true}, {"zones", false},  {"consent", false},
          {"withdrawn", false}, {"evidence", false}};
}

void ContactRowReader::Prepare(const CsvRecords& records) {
  accounts_.resize(records.size());
  for (size_t i = 0; i < records.size(); ++i) {
    const std::string_view id = records.Cell(i, kAccount);
    const bool same = i > 0 && id == records.Cell(i - 1, kAccount);
    accounts_[i] = same ? accounts_[i - 1] : rules_->tagger->Account(id);
    if (!same) rules_->accounts->PrefetchIndex(accounts_[i]);
  }
}

tl::expected<ReadContactRow, std::string> ContactRowReader::Read(const CsvRecords& records,
                                                                 size_t i) const {
  ReadContactRow read = {};
  ContactRow& row = read.row;
  row.line = records.Line(i);
  const auto account = FindAccount(i);
  if (!account) return Wrong(account.error());
  row.account = *account;
  const std::optional<Role> role = ParseRole(records.Cell(i, kRole));
  if (!role) return Wrong("role: write debtor, guarantor, reference or representative");
  row.role = static_cast<uint32_t>(*role) - 1;
  const auto consent = ReadYes(records.Cell(i, kConsent), "consent");
  if (!consent) return Wrong(consent.error());
  row.consent = *consent;
  const auto withdrawn = ReadYes(records.Cell(i, kWithdrawn), "withdrawn");
  if (!withdrawn) return Wrong(withdrawn.error());
  row.withdrawn = *withdrawn;
  const auto number = FindNumber(records, i);
  if (!number) return Wrong(number.error());
  row.number = number->number;
  row.refused = IsRefused(row);
  if (row.withdrawn && row.number.empty()) {
    return Wrong(std::string("number: is withdrawn, but ") + Describe(number->flaw) +
                 "; correct it, or the withdrawal would be lost");
  }
  row.provenance = static_cast<uint32_t>(ReadProvenance(records.Cell(i, kProvenance)));
  const auto exclusion = Judge(records, i, row);
  if (!exclusion) return Wrong(exclusion.error());
  row.exclusion = static_cast<uint32_t>(*exclusion);
  if (!row.withdrawn && *exclusion != Exclusion::kNone) return read;
  SetZones(records.Cell(i, kZones), number->own_country, &read);
  read.evidence = records.Cell(i, kEvidence);
  row.has_evidence = !read.evidence.empty();
  return read;
}

tl::expected<uint32_t, std::string> ContactRowReader::FindAccount(size_t i) const {
  if (i + kAhead < accounts_.size()) rules_->accounts->PrefetchRow(accounts_[i + kAhead]);
  const uint32_t account = rules_->accounts->Find(accounts_[i]);
  if (account == Accounts::kNone) {
    return Wrong("account: is not in the accounts; add it there, or remove the row");
  }
  return account;
}

tl::expected<ContactNumber, std::string> ContactRowReader::FindNumber(const CsvRecords& records,
                                                                      size_t i) const {
  const std::string_view region = records.Cell(i, kRegion);
  if (!region.empty() && !IsRegion(region)) {
    return Wrong(
        "region: is no region that libphonenumber knows; write an ISO 3166 code in capitals, such "
        "as CN");
  }
  ContactNumber number = rules_->number_reader(records.Cell(i, kNumber), region);
  if (number.flaw != ContactNumber::Flaw::kNone) number.number = PhoneNumber();
  if (std::find(rules_->exempt.begin(), rules_->exempt.end(), number.number) !=
      rules_->exempt.end()) {
    return Wrong(
        "number: is one of the site's exempt numbers, which are called without any rule; remove "
        "the row, or "
        "the number from exempt_numbers");
  }
  return number;
}

// Without refusals, which is the rule, no tag of the number is made to ask for them.
bool ContactRowReader::IsRefused(const ContactRow& row) const {
  if (rules_->refusals->empty() || row.number.empty()) return false;
  return rules_->refusals->Concern(rules_->tagger->Number(row.number),
                                   rules_->accounts->DebtorOf(row.account), row.RoleOf());
}

// Why the row is left out as far as it shows by itself.
tl::expected<Exclusion, std::string> ContactRowReader::Judge(const CsvRecords& records, size_t i,
                                                             const ContactRow& row) const {
  if (!IsDeclared(static_cast<Provenance>(row.provenance))) return Exclusion::kNotDeclared;
  const std::optional<int32_t> declared = ParseDay(records.Cell(i, kDeclaredOn));
  if (!declared)
    return Wrong("declared_on: is no date from 1970-01-01 to 2149-06-05; write it as 2025-04-02");
  if (row.number.empty()) return Exclusion::kInvalidNumber;
  if (*declared > rules_->first_day) return Exclusion::kDeclaredLater;
  if (row.RoleOf() != Role::kDebtor && records.Cell(i, kEvidence).empty())
    return Exclusion::kEvidenceMissing;
  return Exclusion::kNone;
}

// Who took a number back is not called, so any zone will do for it.
void ContactRowReader::SetZones(std::string_view cell, bool own_country,
                                ReadContactRow* read) const {
  read->zones = cell;
  if (cell.empty() && (own_country || read->row.withdrawn)) read->zones = rules_->default_zones;
  read->row.lacks_zones = read->zones.empty();
}

}  // namespace dialgate::builder
