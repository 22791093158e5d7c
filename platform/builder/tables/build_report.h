// What is told of a build, from what it came to.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_BUILD_REPORT_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_BUILD_REPORT_H

#include "platform/builder/rules/site_rules.h"
#include "platform/builder/tables/build_policy.h"
#include "platform/builder/tables/judge.h"

namespace dialgate::builder {

// All but what the policy's own file shows. `rows` are those of contacts.csv, `refusals` those of
// all files of refusals.
BuildReport ReportOf(const BuildRequest& request, const Header& header, const Judgment& judgment,
                     uint64_t accounts, uint64_t rows, uint64_t refusals);

}  // namespace dialgate::builder

#endif
