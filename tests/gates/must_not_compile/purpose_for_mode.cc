// expected: cannot convert|could not convert|cannot initialize
// Why a call is made and how it is dialed are two types: they cannot be swapped by mistake.
#include "dialgate/call.h"

dialgate::Call MakeCall(dialgate::Purpose purpose, dialgate::Mode mode) {
#ifdef MISUSE
  return {"+8613800138000", "LN-1", mode, purpose, {}};
#else
  return {"+8613800138000", "LN-1", purpose, mode, {}};
#endif
}
