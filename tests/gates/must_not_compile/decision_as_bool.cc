// expected: could not convert|cannot convert|not contextually convertible|no viable conversion
// A decision is no truth value: who forgets to ask allowed() does not dial by mistake.
#include "dialgate/decision.h"

bool MayDial(const dialgate::Decision& decision) {
#ifdef MISUSE
  if (decision) return true;
#endif
  return decision.allowed();
}
