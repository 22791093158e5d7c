// The rows that were left out, for the desk that wrote them.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_EXCLUDED_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_EXCLUDED_H

#include "platform/builder/tables/accounts.h"
#include "platform/builder/tables/chunked.h"
#include "platform/builder/tables/contact_row.h"
#include "platform/builder/tables/output_file.h"

namespace dialgate::builder {

// Writes `line,account,reason` (RFC 4180, with line feeds), a header first, in the order of the
// rows. Never a number.
void WriteExcluded(const Chunked<ContactRow>& rows, const Accounts& accounts, OutputFile* file);

}  // namespace dialgate::builder

#endif
