#include "platform/audit/auditor.h"

#include <filesystem>
#include <fstream>

#include "dialgate/posix/receipt_text.h"
#include "platform/audit/ledger_lines.h"

namespace dialgate::audit {

using posix::Error;
using posix::Result;

Result<Auditor> ReadAuditor(const std::string& folder) {
  Result<AuditorKeys> keys = ReadAuditorKeys(folder);
  if (!keys) return tl::make_unexpected(keys.error());
  Auditor auditor = {std::move(*keys), std::nullopt};
  std::error_code failed;
  if (!auditor.keys.seal && !std::filesystem::exists(folder + "/ledger", failed)) return auditor;
  Result<Ledger> ledger = Ledger::Read(folder);
  if (!ledger) return tl::make_unexpected(ledger.error());
  auditor.ledger.emplace(std::move(*ledger));
  return auditor;
}

Result<std::vector<Receipt>> ReadReceipts(const std::string& path, const std::string& folder) {
  const auto auditor = posix::ReadPublicKeys(folder + "/receipt.pub");
  if (!auditor) return tl::make_unexpected(auditor.error());
  std::ifstream file(path);
  std::vector<Receipt> receipts;
  size_t number = 0;
  for (std::string line; NextLine(file, &line);) {
    ++number;
    const auto message = posix::ParseReceiptText(line);
    const auto opened = message ? OpenReceiptBytes(*message, auditor->front()) : std::nullopt;
    if (!opened) {
      return tl::make_unexpected(
          Error{path + ":" + std::to_string(number) +
                (message ? ": is not signed by the auditor whose receipt.pub is in " + folder
                         : ": is no receipt") +
                ": put one a line there, as dialgate audit receipt printed it"});
    }
    receipts.push_back(opened->receipt);
  }
  // A folder can be opened, too, and a disk can fail behind the first lines.
  if (!file.eof()) {
    return tl::make_unexpected(Error{path + ": cannot be read: name a file of receipts"});
  }
  if (!receipts.empty()) return receipts;
  return tl::make_unexpected(Error{path + ": has no receipt: put one a line there, as dialgate "
                                          "audit receipt printed it"});
}

}  // namespace dialgate::audit
