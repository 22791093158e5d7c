// Holds a log against the receipts that were signed for it.
#ifndef DIALGATE_PLATFORM_AUDIT_RECEIPT_CHECK_H
#define DIALGATE_PLATFORM_AUDIT_RECEIPT_CHECK_H

#include <cstdint>
#include <string>
#include <vector>

#include "dialgate/record.h"
#include "platform/audit/ledger.h"

namespace dialgate::audit {

// What receipts say of a log.
struct Bound {
  uint64_t receipts = 0;   // that cover what is in the log
  uint64_t covered = 0;    // the newest record that one covers; 0: none is
  int64_t covered_at = 0;  // UTC seconds: of that record,
  int64_t signed_at = 0;   // and of the receipt
  // A line for each receipt that covers what is not in the log, for a person: somebody set the log
  // back, cut it, or took it another way.
  std::vector<std::string> exposed;
  // Likewise for each beside the ledger that covers a record that was dropped: whether it was of
  // this log cannot be seen.
  std::vector<std::string> before;
};

// Of the receipts in a ledger that count, and of others beside it, those for one log are held
// against its records.
class ReceiptCheck {
 public:
  // `ledger` may be null; it must outlive the check.
  ReceiptCheck(const Ledger* ledger, std::vector<Receipt> others)
      : ledger_(ledger), others_(std::move(others)) {}

  // Takes record by record, in order, those of log `log`.
  void Take(uint64_t log, const Record& record, const Seal& seal);

  // Once the whole log was taken.
  Bound Finish() const;

 private:
  void Begin(uint64_t log, uint64_t first);
  bool IsInLedger(const Receipt& receipt) const;

  const Ledger* const ledger_;
  const std::vector<Receipt> others_;
  const LedgerLog* known_ = nullptr;
  std::vector<Receipt> expected_;  // by what they cover, ascending
  size_t next_ = 0;                // of them, the first that covers nothing that was taken yet
  uint64_t last_ = 0;              // sequence
  Bound bound_;
};

// What a log says of the receipts that its gate took, where no auditor's folder is at hand.
class TakenReceipts {
 public:
  void Take(const Record& record);
  const Bound& bound() const { return bound_; }

 private:
  Bound bound_;
};

}  // namespace dialgate::audit

#endif
