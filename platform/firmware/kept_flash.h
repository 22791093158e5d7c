// What an emulated machine does not do for its flash: keep it when the power goes, and lose power.
// A device has neither.
#ifndef DIALGATE_FIRMWARE_KEPT_FLASH_H
#define DIALGATE_FIRMWARE_KEPT_FLASH_H

#include "dialgate/flash.h"

namespace firmware {

// Exit code of a run whose power went.
constexpr int kPowerWent = 3;

// Power that goes in the middle of the operation on flash of that number; 0: it stays.
class Power {
 public:
  void GoesIn(unsigned operation) { left_ = operation; }
  bool GoesNow() { return left_ != 0 && --left_ == 0; }

 private:
  unsigned left_ = 0;
};

// A chip whose bytes stand in the image (image.h), too, as soon as an operation is done.
class KeptFlash final : public dialgate::Flash {
 public:
  // The chip's bytes are those of the image from `begin` on. `chip` and `power` outlive it.
  KeptFlash(dialgate::Flash& chip, uint32_t begin, Power* power)
      : chip_(chip), begin_(begin), power_(power) {}

  // Brings what the image holds into the chip.
  bool Load();

  dialgate::FlashGeometry geometry() const override { return chip_.geometry(); }
  bool Erase(uint32_t sector) override;
  bool Program(uint32_t sector, uint32_t offset, dialgate::ByteView bytes) override;
  bool Read(uint32_t sector, uint32_t offset, uint8_t* out, uint32_t size) const override;

 private:
  bool LoadSector(uint32_t sector);
  bool Keep(uint32_t sector, uint32_t offset, uint32_t size);
  [[noreturn]] void LosePower(uint32_t sector, uint32_t offset, const uint8_t* bytes,
                              uint32_t size);
  uint32_t At(uint32_t sector, uint32_t offset) const {
    return begin_ + sector * geometry().sector_size + offset;
  }

  dialgate::Flash& chip_;
  const uint32_t begin_;
  Power* const power_;
};

}  // namespace firmware

#endif
