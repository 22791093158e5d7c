// The auditor's ledger: his logs, and every receipt that he signed for one. A text file in his
// folder, which a person can read: one line an entry, the oldest first, its columns between tabs.
//
//   log      LOG  gate  TIME  SITE  GATE            a gate was to be provisioned with that log
//   log      LOG  simulation                        a simulation's log, when its first receipt was
//                                                   signed
//   receipt  LOG  SEQUENCE  AT  SIGNED  WHAT  HEX   covers record SEQUENCE, of the time AT; WHAT is
//                                                   `checkpoint` or `held`, `+reset` behind it
//                                                   where it resets the clock; HEX is the receipt,
//                                                   a message SignedReceipt of core/audit.proto
//   void     LOG  SEQUENCE  TIME                    the receipt for it, above, counts no more
//   closed   LOG  SEQUENCE  TIME                    it ends there: another log carries it on
//
// LOG is 16 hexadecimal digits, times are as 2026-11-25T09:00:00Z. Beside it, secret:
//
//   held.keys   LOG  SEQUENCE  KEY   the key that seals the record after SEQUENCE, 64 hexadecimal
//                                    digits: verification goes on from there when the records
//                                    before it are gone
//   lock        held (flock(2)) by whoever adds to the ledger
#ifndef DIALGATE_PLATFORM_AUDIT_LEDGER_H
#define DIALGATE_PLATFORM_AUDIT_LEDGER_H

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dialgate/crypto.h"
#include "dialgate/posix/error.h"
#include "dialgate/posix/wiped.h"
#include "dialgate/receipt.h"

namespace dialgate::audit {

struct LedgerReceipt {
  Receipt receipt;
  std::string message;  // the whole of it: a SignedReceipt
  bool voided = false;
};

// Up to where an auditor verified a log, and has it.
struct HeldPoint {
  uint64_t sequence = 0;
  Seal seal = {};
  SealKey next_key = {};  // seals the record after it
};

struct LedgerLog {
  uint64_t log = 0;
  bool simulated = false;
  std::string site, gate;  // of a gate's
  std::vector<LedgerReceipt> receipts;
  uint64_t closed_at = 0;  // the last record that it may have; 0: it is open

  // The newest receipt that is not voided; null: there is none.
  const Receipt* last() const;
};

class Ledger {
 public:
  // Reads the ledger of an auditor's folder. Errors: it is not there, or a line is malformed, out
  // of its order or not under his signature, with its number.
  static posix::Result<Ledger> Read(const std::string& folder);
  Ledger(Ledger&&) = default;
  Ledger& operator=(Ledger&&) = default;
  ~Ledger();

  const std::vector<LedgerLog>& logs() const { return logs_; }
  // Null: it does not know that log.
  const LedgerLog* Find(uint64_t log) const;

  // The first of its held points that is not before record `sequence`, if there is one.
  std::optional<posix::Wiped<HeldPoint>> HeldFrom(uint64_t log, uint64_t sequence) const;

 private:
  struct HeldKey {
    uint64_t log, sequence;
    SealKey key;
  };
  friend class LedgerWriter;
  Ledger() = default;
  posix::Result<void> ReadHeldKeys(const std::string& folder);
  posix::Result<void> TakeLines(const std::string& path, const IssuerKey& auditor);
  std::string TakeLine(const std::string& line, const IssuerKey& auditor);
  std::string TakeLog(const std::vector<std::string>& columns);
  std::string TakeReceipt(const std::vector<std::string>& columns, const IssuerKey& auditor);
  std::string TakeVoid(const std::vector<std::string>& columns);
  std::string TakeClosed(const std::vector<std::string>& columns);
  LedgerLog* FindMutable(const std::string& id);

  std::string text_;
  std::vector<LedgerLog> logs_;
  std::vector<HeldKey> held_;
};

// Adds to a ledger, while nobody else does. What is added is on the disk when a function returns.
class LedgerWriter {
 public:
  // Waits for whoever holds the ledger. Errors: as Ledger::Read; the lock cannot be taken.
  static posix::Result<LedgerWriter> Open(const std::string& folder);
  LedgerWriter(LedgerWriter&&) noexcept;
  ~LedgerWriter();

  const Ledger& ledger() const { return ledger_; }

  // `now` is the time that stands in the line, UTC seconds since 1970. Errors: the log is there
  // already; it cannot be written.
  posix::Result<void> AddGateLog(uint64_t log, const std::string& site, const std::string& gate,
                                 int64_t now);
  posix::Result<void> AddSimulation(uint64_t log);

  // `message` is a SignedReceipt of this auditor for a log of the ledger; with `next_key`, a held
  // one, whose key is kept first. Errors: what the ledger says already stands against it; it cannot
  // be written.
  posix::Result<void> AddReceipt(ByteView message, const SealKey* next_key);

  // Errors: the ledger has no receipt for that record which counts; it cannot be written.
  posix::Result<void> Void(uint64_t log, uint64_t sequence, int64_t now);

  // Errors: it is closed already; a receipt covers a later record; it cannot be written.
  posix::Result<void> Close(uint64_t log, uint64_t sequence, int64_t now);

 private:
  LedgerWriter(std::string folder, int lock, Ledger ledger)
      : folder_(std::move(folder)), lock_(lock), ledger_(std::move(ledger)) {}
  posix::Result<void> Add(const std::string& line);
  posix::Result<void> KeepHeldKey(const Checkpoint& covers, const SealKey& next_key);

  std::string folder_;
  int lock_ = -1;
  Ledger ledger_;
};

// `2026-11-25T09:00:00Z`, and back; nothing: it is no such time.
std::string TimeText(int64_t utc);
std::optional<int64_t> ParseTime(const std::string& text);

// 16 hexadecimal digits (LogText), and back.
std::optional<uint64_t> ParseLog(const std::string& text);

}  // namespace dialgate::audit

#endif
