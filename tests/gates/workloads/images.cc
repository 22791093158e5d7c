// The policies that make_policies wrote, put into the program where a linker script keeps policies.
#include "scenario.h"

// Each image begins at a multiple of Policy::kAlignment, and a symbol stands behind it.
#define POLICY(name)                                                \
  asm(".pushsection .policy." #name                                 \
      ",\"a\"\n.balign 64\n"                                        \
      ".global image_" #name "\nimage_" #name ":\n.incbin \"" #name \
      ".dgp\"\n"                                                    \
      ".global image_" #name "_end\nimage_" #name                   \
      "_end:\n.byte 0\n"                                            \
      ".popsection\n");                                             \
  extern "C" const uint8_t image_##name[], image_##name##_end[];
#define ISSUER(...)
#define LOOKUP_KEY(...)
#include "policies.inc"
#undef POLICY

namespace dialgate::gates {

#define POLICY(name) {#name, image_##name, image_##name##_end},
const Image kImages[] = {
#include "policies.inc"
};
#undef POLICY
const unsigned kImageCount = sizeof kImages / sizeof kImages[0];

#undef ISSUER
#undef LOOKUP_KEY

#define POLICY(name)
#define ISSUER(...) const IssuerKey kIssuer = {{__VA_ARGS__}};
#define LOOKUP_KEY(...) const LookupKey kLookupKey = {{__VA_ARGS__}};
#include "policies.inc"

}  // namespace dialgate::gates
