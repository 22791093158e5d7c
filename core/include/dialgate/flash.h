// The port to raw flash: what the log and the seal of a device without files are kept in.
#ifndef DIALGATE_FLASH_H
#define DIALGATE_FLASH_H

#include <cstdint>

#include "dialgate/bytes.h"

namespace dialgate {

struct FlashGeometry {
  // Bytes that are erased at once. A multiple of program_unit, 1,024 or more.
  uint32_t sector_size = 4096;

  // Sectors, numbered from 0, one after the other or not: whoever implements Flash says where each
  // is. 2 or more.
  uint32_t sector_count = 0;

  // Bytes that are programmed at once. A power of two, 1 to 64: 1 for SPI NOR, 4 for nRF, 8 for
  // STM32L4 and G4, 32 for STM32H7.
  uint32_t program_unit = 8;
};

// Whoever ports dialgate implements this for a region of his flash that nobody else writes;
// tests/power_loss has the suite that every such port must pass. Nothing here may return before
// what it did lasts. False: it is not done, or not wholly (as when the power goes), or there is no
// such sector.
class Flash {
 public:
  // The same at every call.
  virtual FlashGeometry geometry() const = 0;

  // Makes every byte of `sector` 0xFF.
  virtual bool Erase(uint32_t sector) = 0;

  // Programs `bytes` at `offset` of `sector`; both are multiples of program_unit, and all of it
  // lies in that sector. No unit is ever programmed twice between two erasures.
  virtual bool Program(uint32_t sector, uint32_t offset, ByteView bytes) = 0;

  // Reads `size` bytes from `offset`, from and to any byte of `sector`. False, too, where the
  // hardware finds an error that it cannot correct: what the power cut short may be such a place.
  virtual bool Read(uint32_t sector, uint32_t offset, uint8_t* out, uint32_t size) const = 0;

 protected:
  ~Flash() = default;
};

// Why a gate does not start on its flash.
enum class FlashError : uint8_t {
  kGeometry = 1,    // sizes that cannot hold it: see FlashGeometry and FlashLogConfig
  kAnotherLog = 2,  // a log stands there, and it is not this one: it must be cleared first
  kDamaged = 3,     // a record is missing or not as it was written, and others come behind it
  kShorter = 4,     // the log ends before a record that the seal's place knows of
  kSeal = 5,        // a record is not under the seal that the device keeps
  kNoSeal = 6,      // no place for the seal is whole: the auditor must provision the gate again
};

}  // namespace dialgate

#endif
