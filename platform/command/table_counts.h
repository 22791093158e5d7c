// What stands in the tables of a policy, without knowing whose it is.
#ifndef DIALGATE_PLATFORM_COMMAND_TABLE_COUNTS_H
#define DIALGATE_PLATFORM_COMMAND_TABLE_COUNTS_H

#include <array>
#include <cstdint>

#include "dialgate/policy.h"

namespace dialgate::command {

struct TableCounts {
  uint64_t accounts = 0;
  uint64_t past_due = 0;                    // accounts with a due date
  std::array<uint64_t, 8> stopped = {};     // by Account::Stopped
  std::array<uint64_t, 5> contacts = {};    // by Role, but withdrawn ones
  std::array<uint64_t, 5> consenting = {};  // of them
  std::array<uint64_t, 5> withdrawn = {};   // by Role
};

// Goes once over the tables of core/policy.proto.
TableCounts CountTables(const Policy& policy);

}  // namespace dialgate::command

#endif
