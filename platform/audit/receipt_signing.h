// The auditor signs: what he states about a log is in his ledger before anybody has it.
#ifndef DIALGATE_PLATFORM_AUDIT_RECEIPT_SIGNING_H
#define DIALGATE_PLATFORM_AUDIT_RECEIPT_SIGNING_H

#include <string>

#include "platform/audit/ledger.h"

namespace dialgate::audit {

// A checkpoint that stands further ahead of the auditor's clock than this is from the future.
constexpr int64_t kMostAhead = 300;  // seconds

struct Signing {
  std::string folder;         // the auditor's
  int64_t now;                // UTC seconds since 1970, by his clock
  bool resets_clock = false;  // the gate once ran in the future
};

struct SignedText {
  Receipt receipt;
  std::string text;  // dialgate/posix/receipt_text.h
  bool simulated;    // it is worth nothing as evidence
};

// Signs a receipt for a checkpoint, as text; its code says that it comes from the gate. Errors: it
// is no checkpoint; its log is not in the ledger, or closed; its code is wrong; a receipt covers as
// much already; it is from the future, which a simulation's may be; the ledger cannot be written.
posix::Result<SignedText> SignCheckpoint(const Signing& signing, const std::string& text);

// Signs a held receipt up to `covers`, to where the whole log was verified; `next_key` seals the
// record after it. Errors: likewise.
posix::Result<SignedText> SignHeld(const Signing& signing, const Checkpoint& covers, bool simulated,
                                   const SealKey& next_key);

}  // namespace dialgate::audit

#endif
