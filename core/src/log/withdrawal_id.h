// The word by which a withdrawal on a device is known, whichever log its record is in.
#ifndef DIALGATE_WITHDRAWAL_ID_H
#define DIALGATE_WITHDRAWAL_ID_H

#include <cstdint>

namespace dialgate {

// `log` is random, so two logs' words do not meet; what nothing ends has 0.
constexpr uint64_t WithdrawalId(uint64_t log, uint64_t sequence) { return log + sequence; }

}  // namespace dialgate

#endif
