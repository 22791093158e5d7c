// The objects that a gate keeps between calls, as symbols of their sizes.
#include "dialgate/gate.h"

extern "C" {
char ram_Policy[sizeof(dialgate::Policy)];
char ram_Tagger[sizeof(dialgate::Tagger)];
char ram_Device[sizeof(dialgate::Device)];
char ram_Trust[sizeof(dialgate::Trust)];
}
