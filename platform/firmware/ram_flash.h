// Memory that obeys the rules of flash, where a machine has none that it can write.
#ifndef DIALGATE_FIRMWARE_RAM_FLASH_H
#define DIALGATE_FIRMWARE_RAM_FLASH_H

#include "dialgate/flash.h"

namespace firmware {

// An erasure makes a sector 0xFF; programming only clears bits, of whole units, each once.
class RamFlash final : public dialgate::Flash {
 public:
  // `bytes` holds all sectors and outlives it.
  constexpr RamFlash(uint8_t* bytes, const dialgate::FlashGeometry& geometry)
      : bytes_(bytes), geometry_(geometry) {}

  dialgate::FlashGeometry geometry() const override { return geometry_; }
  bool Erase(uint32_t sector) override;
  bool Program(uint32_t sector, uint32_t offset, dialgate::ByteView bytes) override;
  bool Read(uint32_t sector, uint32_t offset, uint8_t* out, uint32_t size) const override;

 private:
  bool Holds(uint32_t sector, uint32_t offset, size_t size) const;
  uint8_t* At(uint32_t sector, uint32_t offset) const {
    return bytes_ + sector * geometry_.sector_size + offset;
  }

  uint8_t* const bytes_;
  const dialgate::FlashGeometry geometry_;
};

}  // namespace firmware

#endif
