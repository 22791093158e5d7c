#include "ram_flash.h"

#include <cstring>

namespace firmware {

bool RamFlash::Holds(uint32_t sector, uint32_t offset, size_t size) const {
  return sector < geometry_.sector_count && offset <= geometry_.sector_size &&
         size <= geometry_.sector_size - offset;
}

bool RamFlash::Erase(uint32_t sector) {
  if (!Holds(sector, 0, 0)) return false;
  std::memset(At(sector, 0), 0xFF, geometry_.sector_size);
  return true;
}

// A unit that is not erased refuses, and so does all behind it.
bool RamFlash::Program(uint32_t sector, uint32_t offset, dialgate::ByteView bytes) {
  const uint32_t part_of_unit = geometry_.program_unit - 1;
  if (!Holds(sector, offset, bytes.size) || ((offset | bytes.size) & part_of_unit) != 0) {
    return false;
  }
  uint8_t* to = At(sector, offset);
  for (uint8_t byte : bytes) {
    if (*to != 0xFF) return false;
    *to++ = byte;
  }
  return true;
}

bool RamFlash::Read(uint32_t sector, uint32_t offset, uint8_t* out, uint32_t size) const {
  if (!Holds(sector, offset, size)) return false;
  std::memcpy(out, At(sector, offset), size);
  return true;
}

}  // namespace firmware
