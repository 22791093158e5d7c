// The report itself: one HTML page that stands alone, for a compliance officer or a regulator.
#ifndef DIALGATE_PLATFORM_REPORT_PAGE_H
#define DIALGATE_PLATFORM_REPORT_PAGE_H

#include <string>

#include "platform/audit/log_walk.h"
#include "platform/audit/receipt_check.h"
#include "platform/report/figures.h"

namespace dialgate::report {

// A log that was walked over, with the auditor's keys or without.
struct Subject {
  const audit::Walked& walked;
  const audit::Bound& bound;  // by the auditor's ledger; without keys, by what the log itself says
  bool with_keys;

  bool verified() const { return with_keys && !walked.fault && bound.exposed.empty(); }
};

// The page about `subject`, whose records `figures` took. It needs no network and no script,
// prints, and is the same for the same log.
std::string WritePage(const Subject& subject, const Figures& figures);

}  // namespace dialgate::report

#endif
