// A day of a device, played with the power going wherever a case says, and everything checked that
// must hold whenever it went.
#ifndef DIALGATE_TESTS_POWER_SCRIPT_H
#define DIALGATE_TESTS_POWER_SCRIPT_H

#include <string>
#include <vector>

#include "flash_simulator.h"

namespace dialgate::testing {

// Where the power goes: in an operation of a session, counted from 1.
struct Cut {
  unsigned operation;
  Tear tear;
};

struct PowerCase {
  uint32_t unit = 8;      // program unit of both flashes
  std::vector<Cut> cuts;  // of the first session, of the start after it, and so on

  std::string id() const;  // UNIT/OPERATION.TEAR/OPERATION.TEAR
};
bool ReadPowerCase(const std::string& id, PowerCase* power_case);

struct PowerResult {
  std::string wrong;                 // what did not hold; empty: all did
  std::vector<unsigned> operations;  // of each session until its end
};

PowerResult Play(const PowerCase& power_case);

}  // namespace dialgate::testing

#endif
