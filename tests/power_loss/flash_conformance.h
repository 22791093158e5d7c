// What every port of dialgate/flash.h must do. It takes no heap and no test library, so that a port
// can run it on its device.
#ifndef DIALGATE_TESTS_FLASH_CONFORMANCE_H
#define DIALGATE_TESTS_FLASH_CONFORMANCE_H

#include "dialgate/flash.h"

namespace dialgate::testing {

// The first rule that `flash` breaks, or null. All that is in it is lost, and its first and last
// sector are erased six times each.
const char* FlashFault(Flash& flash);

}  // namespace dialgate::testing

#endif
