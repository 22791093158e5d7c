// What a log on flash looks like. A sector: mark, header, frames, each padded with 0xFF to whole
// program units.
//
//   mark    8 bytes: the sector was erased to its end
//   header  magic (4), number of the sector in order (4), log (8), sequence of its first record
//           (8), that of the first record that was not dropped (8), check (4)
//   frame   size of the entry (2), its complement (2), low half of the record's sequence (4), check
//           (4), the entry
//
// Words are little-endian. Checks are CRC-32 (ISO 3309), that of a frame over the sector's number,
// too: what an erasure left behind is not taken for a frame. They tell what is whole; that nobody
// changed it, the seals tell.
#ifndef DIALGATE_FLASH_FORMAT_H
#define DIALGATE_FLASH_FORMAT_H

#include "dialgate/flash.h"
#include "dialgate/record.h"

namespace dialgate {

constexpr uint32_t kLargestUnit = 64;
constexpr uint32_t kMarkSize = 8;
constexpr uint32_t kSectorHeaderSize = 36;
constexpr uint32_t kFrameHeaderSize = 12;

extern const uint8_t kErasedMark[kMarkSize];

uint32_t Crc32(uint32_t crc, ByteView bytes);

struct SectorHeader {
  uint32_t number;
  uint64_t log, first, kept;
};
void WriteSectorHeader(const SectorHeader& header, uint8_t (&out)[kSectorHeaderSize]);
bool ReadSectorHeader(const uint8_t (&bytes)[kSectorHeaderSize], SectorHeader* header);

struct FrameHeader {
  uint32_t size, sequence, check;
};
void WriteFrameHeader(const FrameHeader& header, uint8_t* out);
// Whether a frame may begin with these.
bool ReadFrameHeader(const uint8_t (&bytes)[kFrameHeaderSize], FrameHeader* header);
// The check of a frame, the entry to be added to it by Crc32.
uint32_t FrameCheck(uint32_t sector_number, const FrameHeader& header);

// Whether these bytes can be read, and are all erased.
bool IsBlank(const Flash& flash, uint32_t sector, uint32_t offset, uint32_t size);
// Whether these bytes can be read, and are `bytes`.
bool Holds(const Flash& flash, uint32_t sector, uint32_t offset, ByteView bytes);

}  // namespace dialgate

#endif
