// An order as a line of text: what comes in over the console.
//
//   place AT ACCOUNT PURPOSE MODE DISCLOSURES DIALED
//   report AT PERMIT OUTCOME
//   withdraw AT number +NUMBER | account ACCOUNT | role ROLE
//   checkpoint AT
//   receipt AT receipt:...
//
//   place 2026-11-16T03:00:00Z LN-1001 collect automated debt,amount +86 138 0013 8000
//
// `-` for whatever a call does not state. What was dialed is the rest of the line, spaces included.
// PERMIT is what the answer to `place` ended with; `-` for the newest. A receipt is the line that
// `dialgate audit receipt` printed.
#ifndef DIALGATE_FIRMWARE_ORDER_LINE_H
#define DIALGATE_FIRMWARE_ORDER_LINE_H

#include <cstdint>
#include <string_view>

#include "dialgate/recorded_gate.h"

namespace firmware {

struct Order {
  enum class Verb : uint8_t { kPlace, kReport, kWithdraw, kCheckpoint, kReceipt };

  Verb verb;
  int64_t at;           // UTC seconds since 1970
  dialgate::Call call;  // kPlace: views into the line

  // kReport:
  bool newest_permit;
  dialgate::Permit permit;
  dialgate::Outcome outcome;

  dialgate::WithdrawalKind kind;  // kWithdraw: number, account or role
  uint64_t what;

  uint8_t receipt[dialgate::kMaxSignedReceiptSize];  // kReceipt: a message SignedReceipt
  size_t receipt_size;
};

// False for a line that is not of this form. `tagger` makes the tags of what is withdrawn.
bool ReadOrder(std::string_view line, const dialgate::Tagger& tagger, Order* out);

}  // namespace firmware

#endif
