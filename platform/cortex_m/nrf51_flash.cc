#include "dialgate/cortex_m/nrf51_flash.h"

#include <cstring>

namespace dialgate::cortex_m {
namespace {

// The controller's registers.
constexpr uintptr_t kReady = 0x4001E400, kConfig = 0x4001E504, kErasePage = 0x4001E508;
enum Config : uint32_t { kReadOnly = 0, kWrite = 1, kErase = 2 };

volatile uint32_t& Register(uintptr_t address) {
  return *reinterpret_cast<volatile uint32_t*>(address);
}

void Wait() {
  while (Register(kReady) == 0) {
  }
}

void Configure(Config config) {
  Register(kConfig) = config;
  Wait();
}

}  // namespace

bool Nrf51Flash::Erase(uint32_t sector) {
  if (sector >= pages_) return false;
  Configure(kErase);
  Register(kErasePage) = static_cast<uint32_t>(At(sector, 0));
  Wait();
  Configure(kReadOnly);
  return true;
}

// Whether the bits came out right, whoever programs reads.
bool Nrf51Flash::Program(uint32_t sector, uint32_t offset, ByteView bytes) {
  const bool fits = sector < pages_ && offset <= kPageSize && bytes.size <= kPageSize - offset;
  if (!fits || offset % 4 != 0 || bytes.size % 4 != 0) return false;
  Configure(kWrite);
  for (uint32_t i = 0; i < bytes.size; i += 4) {
    uint32_t word;
    std::memcpy(&word, bytes.data + i, sizeof word);
    Register(At(sector, offset + i)) = word;
    Wait();
  }
  Configure(kReadOnly);
  return true;
}

bool Nrf51Flash::Read(uint32_t sector, uint32_t offset, uint8_t* out, uint32_t size) const {
  if (sector >= pages_ || offset > kPageSize || size > kPageSize - offset) return false;
  std::memcpy(out, reinterpret_cast<const uint8_t*>(At(sector, offset)), size);
  return true;
}

}  // namespace dialgate::cortex_m
