#include "platform/audit/ledger.h"

#include <charconv>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "dialgate/posix/files.h"
#include "dialgate/posix/party.h"
#include "dialgate/sodium_crypto.h"
#include "platform/audit/ledger_lines.h"
#include "platform/audit/log_keys.h"

namespace dialgate::audit {
namespace {

using posix::Error;
using posix::Result;

// A ledger has no size that is too large, and what cannot be read is not the end of it.
Result<std::string> ReadWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text;
  char block[1 << 16];
  while (file.read(block, sizeof block) || file.gcount() != 0) {
    text.append(block, static_cast<size_t>(file.gcount()));
  }
  if (file.eof()) return text;
  return tl::make_unexpected(
      Error{path + ": cannot be read: name the auditor's folder; where this is it, his ledger is "
                   "gone, with every receipt that he signed: restore it from a backup"});
}

bool ReadSequence(const std::string& text, uint64_t* sequence) {
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), *sequence);
  return failed == std::errc() && end == text.data() + text.size() && *sequence != 0 &&
         std::to_string(*sequence) == text;
}

}  // namespace

const Receipt* LedgerLog::last() const {
  for (size_t i = receipts.size(); i-- > 0;) {
    if (!receipts[i].voided) return &receipts[i].receipt;
  }
  return nullptr;
}

Ledger::~Ledger() {
  for (HeldKey& held : held_) posix::Wipe(&held.key, sizeof held.key);
}

Result<Ledger> Ledger::Read(const std::string& folder) {
  Ledger ledger;
  const Result<void> safe = posix::CheckSecrets(folder);
  if (!safe) return tl::make_unexpected(safe.error());
  const auto auditor = posix::ReadPublicKeys(folder + "/receipt.pub");
  if (!auditor) return tl::make_unexpected(auditor.error());
  const std::string path = folder + "/ledger";
  Result<std::string> text = ReadWhole(path);
  if (!text) return tl::make_unexpected(text.error());
  ledger.text_ = std::move(*text);
  Result<void> read = ledger.TakeLines(path, auditor->front());
  if (read) read = ledger.ReadHeldKeys(folder);
  if (!read) return tl::make_unexpected(read.error());
  return ledger;
}

Result<void> Ledger::TakeLines(const std::string& path, const IssuerKey& auditor) {
  std::istringstream lines(text_);
  size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    std::string problem = TakeLine(line, auditor);
    if (problem.empty() && lines.eof()) problem = "is cut short";
    if (problem.empty()) continue;
    return tl::make_unexpected(Error{path + ":" + std::to_string(number) + ": " + problem +
                                     ": restore the ledger from a backup"});
  }
  return {};
}

// What is wrong with the line; empty: nothing.
std::string Ledger::TakeLine(const std::string& line, const IssuerKey& auditor) {
  const std::vector<std::string> columns = SplitLine(line);
  if (columns[0] == "log") return TakeLog(columns);
  if (columns[0] == "receipt") return TakeReceipt(columns, auditor);
  if (columns[0] == "void") return TakeVoid(columns);
  if (columns[0] == "closed") return TakeClosed(columns);
  return "is no line of a ledger";
}

std::string Ledger::TakeLog(const std::vector<std::string>& columns) {
  LedgerLog log;
  if (columns.size() < 3) return "is no line about a log";
  const std::optional<uint64_t> id = ParseLog(columns[1]);
  const bool gate = columns.size() == 6 && columns[2] == "gate" && ParseTime(columns[3]) &&
                    !columns[4].empty() && !columns[5].empty();
  log.simulated = columns.size() == 3 && columns[2] == "simulation";
  if (!id || (!gate && !log.simulated)) return "is no line about a log";
  log.log = id.value_or(0);
  if (Find(log.log) != nullptr) return "names a log that was named before";
  if (gate) log.site = columns[4];
  if (gate) log.gate = columns[5];
  logs_.push_back(std::move(log));
  return "";
}

