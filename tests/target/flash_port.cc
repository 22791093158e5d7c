// The suite that every port of flash must pass (tests/power_loss), on the flash of this machine.
#include "board.h"
#include "console.h"
#include "flash_conformance.h"

namespace {

bool Passes(const char* name, dialgate::Flash& chip) {
  const char* const fault = dialgate::testing::FlashFault(chip);
  firmware::Write(name);
  firmware::Write(fault == nullptr ? ": is flash" : ": ");
  if (fault != nullptr) firmware::Write(fault);
  firmware::Write("\n");
  return fault == nullptr;
}

}  // namespace

int main() {
  const bool log = Passes("the log's", firmware::LogChip());
  const bool seal = Passes("the seal's", firmware::SealChip());
  return log && seal ? 0 : 1;
}
