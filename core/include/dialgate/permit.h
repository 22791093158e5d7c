// What an allowed call is dialed on, and reported with.
#ifndef DIALGATE_PERMIT_H
#define DIALGATE_PERMIT_H

#include <cstdint>
#include <tl/expected.hpp>

#include "dialgate/attempts.h"
#include "dialgate/seal.h"

namespace dialgate {

// How long a permit may be dialed on, once.
constexpr int64_t kDialWithin = 30;  // seconds

// Opaque: the attempt it stands for, and a code by which the gate knows it as its own. It says all
// that a report needs, so that a person who refuses months later is withdrawn without a table of
// old calls. It holds keyed tags, and no number.
struct Permit {
  static constexpr size_t kSize = 61;
  uint8_t bytes[kSize] = {};
};

// The key under which a gate makes its permits. A gate that takes over an older log takes over
// this, too.
using PermitKey = SealKey;

// The permit of `attempt`.
Permit MakePermit(const Attempt& attempt, const PermitKey& key, const SealCrypto& crypto);

// The attempt that `permit` stands for. Errors: kNotAuthentic.
tl::expected<Attempt, ReportError> ReadPermit(const Permit& permit, const PermitKey& key,
                                              const SealCrypto& crypto);

}  // namespace dialgate

#endif
