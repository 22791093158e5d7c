// The records that a log on flash holds, found again sector by sector.
#ifndef DIALGATE_FLASH_READER_H
#define DIALGATE_FLASH_READER_H

#include "dialgate/flash_log.h"
#include "flash/flash_layout.h"

namespace dialgate {

// A frame that is whole, and where it is.
struct FlashFrame {
  uint32_t sector, number, offset;
  FrameHeader header;
};

bool ReadHeaderOf(const Flash& flash, uint32_t sector, SectorHeader* header);

// The next whole frame from `frame->offset` on, unit by unit; false: there is none.
bool FindFrame(const Flash& flash, FlashFrame* frame);

// The entry in `frame`, and its record, whose views lie in `bytes`. False: it is none.
bool ReadFrame(const Flash& flash, const FlashFrame& frame, uint8_t (&bytes)[kMaxEntrySize],
               Entry* entry, Record* record);

// A log that is mounted, read where nobody waits.
class FlashReader {
 public:
  // A sector of the log, and its records: from `first` to before `end`.
  struct Sector {
    uint32_t index, number;
    uint64_t first, end;
  };

  explicit FlashReader(const FlashLog& log) : log_(log) {}

  // False: there is none, or the flash does not give it.
  bool Oldest(Sector* sector) const;
  bool Next(Sector* sector) const;

  // Gives its records to `taker`, in order. False: one is missing, or `taker` refused it.
  bool Read(const Sector& sector, RecordTaker& taker) const;

 private:
  bool FindNumber(uint32_t number, uint32_t from, Sector* sector) const;
  bool FindEnd(Sector* sector) const;

  const FlashLog& log_;
};

}  // namespace dialgate

#endif
