#include "flash/flash_format.h"

#include <cstring>

#include "little_endian.h"

namespace dialgate {
namespace {

constexpr uint32_t kSectorMagic = 0x32464744;  // "DGF2"

template <typename Word>
uint8_t* Store(Word word, uint8_t* out) {
  std::memcpy(out, &word, sizeof word);
  return out + sizeof word;
}

// Reads `size` bytes in small pieces, and gives each to `take` until it returns false.
template <typename TakePiece>
bool ForPieces(const Flash& flash, uint32_t sector, uint32_t offset, uint32_t size,
               const TakePiece& take) {
  uint8_t piece[64];
  while (size > 0) {
    const uint32_t count = size < sizeof piece ? size : static_cast<uint32_t>(sizeof piece);
    if (!flash.Read(sector, offset, piece, count) || !take(ByteView{piece, count})) return false;
    offset += count;
    size -= count;
  }
  return true;
}

}  // namespace

const uint8_t kErasedMark[kMarkSize] = {'D', 'G', 0x5A, 0xA5, 0x3C, 0xC3, 0x96, 0x69};

// Four bits at a time: a table of 64 bytes.
uint32_t Crc32(uint32_t crc, ByteView bytes) {
  static const uint32_t kTable[16] = {0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC,
                                      0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
                                      0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                      0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
  crc = ~crc;
  for (uint8_t byte : bytes) {
    crc = kTable[(crc ^ byte) & 15] ^ crc >> 4;
    crc = kTable[(crc ^ byte >> 4) & 15] ^ crc >> 4;
  }
  return ~crc;
}

void WriteSectorHeader(const SectorHeader& header, uint8_t (&out)[kSectorHeaderSize]) {
  uint8_t* at = Store(kSectorMagic, out);
  at = Store(header.number, at);
  at = Store(header.log, at);
  at = Store(header.first, at);
  at = Store(header.kept, at);
  Store(Crc32(0, {out, kSectorHeaderSize - 4}), at);
}

bool ReadSectorHeader(const uint8_t (&bytes)[kSectorHeaderSize], SectorHeader* header) {
  header->number = LoadWord<uint32_t>(bytes + 4);
  header->log = LoadWord<uint64_t>(bytes + 8);
  header->first = LoadWord<uint64_t>(bytes + 16);
  header->kept = LoadWord<uint64_t>(bytes + 24);
  return LoadWord<uint32_t>(bytes) == kSectorMagic && header->number != 0 &&
         LoadWord<uint32_t>(bytes + 32) == Crc32(0, {bytes, kSectorHeaderSize - 4});
}

void WriteFrameHeader(const FrameHeader& header, uint8_t* out) {
  out = Store(static_cast<uint16_t>(header.size), out);
  out = Store(static_cast<uint16_t>(~header.size), out);
  out = Store(header.sequence, out);
  Store(header.check, out);
}

bool ReadFrameHeader(const uint8_t (&bytes)[kFrameHeaderSize], FrameHeader* header) {
  header->size = LoadWord<uint16_t>(bytes);
  header->sequence = LoadWord<uint32_t>(bytes + 4);
  header->check = LoadWord<uint32_t>(bytes + 8);
  return (header->size ^ LoadWord<uint16_t>(bytes + 2)) == 0xFFFF && header->size != 0 &&
         header->size <= kMaxEntrySize;
}

uint32_t FrameCheck(uint32_t sector_number, const FrameHeader& header) {
  uint8_t bytes[12];
  Store(header.size, Store(header.sequence, Store(sector_number, bytes)));
  return Crc32(0, {bytes, sizeof bytes});
}

bool IsBlank(const Flash& flash, uint32_t sector, uint32_t offset, uint32_t size) {
  return ForPieces(flash, sector, offset, size, [](ByteView piece) {
    uint8_t all = 0xFF;
    for (uint8_t byte : piece) all &= byte;
    return all == 0xFF;
  });
}

bool Holds(const Flash& flash, uint32_t sector, uint32_t offset, ByteView bytes) {
  return ForPieces(flash, sector, offset, static_cast<uint32_t>(bytes.size), [&](ByteView piece) {
    const bool same = std::memcmp(piece.data, bytes.data, piece.size) == 0;
    bytes.remove_prefix(piece.size);
    return same;
  });
}

}  // namespace dialgate
