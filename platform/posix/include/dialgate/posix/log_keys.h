// The keys of one gate's log: the auditor, who holds one secret, can make each of them again.
#ifndef DIALGATE_POSIX_LOG_KEYS_H
#define DIALGATE_POSIX_LOG_KEYS_H

#include <string>

#include "dialgate/posix/party.h"
#include "dialgate/posix/wiped.h"
#include "dialgate/seal.h"

namespace dialgate::posix {

enum class LogKeyUse {
  kStart,        // seals the log's first record
  kPermits,      // of the gate's permits
  kCheckpoints,  // of what the gate brings to its auditor
};

// As gate.txt has them.
struct LogName {
  std::string site, gate, log;
};

// The first 32 bytes of HMAC-SHA-512 under the auditor's seal.key of: nothing, "permit" or
// "checkpoint", by its use; then "dialgate log", site, gate and log, with a zero byte between them.
Wiped<dialgate::SealKey> MakeLogKey(const Wiped<SealKey>& seal, const LogName& name, LogKeyUse use);

}  // namespace dialgate::posix

#endif
