#include "flash/flash_reader.h"

namespace dialgate {
namespace {

bool IsWhole(const Flash& flash, const FlashFrame& frame) {
  uint32_t at = frame.offset + kFrameHeaderSize;
  const uint32_t end = at + frame.header.size;
  if (end > flash.geometry().sector_size) return false;
  uint32_t check = FrameCheck(frame.number, frame.header);
  while (at < end) {
    uint8_t piece[64];
    const uint32_t size = end - at < sizeof piece ? end - at : static_cast<uint32_t>(sizeof piece);
    if (!flash.Read(frame.sector, at, piece, size)) return false;
    check = Crc32(check, {piece, size});
    at += size;
  }
  return check == frame.header.check;
}

}  // namespace

bool ReadHeaderOf(const Flash& flash, uint32_t sector, SectorHeader* header) {
  uint8_t bytes[kSectorHeaderSize];
  return flash.Read(sector, HeaderOffset(flash.geometry().program_unit), bytes, sizeof bytes) &&
         ReadSectorHeader(bytes, header);
}

bool FindFrame(const Flash& flash, FlashFrame* frame) {
  const FlashGeometry geometry = flash.geometry();
  for (; frame->offset + kFrameHeaderSize < geometry.sector_size;
       frame->offset += geometry.program_unit) {
    uint8_t bytes[kFrameHeaderSize];
    if (!flash.Read(frame->sector, frame->offset, bytes, sizeof bytes)) continue;
    if (ReadFrameHeader(bytes, &frame->header) && IsWhole(flash, *frame)) return true;
  }
  return false;
}

bool ReadFrame(const Flash& flash, const FlashFrame& frame, uint8_t (&bytes)[kMaxEntrySize],
               Entry* entry, Record* record) {
  const uint32_t size = frame.header.size;
  if (!flash.Read(frame.sector, frame.offset + kFrameHeaderSize, bytes, size)) return false;
  const auto read = ReadEntry({bytes, size});
  if (!read || read->size != size) return false;
  const auto inner = ReadRecord(read->record);
  if (!inner) return false;
  *entry = *read;
  *record = *inner;
  return true;
}

// The last one of that number, in their order from `from` on: one before it was given up.
bool FlashReader::FindNumber(uint32_t number, uint32_t from, Sector* sector) const {
  bool found = false;
  uint32_t index = from;
  for (uint32_t i = 0; i < log_.count_; ++i, index = log_.After(index)) {
    SectorHeader header;
    if (!ReadHeaderOf(log_.flash_, index, &header)) continue;
    if (header.log != log_.config_.log || header.number != number) continue;
    *sector = {index, number, header.first, log_.next_};
    found = true;
  }
  return found;
}

// Up to the first record of the next one.
bool FlashReader::FindEnd(Sector* sector) const {
  Sector next;
  if (sector->number == log_.number_) return true;
  if (!FindNumber(sector->number + 1, log_.After(sector->index), &next)) return false;
  sector->end = next.first;
  return true;
}

bool FlashReader::Oldest(Sector* sector) const {
  return log_.number_ != 0 && FindNumber(log_.oldest_number_, log_.oldest_, sector) &&
         FindEnd(sector);
}

bool FlashReader::Next(Sector* sector) const {
  return sector->number < log_.number_ &&
         FindNumber(sector->number + 1, log_.After(sector->index), sector) && FindEnd(sector);
}

// Of two frames of one record the later counts, and one behind which the record before it stands
// again was given up (FlashMount says why).
bool FlashReader::Read(const Sector& sector, RecordTaker& taker) const {
  FlashFrame frame{sector.index, sector.number, FirstFrame(log_.unit_), {}}, newest = frame;
  uint64_t next = sector.first;
  bool pending = false;
  uint8_t bytes[kMaxEntrySize];
  Entry entry;
  Record record;
  const auto deliver = [&] {
    pending = false;
    return ReadFrame(log_.flash_, newest, bytes, &entry, &record) && record.sequence == next++ &&
           taker.Take(entry, record);
  };
  while (FindFrame(log_.flash_, &frame)) {
    const bool again = frame.header.sequence == static_cast<uint32_t>(next - 1);
    const bool later = frame.header.sequence != newest.header.sequence;
    if (pending && !again && later && !deliver()) return false;
    if (next == sector.end) return true;
    newest = frame;
    pending = !again && frame.header.sequence == static_cast<uint32_t>(next);
    frame.offset += log_.Padded(kFrameHeaderSize + frame.header.size);
  }
  if (pending && next < sector.end && !deliver()) return false;
  return next == sector.end;
}

}  // namespace dialgate
