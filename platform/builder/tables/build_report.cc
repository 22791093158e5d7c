#include <numeric>

#include "platform/builder/tables/build_policy.h"

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

}  // namespace dialgate::builder
