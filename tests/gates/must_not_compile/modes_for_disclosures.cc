// expected: cannot convert|could not convert|no match for|no viable
// Sets of different words do not mix.
#include "dialgate/call.h"

bool MayTell(dialgate::Disclosures permitted, dialgate::Disclosures told, dialgate::Modes modes) {
#ifdef MISUSE
  return permitted.ContainsAll(modes);
#else
  return permitted.ContainsAll(told) && modes.bits != 0;
#endif
}
