// Finding a log on flash again.
#include "dialgate/flash_log.h"
#include "flash_layout.h"

namespace dialgate {

// One mounting of a log, oldest sector to newest.
class FlashMount {
 public:
  FlashMount(FlashLog& log, RecordTaker& taker) : log_(log), taker_(taker) {}

  tl::expected<void, FlashError> Run();

 private:
  // A frame that is whole, and the sector it is in.
  struct Frame {
    uint32_t sector, number, offset;
    FrameHeader header;
  };
  using Result = tl::expected<void, FlashError>;

  bool ReadHeader(uint32_t sector, SectorHeader* header) const;
  Result FindEnds();
  Result ReadAll();
  Result ReadSector(uint32_t sector, uint32_t number);
  Result Take(const Frame& frame);
  bool FindFrame(Frame* frame) const;
  bool IsWhole(const Frame& frame) const;
  Result Deliver();
  Result Check(const Record& record) const;
  uint32_t EndOf(uint32_t sector, uint32_t offset) const;
  void Resume();
  void WriteNewestAgain();

  FlashLog& log_;
  RecordTaker& taker_;
  uint32_t oldest_ = 0, sectors_ = 0, newest_number_ = 0;
  uint32_t last_sector_ = 0;
  Frame found_ = {};      // the last one
  bool any_ = false;
  bool pending_ = false;  // it was not given yet
};

bool FlashMount::ReadHeader(uint32_t sector, SectorHeader* header) const {
  uint8_t bytes[kSectorHeaderSize];
  return log_.flash_.Read(sector, HeaderOffset(log_.unit_), bytes, sizeof bytes) &&
         ReadSectorHeader(bytes, header);
}

FlashMount::Result FlashMount::FindEnds() {
  for (uint32_t sector = 0; sector < log_.count_; ++sector) {
    SectorHeader header;
    if (!ReadHeader(sector, &header)) continue;
    if (header.log != log_.config_.log) return tl::unexpected(FlashError::kAnotherLog);
    if (header.number == 1) oldest_ = sector;
    if (header.number > newest_number_) newest_number_ = header.number;
    ++sectors_;
  }
  // Nothing may be dropped yet, so all of them are there.
  if (sectors_ != newest_number_) return tl::unexpected(FlashError::kDamaged);
  return {};
}

FlashMount::Result FlashMount::ReadAll() {
  uint32_t number = 0;
  uint32_t sector = oldest_;
  for (uint32_t i = 0; i < log_.count_ && number < newest_number_; ++i) {
    SectorHeader header;
    const uint32_t at = sector;
    sector = log_.After(sector);
    if (!ReadHeader(at, &header)) continue;  // it was passed over
    if (header.number != ++number) return tl::unexpected(FlashError::kDamaged);
    const Result read = ReadSector(at, number);
    if (!read) return read;
    last_sector_ = at;
  }
  if (number < newest_number_) return tl::unexpected(FlashError::kDamaged);
  return pending_ ? Deliver() : Result();
}

FlashMount::Result FlashMount::ReadSector(uint32_t sector, uint32_t number) {
  Frame frame{sector, number, FirstFrame(log_.unit_), {}};
  while (FindFrame(&frame)) {
    const Result taken = Take(frame);
    if (!taken) return taken;
    frame.offset += log_.Padded(kFrameHeaderSize + frame.header.size);
  }
  return {};
}

// What was cut short is not whole, but flash may read it as whole one day. Behind it stands, from
// the next start on, the record before it a second time, and one with its own sequence: whichever
// is there counts. So a frame is given only when the one behind it is of the next record.
FlashMount::Result FlashMount::Take(const Frame& frame) {
  const bool again = any_ && frame.header.sequence == static_cast<uint32_t>(log_.next_ - 1);
  if (pending_ && !again && frame.header.sequence != found_.header.sequence) {
    const Result delivered = Deliver();
    if (!delivered) return delivered;
  }
  found_ = frame;
  any_ = true;
  pending_ = !again;
  return {};
}

// The next whole frame from `frame` on, unit by unit.
bool FlashMount::FindFrame(Frame* frame) const {
  for (; frame->offset + kFrameHeaderSize < log_.sector_size_; frame->offset += log_.unit_) {
    uint8_t bytes[kFrameHeaderSize];
    if (!log_.flash_.Read(frame->sector, frame->offset, bytes, sizeof bytes)) continue;
    if (ReadFrameHeader(bytes, &frame->header) && IsWhole(*frame)) return true;
  }
  return false;
}

bool FlashMount::IsWhole(const Frame& frame) const {
  uint32_t at = frame.offset + kFrameHeaderSize;
  const uint32_t end = at + frame.header.size;
  if (end > log_.sector_size_) return false;
  uint32_t check = FrameCheck(frame.number, frame.header);
  while (at < end) {
    uint8_t piece[64];
    const uint32_t size = end - at < sizeof piece ? end - at : static_cast<uint32_t>(sizeof piece);
    if (!log_.flash_.Read(frame.sector, at, piece, size)) return false;
    check = Crc32(check, {piece, size});
    at += size;
  }
  return check == frame.header.check;
}

FlashMount::Result FlashMount::Deliver() {
  uint8_t bytes[kMaxEntrySize];
  const uint32_t size = found_.header.size;
  if (!log_.flash_.Read(found_.sector, found_.offset + kFrameHeaderSize, bytes, size)) {
    return tl::unexpected(FlashError::kDamaged);
  }
  const auto entry = ReadEntry({bytes, size});
  if (!entry || entry->size != size) return tl::unexpected(FlashError::kDamaged);
  const auto record = ReadRecord(entry->record);
  if (!record) return tl::unexpected(FlashError::kDamaged);
  const Result right = Check(*record);
  if (!right) return right;
  if (!taker_.Take(*entry, *record)) return tl::unexpected(FlashError::kSeal);
  ++log_.next_;
  return {};
}

FlashMount::Result FlashMount::Check(const Record& record) const {
  if (record.sequence != log_.next_) return tl::unexpected(FlashError::kDamaged);
  if (record.sequence > 1) return {};
  if (record.kind != RecordKind::kStart) return tl::unexpected(FlashError::kDamaged);
  if (record.start.log != log_.config_.log) return tl::unexpected(FlashError::kAnotherLog);
  return {};
}

// Where the next entry goes: behind all that is programmed there, and one unit further, since the
// first unit of an entry that was cut short may look erased.
uint32_t FlashMount::EndOf(uint32_t sector, uint32_t offset) const {
  uint32_t end = offset;
  for (uint32_t at = offset; at < log_.sector_size_; at += log_.unit_) {
    if (!IsBlank(log_.flash_, sector, at, log_.unit_)) end = at + log_.unit_;
  }
  return end + log_.unit_;
}

// A sector that was opened and holds no record is erased again: its header may not last.
void FlashMount::Resume() {
  const uint32_t before = oldest_ == 0 ? log_.count_ - 1 : oldest_ - 1;
  log_.current_ = any_ ? found_.sector : before;
  log_.number_ = any_ ? found_.number : 0;
  log_.offset_ = log_.sector_size_;
  if (any_ && found_.sector == last_sector_) {
    const uint32_t used = log_.Padded(kFrameHeaderSize + found_.header.size);
    log_.offset_ = EndOf(found_.sector, found_.offset + used);
  }
  const uint32_t behind = log_.current_ + (log_.current_ < oldest_ ? log_.count_ : 0) + 1 - oldest_;
  log_.unused_ = log_.count_ - (any_ ? behind : 0);
  log_.last_ = log_.current_;
  while (log_.ahead_ < log_.config_.ahead && log_.unused_ > 0 &&
         log_.IsPrepared(log_.After(log_.last_))) {
    log_.last_ = log_.After(log_.last_);
    --log_.unused_;
    ++log_.ahead_;
  }
  log_.writable_ = true;
}

void FlashMount::WriteNewestAgain() {
  uint8_t bytes[kMaxEntrySize];
  const uint32_t size = found_.header.size;
  if (log_.EntriesLeft() <= log_.config_.reserve / 2) return;
  if (!log_.flash_.Read(found_.sector, found_.offset + kFrameHeaderSize, bytes, size)) return;
  log_.PutSomewhere({bytes, size}, log_.next_ - 1);
  log_.writable_ = true;  // the record stands already, once
}

FlashMount::Result FlashMount::Run() {
  log_.writable_ = false;
  log_.next_ = 1;
  log_.ahead_ = log_.unused_ = log_.refused_ = 0;
  if (!log_.IsUsable()) return tl::unexpected(FlashError::kGeometry);
  Result done = FindEnds();
  if (done) done = ReadAll();
  if (!done) return done;
  Resume();
  if (any_) WriteNewestAgain();
  return {};
}

tl::expected<void, FlashError> FlashLog::Mount(RecordTaker& taker) {
  return FlashMount(*this, taker).Run();
}

}  // namespace dialgate
