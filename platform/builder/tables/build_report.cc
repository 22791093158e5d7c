#include "platform/builder/tables/build_report.h"

#include <numeric>

namespace dialgate::builder {

std::string_view Name(Exclusion exclusion) {
  switch (exclusion) {
    case Exclusion::kNotDeclared: return "not_declared";
    case Exclusion::kInvalidNumber: return "invalid_number";
    case Exclusion::kDeclaredLater: return "declared_later";
    case Exclusion::kEvidenceMissing: return "evidence_missing";
    case Exclusion::kConflictingRows: return "conflicting_rows";
    case Exclusion::kNone: break;
  }
  return "none";
}

uint64_t BuildReport::Excluded() const {
  return std::accumulate(excluded.begin(), excluded.end(), uint64_t{0});
}

namespace {

// All that shows a file that is of other gates: its tags cannot tell whose they are.
std::string NobodyConcerned(const BuildRequest& request) {
  const size_t others = request.refusals.size() - 1;
  return request.refusals.front() +
         (others == 0 ? ": concerns" : " and " + std::to_string(others) + " more: concern") +
         " no row of " + request.contacts + "; are these the refusals of this site's gates?";
}

}  // namespace

BuildReport ReportOf(const BuildRequest& request, const Header& header, const Judgment& judgment,
                     uint64_t accounts, uint64_t rows, uint64_t refusals) {
  BuildReport report;
  report.issuer = header.policy.issuer();
  report.site = header.policy.site();
  report.serial = header.policy.serial();
  report.rows = rows;
  report.accounts = accounts;
  report.accounts_without_contacts = judgment.accounts_without_contacts;
  report.contacts = judgment.contacts;
  report.withdrawn = judgment.withdrawn;
  report.refused = judgment.refused;
  report.refusals = refusals;
  report.repeated = judgment.repeated;
  report.excluded = judgment.excluded;
  report.warnings = header.warnings;
  if (judgment.accounts_without_contacts != 0) {
    report.warnings.push_back(
        request.accounts + ": " + std::to_string(judgment.accounts_without_contacts) + " of " +
        std::to_string(accounts) + " accounts have no contact that may be called");
  }
  if (refusals != 0 && judgment.refusals_concern == 0) {
    report.warnings.push_back(NobodyConcerned(request));
  }
  return report;
}

}  // namespace dialgate::builder
