// The flash of a Nordic nRF51, in which the program stands, too: the port of dialgate/flash.h to
// its controller (nRF51 Series Reference Manual, "Non-Volatile Memory Controller").
#ifndef DIALGATE_CORTEX_M_NRF51_FLASH_H
#define DIALGATE_CORTEX_M_NRF51_FLASH_H

#include "dialgate/flash.h"

namespace dialgate::cortex_m {

// Pages of 1,024 bytes, programmed by words of 4. The processor stands still while the flash is
// busy, longest for an erasure.
class Nrf51Flash final : public Flash {
 public:
  static constexpr uint32_t kPageSize = 1024;

  // `pages` pages from the address `begin` on, a multiple of kPageSize, which nobody else writes.
  constexpr Nrf51Flash(uintptr_t begin, uint32_t pages) : begin_(begin), pages_(pages) {}

  FlashGeometry geometry() const override { return {kPageSize, pages_, 4}; }
  bool Erase(uint32_t sector) override;
  bool Program(uint32_t sector, uint32_t offset, ByteView bytes) override;
  bool Read(uint32_t sector, uint32_t offset, uint8_t* out, uint32_t size) const override;

 private:
  uintptr_t At(uint32_t sector, uint32_t offset) const {
    return begin_ + sector * kPageSize + offset;
  }

  const uintptr_t begin_;
  const uint32_t pages_;
};

}  // namespace dialgate::cortex_m

#endif
