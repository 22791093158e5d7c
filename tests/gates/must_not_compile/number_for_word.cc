// expected: cannot convert|invalid conversion|incompatible type
// A word is not a number: nothing that was read from outside becomes a mode unchecked.
#include "dialgate/call.h"

void SetMode(dialgate::Call* call, int mode) {
#ifdef MISUSE
  call->mode = mode;
#else
  call->mode = mode == 1 ? dialgate::Mode::kManual : dialgate::Mode::kNotStated;
#endif
}