std::string Ledger::TakeReceipt(const std::vector<std::string>& columns, const IssuerKey& auditor) {
  LedgerLog* log = columns.size() == 7 ? FindMutable(columns[1]) : nullptr;
  if (log == nullptr) return "is no line about a receipt for a log above";
  const auto signed_receipt = OpenReceipt(columns[6], auditor);
  if (!signed_receipt) return "holds no receipt under the signature of receipt.pub";
  const Receipt& receipt = signed_receipt->receipt;
  if (ReceiptLine(receipt, signed_receipt->message) != JoinLine(columns)) {
    return "does not say what its receipt says";
  }
  const Receipt* last = log->last();
  const uint64_t previous = last == nullptr ? 0 : last->covers.sequence;
  const bool follows = receipt.previous_sequence == previous &&
                       (last == nullptr || receipt.previous_seal == last->covers.seal);
  if (!follows) return "does not follow the receipt before it: one is missing";
  log->receipts.push_back({receipt, signed_receipt->message, false});
  return "";
}

std::string Ledger::TakeVoid(const std::vector<std::string>& columns) {
  LedgerLog* log = columns.size() == 4 ? FindMutable(columns[1]) : nullptr;
  uint64_t sequence = 0;
  if (log == nullptr || !ReadSequence(columns[2], &sequence) || !ParseTime(columns[3])) {
    return "is no line that voids a receipt";
  }
  for (LedgerReceipt& entry : log->receipts) {
    if (entry.voided || entry.receipt.covers.sequence != sequence) continue;
    entry.voided = true;
    return "";
  }
  return "voids a receipt that is not above";
}

std::string Ledger::TakeClosed(const std::vector<std::string>& columns) {
  LedgerLog* log = columns.size() == 4 ? FindMutable(columns[1]) : nullptr;
  uint64_t sequence = 0;
  if (log == nullptr || !ReadSequence(columns[2], &sequence) || !ParseTime(columns[3])) {
    return "is no line that closes a log";
  }
  if (log->closed_at != 0) return "closes a log that was closed before";
  log->closed_at = sequence;
  return "";
}

LedgerLog* Ledger::FindMutable(const std::string& id) {
  const auto number = ParseLog(id);
  for (LedgerLog& log : logs_) {
    if (number && log.log == *number) return &log;
  }
  return nullptr;
}

const LedgerLog* Ledger::Find(uint64_t log) const {
  for (const LedgerLog& known : logs_) {
    if (known.log == log) return &known;
  }
  return nullptr;
}

Result<void> Ledger::ReadHeldKeys(const std::string& folder) {
  const std::string path = folder + "/held.keys";
  std::ifstream file(path);
  size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    std::vector<std::string> columns = SplitLine(line);
    HeldKey held = {};
    const auto log = ParseLog(columns[0]);
    const bool whole = columns.size() == 3 && log && ReadSequence(columns[1], &held.sequence) &&
                       posix::ParseHex(columns[2], held.key.bytes, sizeof held.key.bytes);
    if (columns.size() == 3) posix::Wipe(columns[2].data(), columns[2].size());
    posix::Wipe(line.data(), line.size());
    if (!whole) {
      return tl::make_unexpected(Error{path + ":" + std::to_string(number) +
                                       ": is no key of a held log: restore it from a backup"});
    }
    held.log = *log;
    held_.push_back(held);
  }
  std::error_code failed;
  if (file.eof() || !std::filesystem::exists(path, failed)) return {};  // nothing was held yet
  return tl::make_unexpected(Error{path + ": cannot be read: restore it from a backup"});
}

std::optional<posix::Wiped<HeldPoint>> Ledger::HeldFrom(uint64_t log, uint64_t sequence) const {
  const LedgerLog* known = Find(log);
  if (known == nullptr) return std::nullopt;
  for (const LedgerReceipt& entry : known->receipts) {
    const Checkpoint& covers = entry.receipt.covers;
    if (entry.voided || !entry.receipt.held || covers.sequence < sequence) continue;
    for (const HeldKey& held : held_) {
      if (held.log != log || held.sequence != covers.sequence) continue;
      posix::Wiped<HeldPoint> point;
      point.value = {covers.sequence, covers.seal, held.key};
      return point;
    }
  }
  return std::nullopt;
}

}  // namespace dialgate::audit
