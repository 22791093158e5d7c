// expected: is private within this context|calling a private constructor
// There is no policy that was not opened, and so none that was not verified.
#include "dialgate/policy.h"

bool Opens(dialgate::ByteView image, const dialgate::Trust& trust, const dialgate::Tagger& tagger,
           const dialgate::Crypto& crypto) {
#ifdef MISUSE
  dialgate::Policy policy;
#else
  const auto policy = dialgate::Policy::Open(image, trust, tagger, crypto);
#endif
  return sizeof policy != 0 && image.size != 0;
}
