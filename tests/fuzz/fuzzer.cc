// The entry point of each fuzzer; DIALGATE_PROPERTY is its property.
#include "properties.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  dialgate::fuzz::DIALGATE_PROPERTY(data, size);
  return 0;
}
