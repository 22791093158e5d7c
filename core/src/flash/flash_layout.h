// Where things are in a sector of a log on flash, by its program unit.
#ifndef DIALGATE_FLASH_LAYOUT_H
#define DIALGATE_FLASH_LAYOUT_H

#include "flash/flash_format.h"

namespace dialgate {

constexpr uint32_t PaddedTo(uint32_t unit, uint32_t size) {
  return (size + unit - 1) & ~(unit - 1);
}
constexpr uint32_t HeaderOffset(uint32_t unit) { return PaddedTo(unit, kMarkSize); }
constexpr uint32_t FirstFrame(uint32_t unit) {
  return HeaderOffset(unit) + PaddedTo(unit, kSectorHeaderSize);
}
constexpr uint32_t LargestFrame(uint32_t unit) {
  return PaddedTo(unit, kFrameHeaderSize + static_cast<uint32_t>(kMaxEntrySize));
}
constexpr uint32_t EntriesPerSector(uint32_t sector_size, uint32_t unit) {
  return (sector_size - FirstFrame(unit)) / LargestFrame(unit);
}

}  // namespace dialgate

#endif
