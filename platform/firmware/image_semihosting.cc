#include "dialgate/cortex_m/semihosting.h"
#include "image.h"

namespace firmware {
namespace {

dialgate::semihosting::File image;

}  // namespace

bool OpenImage(const char* path, uint32_t size) {
  return image.Open(path) && image.Size() == static_cast<int32_t>(size);
}

bool ReadImage(uint32_t offset, uint8_t* out, uint32_t size) {
  return image.Read(offset, out, size);
}

bool WriteImage(uint32_t offset, dialgate::ByteView bytes) {
  return image.Write(offset, bytes.data, bytes.size);
}

void Leave(int code) { dialgate::semihosting::Exit(code); }

}  // namespace firmware
