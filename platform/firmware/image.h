// The file of the host in which an emulated machine keeps its flash. A device has none.
#ifndef DIALGATE_FIRMWARE_IMAGE_H
#define DIALGATE_FIRMWARE_IMAGE_H

#include "dialgate/bytes.h"

namespace firmware {

// False if there is no such file, or it has another size. Precondition of the others.
bool OpenImage(const char* path, uint32_t size);

bool ReadImage(uint32_t offset, uint8_t* out, uint32_t size);

// Has reached the host when it returns.
bool WriteImage(uint32_t offset, dialgate::ByteView bytes);

// Ends the run at once, with nothing done any more.
[[noreturn]] void Leave(int code);

}  // namespace firmware

#endif
