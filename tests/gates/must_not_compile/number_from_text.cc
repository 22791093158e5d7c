// expected: could not convert|no viable conversion|no suitable
// Text becomes a number by a dial plan or by FromDigits, which checks it; never by itself.
#include "dialgate/phone_number.h"

dialgate::PhoneNumber Parse(const char* text) {
#ifdef MISUSE
  return text;
#else
  return dialgate::PhoneNumber::FromDigits(text);
#endif
}
