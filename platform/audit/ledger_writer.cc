#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "dialgate/posix/files.h"
#include "dialgate/posix/party.h"
#include "dialgate/posix/receipt_text.h"
#include "platform/audit/ledger.h"
#include "platform/audit/ledger_lines.h"
#include "platform/audit/log_keys.h"

namespace dialgate::audit {

using posix::Error;
using posix::Result;

Result<LedgerWriter> LedgerWriter::Open(const std::string& folder) {
  std::error_code failed;
  if (!std::filesystem::exists(folder + "/ledger", failed)) {  // it is not locked, nor made, there
    return tl::make_unexpected(Ledger::Read(folder).error());
  }
  const std::string path = folder + "/lock";
  const int lock = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  int locked = -1;
  while (lock >= 0 && (locked = flock(lock, LOCK_EX)) != 0 && errno == EINTR) {
  }
  if (locked != 0) {
    const std::string why = std::strerror(errno);
    if (lock >= 0) close(lock);
    return tl::make_unexpected(
        Error{path + ": " + why + ": the ledger is written under this lock, so see to it"});
  }
  Result<Ledger> ledger = Ledger::Read(folder);
  if (ledger) return LedgerWriter(folder, lock, std::move(*ledger));
  close(lock);
  return tl::make_unexpected(ledger.error());
}

LedgerWriter::LedgerWriter(LedgerWriter&& other) noexcept
    : folder_(std::move(other.folder_)),
      lock_(std::exchange(other.lock_, -1)),
      ledger_(std::move(other.ledger_)) {}

LedgerWriter::~LedgerWriter() {
  if (lock_ >= 0) close(lock_);
}

Result<void> LedgerWriter::Add(const std::string& line) {
  const std::string text = ledger_.text_ + line + "\n";
  const Result<void> written = posix::ReplaceFile(folder_ + "/ledger", text);
  if (written) ledger_.text_ = text;
  return written;
}

Result<void> LedgerWriter::AddGateLog(uint64_t log, const std::string& site,
                                      const std::string& gate, int64_t now) {
  const std::vector<std::string> columns = {"log", LogText(log), "gate", TimeText(now), site, gate};
  const std::string problem = ledger_.TakeLog(columns);
  if (problem.empty()) return Add(JoinLine(columns));
  return tl::make_unexpected(Error{folder_ + "/ledger: the new line " + problem});
}

Result<void> LedgerWriter::AddSimulation(uint64_t log) {
  const std::vector<std::string> columns = {"log", LogText(log), "simulation"};
  const std::string problem = ledger_.TakeLog(columns);
  if (problem.empty()) return Add(JoinLine(columns));
  return tl::make_unexpected(Error{folder_ + "/ledger: the new line " + problem});
}

// The ledger reads its own new line, so that it never holds one that it could not read again.
Result<void> LedgerWriter::AddReceipt(ByteView message, const SealKey* next_key) {
  const auto auditor = posix::ReadPublicKeys(folder_ + "/receipt.pub");
  if (!auditor) return tl::make_unexpected(auditor.error());
  const std::string bytes(reinterpret_cast<const char*>(message.data), message.size);
  const auto opened = OpenReceiptBytes(bytes, auditor->front());
  const std::string line = opened ? ReceiptLine(opened->receipt, bytes) : "";
  const std::string problem = opened ? ledger_.TakeReceipt(SplitLine(line), auditor->front())
                                     : "is not under the signature of receipt.pub";
  if (!problem.empty()) {
    return tl::make_unexpected(Error{folder_ + "/ledger: the new receipt " + problem});
  }
  Result<void> kept;
  if (next_key != nullptr) kept = KeepHeldKey(opened->receipt.covers, *next_key);
  return kept ? Add(line) : kept;
}

Result<void> LedgerWriter::KeepHeldKey(const Checkpoint& covers, const SealKey& next_key) {
  ledger_.held_.push_back({covers.log, covers.sequence, next_key});
  std::string text;
  for (const auto& held : ledger_.held_) {
    text += JoinLine({LogText(held.log), std::to_string(held.sequence),
                      posix::Hex(held.key.bytes, sizeof held.key.bytes)}) +
            "\n";
  }
  const Result<void> kept = posix::ReplaceFile(folder_ + "/held.keys", text);
  posix::Wipe(text.data(), text.size());
  return kept;
}

Result<void> LedgerWriter::Void(uint64_t log, uint64_t sequence, int64_t now) {
  const std::vector<std::string> columns = {"void", LogText(log), std::to_string(sequence),
                                            TimeText(now)};
  const std::string problem = ledger_.TakeVoid(columns);
  if (problem.empty()) return Add(JoinLine(columns));
  return tl::make_unexpected(Error{folder_ + "/ledger: has no receipt for record " + columns[2] +
                                   " of log " + columns[1] +
                                   " that counts: name one of its lines as LOG-ID:SEQUENCE"});
}

Result<void> LedgerWriter::Close(uint64_t log, uint64_t sequence, int64_t now) {
  const LedgerLog* known = ledger_.Find(log);
  const Receipt* last = known == nullptr ? nullptr : known->last();
  if (last != nullptr && last->covers.sequence > sequence) {
    return tl::make_unexpected(Error{
        folder_ + "/ledger: a receipt covers record " + std::to_string(last->covers.sequence) +
        " of log " + LogText(log) + ", which is closed at none before that: bring the whole log"});
  }
  const std::vector<std::string> columns = {"closed", LogText(log), std::to_string(sequence),
                                            TimeText(now)};
  const std::string problem = ledger_.TakeClosed(columns);
  if (problem.empty()) return Add(JoinLine(columns));
  return tl::make_unexpected(Error{folder_ + "/ledger: the new line " + problem});
}

}  // namespace dialgate::audit
