#include "kept_flash.h"

#include "image.h"

namespace firmware {
namespace {

constexpr uint32_t kPiece = 64;  // bytes that are moved at once; each program unit divides it

bool IsErased(const uint8_t (&bytes)[kPiece]) {
  for (uint8_t byte : bytes) {
    if (byte != 0xFF) return false;
  }
  return true;
}

}  // namespace

bool KeptFlash::LoadSector(uint32_t sector) {
  if (!chip_.Erase(sector)) return false;
  for (uint32_t offset = 0; offset < geometry().sector_size; offset += kPiece) {
    uint8_t bytes[kPiece];
    if (!ReadImage(At(sector, offset), bytes, kPiece)) return false;
    if (!IsErased(bytes) && !chip_.Program(sector, offset, {bytes, kPiece})) return false;
  }
  return true;
}

bool KeptFlash::Load() {
  for (uint32_t sector = 0; sector < geometry().sector_count; ++sector) {
    if (!LoadSector(sector)) return false;
  }
  return true;
}

// What the chip has, whatever it was told.
bool KeptFlash::Keep(uint32_t sector, uint32_t offset, uint32_t size) {
  const uint32_t end = offset + size;
  for (uint32_t at = offset; at < end; at += kPiece) {
    uint8_t bytes[kPiece];
    const uint32_t count = end - at < kPiece ? end - at : kPiece;
    if (!chip_.Read(sector, at, bytes, count)) return false;
    if (!WriteImage(At(sector, at), {bytes, count})) return false;
  }
  return true;
}

// Half of the operation is done, and of the unit behind that some bits; `bytes` null: an erasure.
void KeptFlash::LosePower(uint32_t sector, uint32_t offset, const uint8_t* bytes, uint32_t size) {
  const uint32_t unit = geometry().program_unit;
  const uint32_t done = size / 2 & ~(unit - 1);
  for (uint32_t i = 0; i < done + unit; ++i) {
    uint8_t byte;
    chip_.Read(sector, offset + i, &byte, 1);
    const uint8_t changes = i < done ? 0xFF : 0x35;
    byte = static_cast<uint8_t>((byte & ~changes) | ((bytes ? bytes[i] : 0xFF) & changes));
    WriteImage(At(sector, offset + i), {&byte, 1});
  }
  Leave(kPowerWent);
}

bool KeptFlash::Erase(uint32_t sector) {
  const uint32_t size = geometry().sector_size;
  if (power_->GoesNow()) LosePower(sector, 0, nullptr, size);
  return chip_.Erase(sector) && Keep(sector, 0, size);
}

bool KeptFlash::Program(uint32_t sector, uint32_t offset, dialgate::ByteView bytes) {
  const auto size = static_cast<uint32_t>(bytes.size);
  if (power_->GoesNow()) LosePower(sector, offset, bytes.data, size);
  const bool done = chip_.Program(sector, offset, bytes);
  return Keep(sector, offset, size) && done;
}

bool KeptFlash::Read(uint32_t sector, uint32_t offset, uint8_t* out, uint32_t size) const {
  return chip_.Read(sector, offset, out, size);
}

}  // namespace firmware
