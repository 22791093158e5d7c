// The lines of a ledger as text.
#ifndef DIALGATE_PLATFORM_AUDIT_LEDGER_LINES_H
#define DIALGATE_PLATFORM_AUDIT_LEDGER_LINES_H

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "platform/audit/ledger.h"

namespace dialgate::audit {

// The columns of a line, which stand between tabs: one at least.
std::vector<std::string> SplitLine(const std::string& line);
std::string JoinLine(const std::vector<std::string>& columns);

// The next line of what should have a receipt a line; one that goes on and on comes cut short, so
// that it is none. False: there is no more.
bool NextLine(std::istream& in, std::string* line);

// The line for a receipt, whose SignedReceipt is `message`.
std::string ReceiptLine(const Receipt& receipt, const std::string& message);

// The receipt in hexadecimal digits. Nothing: it is none, or not under the signature of `auditor`.
std::optional<LedgerReceipt> OpenReceipt(const std::string& digits, const IssuerKey& auditor);
// Likewise of its bytes.
std::optional<LedgerReceipt> OpenReceiptBytes(const std::string& message, const IssuerKey& auditor);

}  // namespace dialgate::audit

#endif
