// How much of the past a policy may ask for.
#ifndef DIALGATE_POSIX_HISTORY_NEED_H
#define DIALGATE_POSIX_HISTORY_NEED_H

#include <array>
#include <vector>

#include "dialgate/policy.h"

namespace dialgate::posix {

struct HistoryNeed {
  static constexpr unsigned kRoles = 5;  // by their numbers, from none on

  std::array<std::vector<Cap>, kRoles> caps;
  std::array<uint8_t, kRoles> unreached_days = {};
};

HistoryNeed NeedOf(const Policy& policy);

// Whether all that is asked for is kept, where a history is kept by the rules of `kept`.
bool Covers(const HistoryNeed& kept, const HistoryNeed& asked);

}  // namespace dialgate::posix

#endif
