// The keys that logs are sealed from: an auditor makes each of his logs' again, and a simulation
// makes its own.
#ifndef DIALGATE_PLATFORM_AUDIT_LOG_KEYS_H
#define DIALGATE_PLATFORM_AUDIT_LOG_KEYS_H

#include <optional>
#include <string>

#include "dialgate/posix/error.h"
#include "dialgate/posix/party.h"
#include "dialgate/posix/wiped.h"
#include "dialgate/record.h"

namespace dialgate::audit {

// What an auditor's folder holds of it. With the site's lookup key alone simulations can be
// verified, with the seal key alone the logs of gates.
struct AuditorKeys {
  std::optional<posix::Wiped<posix::SealKey>> seal;
  std::optional<posix::Wiped<LookupKey>> lookup;
};

// Errors: a secret that others may open, or that cannot be read; a folder with neither key.
posix::Result<AuditorKeys> ReadAuditorKeys(const std::string& folder);

// The key that seals the first record of the log of a gate, `start` being that record.
posix::Wiped<SealKey> StartKey(const posix::Wiped<posix::SealKey>& seal, const Start& start,
                               const SealCrypto& crypto);

// Those of simulation `log`: whoever holds a device can make them, so such a log proves nothing.
posix::Wiped<SealKey> SimulationKey(const posix::Wiped<LookupKey>& lookup, uint64_t log,
                                    const SealCrypto& crypto);
posix::Wiped<SealKey> SimulationPermitKey(const posix::Wiped<LookupKey>& lookup, uint64_t log,
                                          const SealCrypto& crypto);
posix::Wiped<SealKey> SimulationCheckpointKey(const posix::Wiped<LookupKey>& lookup, uint64_t log,
                                              const SealCrypto& crypto);

// A log's number as people write it: 16 hexadecimal digits.
std::string LogText(uint64_t log);

}  // namespace dialgate::audit

#endif
