#include "flash_conformance.h"

#include <cstring>

namespace dialgate::testing {
namespace {

constexpr uint32_t kMost = 512;  // bytes that are looked at in one go

uint8_t Pattern(uint32_t i) { return static_cast<uint8_t>(i * 37 + (i >> 8) + 11); }

bool IsAll(const Flash& flash, uint32_t sector, uint8_t value) {
  const FlashGeometry geometry = flash.geometry();
  uint8_t bytes[64];
  for (uint32_t at = 0; at < geometry.sector_size; at += sizeof bytes) {
    if (!flash.Read(sector, at, bytes, sizeof bytes)) return false;
    for (uint8_t byte : bytes) {
      if (byte != value) return false;
    }
  }
  return true;
}

const char* GeometryFault(const FlashGeometry& geometry) {
  const uint32_t unit = geometry.program_unit;
  if (unit == 0 || unit > 64 || (unit & (unit - 1)) != 0) {
    return "program_unit is no power of two up to 64";
  }
  if (geometry.sector_size < 1024) return "sector_size is under 1,024";
  if ((geometry.sector_size & (unit - 1)) != 0) return "sector_size is no multiple of program_unit";
  return geometry.sector_count < 2 ? "sector_count is under 2" : nullptr;
}

const char* EraseFault(Flash& flash, uint32_t sector) {
  for (int time = 0; time < 2; ++time) {  // what is erased can be erased
    if (!flash.Erase(sector)) return "Erase fails";
    if (!IsAll(flash, sector, 0xFF)) return "what was erased is not 0xFF to its end";
  }
  return nullptr;
}

// Programs what fills the sector, in pieces of growing size, and reads it in others.
const char* ProgramFault(Flash& flash, uint32_t sector) {
  const FlashGeometry geometry = flash.geometry();
  uint8_t bytes[kMost];
  uint32_t size = geometry.program_unit;
  for (uint32_t at = 0; at < geometry.sector_size; at += size) {
    if (at != 0 && size < kMost) size += geometry.program_unit;
    if (size > geometry.sector_size - at) size = geometry.sector_size - at;
    if (size > kMost) size = kMost;
    for (uint32_t i = 0; i < size; ++i) bytes[i] = Pattern(at + i);
    if (!flash.Program(sector, at, {bytes, size})) return "Program of whole units fails";
  }
  uint32_t step = 1;
  for (uint32_t at = 0; at + step <= geometry.sector_size; at += step, step = step % 7 + 1) {
    if (!flash.Read(sector, at, bytes, step)) return "Read fails at some byte";
    for (uint32_t i = 0; i < step; ++i) {
      if (bytes[i] != Pattern(at + i)) return "what was programmed is not read back";
    }
  }
  return nullptr;
}

// Each unit can be programmed when its neighbours were, and touches no other.
const char* UnitFault(Flash& flash, uint32_t sector) {
  const FlashGeometry geometry = flash.geometry();
  const uint32_t unit = geometry.program_unit;
  const uint8_t zeros[64] = {};
  uint8_t bytes[64];
  if (!flash.Erase(sector)) return "Erase fails";
  for (uint32_t at = 0; at < geometry.sector_size; at += 2 * unit) {
    if (!flash.Program(sector, at, {zeros, unit})) return "Program of one unit fails";
  }
  for (uint32_t at = 0; at < geometry.sector_size; at += unit) {
    if (!flash.Read(sector, at, bytes, unit)) return "Read of one unit fails";
    const uint8_t expected = (at / unit) % 2 == 0 ? 0 : 0xFF;
    for (uint32_t i = 0; i < unit; ++i) {
      if (bytes[i] != expected) return "programming one unit changes another";
    }
  }
  for (uint32_t at = unit; at < geometry.sector_size; at += 2 * unit) {
    if (!flash.Program(sector, at, {zeros, unit})) return "Program between programmed units fails";
  }
  return IsAll(flash, sector, 0) ? nullptr : "what was programmed to 0 is not 0";
}

}  // namespace

const char* FlashFault(Flash& flash) {
  const FlashGeometry geometry = flash.geometry();
  if (const char* fault = GeometryFault(geometry)) return fault;
  const uint32_t sectors[2] = {0, geometry.sector_count - 1};
  for (uint32_t sector : sectors) {
    const char* fault = EraseFault(flash, sector);
    if (fault == nullptr) fault = ProgramFault(flash, sector);
    if (fault == nullptr) fault = UnitFault(flash, sector);
    if (fault != nullptr) return fault;
  }
  if (!flash.Erase(sectors[1])) return "Erase fails";
  if (!IsAll(flash, sectors[0], 0)) return "erasing one sector changes another";
  uint8_t byte;
  const uint32_t none = geometry.sector_count;
  if (flash.Read(none, 0, &byte, 1)) return "Read takes a sector that is not there";
  if (flash.Erase(none)) return "Erase takes a sector that is not there";
  return flash.Erase(sectors[0]) ? nullptr : "Erase fails";
}

}  // namespace dialgate::testing
