#include "platform/audit/receipt_check.h"

#include <algorithm>

namespace dialgate::audit {
namespace {

bool SameCover(const Receipt& a, const Receipt& b) {
  return a.covers.sequence == b.covers.sequence && a.covers.seal == b.covers.seal &&
         a.covers.at == b.covers.at && a.signed_at == b.signed_at;
}

std::string Named(const Receipt& receipt) {
  return "the receipt of " + TimeText(receipt.signed_at) + " covers record " +
         std::to_string(receipt.covers.sequence) + " of " + TimeText(receipt.covers.at);
}

void Add(const Receipt& receipt, Bound* bound) {
  ++bound->receipts;
  if (receipt.covers.sequence < bound->covered) return;
  bound->covered = receipt.covers.sequence;
  bound->covered_at = receipt.covers.at;
  bound->signed_at = receipt.signed_at;
}

}  // namespace

void ReceiptCheck::Take(uint64_t log, const Record& record, const Seal& seal) {
  if (last_ == 0) Begin(log, record.sequence);
  last_ = record.sequence;
  for (; next_ < expected_.size(); ++next_) {
    const Receipt& receipt = expected_[next_];
    if (receipt.covers.sequence > record.sequence) return;
    if (receipt.covers.seal == seal && receipt.covers.at == record.at) {
      Add(receipt, &bound_);
      continue;
    }
    bound_.exposed.push_back(Named(receipt) +
                             ", and this log holds another one there: it was set back, rebuilt or "
                             "taken another way since before that record");
  }
}

// Then it counts as the ledger's, or is voided.
bool ReceiptCheck::IsInLedger(const Receipt& receipt) const {
  if (known_ == nullptr) return false;
  return std::any_of(
      known_->receipts.begin(), known_->receipts.end(),
      [&receipt](const LedgerReceipt& entry) { return SameCover(receipt, entry.receipt); });
}

// What covers a record that was dropped cannot be held against it: the held receipt behind it was
// signed over the whole log.
void ReceiptCheck::Begin(uint64_t log, uint64_t first) {
  known_ = ledger_ == nullptr ? nullptr : ledger_->Find(log);
  if (known_ != nullptr) {
    for (const LedgerReceipt& entry : known_->receipts) {
      if (entry.voided) continue;
      if (entry.receipt.covers.sequence < first) {
        Add(entry.receipt, &bound_);
      } else {
        expected_.push_back(entry.receipt);
      }
    }
  }
  for (const Receipt& receipt : others_) {
    const auto is_known = [&receipt](const Receipt& other) { return SameCover(receipt, other); };
    if (receipt.covers.log != log || IsInLedger(receipt)) continue;
    if (receipt.covers.sequence < first) {
      bound_.before.push_back(Named(receipt) +
                              ", which was dropped, and is not in the ledger: it cannot be held "
                              "against this log");
    } else if (std::none_of(expected_.begin(), expected_.end(), is_known)) {
      expected_.push_back(receipt);
    }
  }
  std::stable_sort(expected_.begin(), expected_.end(), [](const Receipt& a, const Receipt& b) {
    return a.covers.sequence < b.covers.sequence;
  });
}

Bound ReceiptCheck::Finish() const {
  Bound bound = bound_;
  for (size_t i = next_; i < expected_.size(); ++i) {
    bound.exposed.push_back(Named(expected_[i]) + ", and this log ends at record " +
                            std::to_string(last_) + ": its end was cut off, or it was set back");
  }
  if (known_ != nullptr && known_->closed_at != 0 && last_ > known_->closed_at) {
    bound.exposed.push_back("the ledger closed this log at record " +
                            std::to_string(known_->closed_at) +
                            ", where another one carries it on, and it goes on to record " +
                            std::to_string(last_) + ": a copy of the old gate runs on");
  }
  return bound;
}

void TakenReceipts::Take(const Record& record) {
  if (record.kind != RecordKind::kReceiptTaken) return;
  const auto receipt = ReadReceipt(record.receipt.receipt);
  if (receipt) Add(*receipt, &bound_);
}

}  // namespace dialgate::audit
