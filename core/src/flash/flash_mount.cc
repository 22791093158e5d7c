// Finding a log on flash again.
#include <algorithm>

#include "dialgate/flash_log.h"
#include "flash/flash_layout.h"
#include "flash/flash_reader.h"

namespace dialgate {

// One mounting of a log, oldest sector to newest.
class FlashMount {
 public:
  FlashMount(FlashLog& log, RecordTaker& taker) : log_(log), taker_(taker) {}

  tl::expected<void, FlashError> Read();
  tl::expected<void, FlashError> Run();

 private:
  using Result = tl::expected<void, FlashError>;

  Result FindEnds();
  void FindOldest();
  bool FindKept(uint32_t number);
  Result ReadAll();
  Result ReadSector(uint32_t sector, uint32_t number);
  Result Take(const FlashFrame& frame);
  Result Deliver();
  Result Check(const Record& record) const;
  uint32_t EndOf(uint32_t sector, uint32_t offset) const;
  void Resume();
  void WriteNewestAgain();

  FlashLog& log_;
  RecordTaker& taker_;
  uint32_t oldest_ = 0, oldest_number_ = 0, newest_number_ = 0;
  uint64_t kept_ = 0;          // the first record that was not dropped; 0: none was
  uint64_t certainly_kept_ = 0;  // without what the newest record says, which may not last
  uint64_t newest_drop_ = 0;     // what the newest record Dropped says
  uint32_t last_sector_ = 0;
  FlashFrame found_ = {};      // the last one
  bool any_ = false;
  bool pending_ = false;  // it was not given yet
};

// What was dropped stands in the newest sector that has a record: in its header, or in a record.
// A header alone may name a drop that did not last, and one that was given up, as Take says, may be
// read all the same. Whether sector `number` has a record.
bool FlashMount::FindKept(uint32_t number) {
  bool any = false;
  for (uint32_t sector = 0; sector < log_.count_; ++sector) {
    SectorHeader header;
    if (!ReadHeaderOf(log_.flash_, sector, &header) || header.number != number) continue;
    FlashFrame frame{sector, number, FirstFrame(log_.unit_), {}};
    uint64_t drop = 0, dropped_by = 0;
    for (; FindFrame(log_.flash_, &frame); frame.offset += log_.unit_) {
      uint8_t bytes[kMaxEntrySize];
      Entry entry;
      Record record;
      if (!ReadFrame(log_.flash_, frame, bytes, &entry, &record)) continue;
      any = true;
      kept_ = std::max(kept_, header.kept);
      certainly_kept_ = std::max(certainly_kept_, header.kept);
      if (record.sequence > dropped_by) kept_ = std::max(kept_, drop);
      drop = record.kind == RecordKind::kDropped ? record.dropped.before : 0;
      dropped_by = record.sequence;
    }
    kept_ = std::max(kept_, drop);
  }
  return any;
}

// The sector that holds the first record that was kept. Those before it may be half erased.
void FlashMount::FindOldest() {
  const uint64_t first = kept_ == 0 ? 1 : kept_;
  for (uint32_t sector = 0; sector < log_.count_; ++sector) {
    SectorHeader header;
    if (!ReadHeaderOf(log_.flash_, sector, &header)) continue;
    if (header.first > first || header.number < oldest_number_) continue;
    oldest_ = sector;
    oldest_number_ = header.number;
    log_.next_ = header.first;
  }
}

FlashMount::Result FlashMount::FindEnds() {
  for (uint32_t sector = 0; sector < log_.count_; ++sector) {
    SectorHeader header;
    if (!ReadHeaderOf(log_.flash_, sector, &header)) continue;
    if (header.log != log_.config_.log) return tl::unexpected(FlashError::kAnotherLog);
    newest_number_ = std::max(newest_number_, header.number);
  }
  if (newest_number_ == 0) return {};
  for (uint32_t number = newest_number_; number > 0 && !FindKept(number);) --number;
  FindOldest();
  if (oldest_number_ == 0) return tl::unexpected(FlashError::kDamaged);
  return {};
}

FlashMount::Result FlashMount::ReadAll() {
  if (newest_number_ == 0) return {};
  uint32_t number = oldest_number_ - 1;
  uint32_t sector = oldest_;
  for (uint32_t i = 0; i < log_.count_; ++i) {
    SectorHeader header;
    const uint32_t at = sector;
    sector = log_.After(sector);
    // Else it was passed over, or dropped. Of two with one number the first was given up.
    if (!ReadHeaderOf(log_.flash_, at, &header)) continue;
    if (header.number != number && header.number != number + 1) continue;
    number = header.number;
    const Result read = ReadSector(at, number);
    if (!read) return read;
    last_sector_ = at;
  }
  if (number < newest_number_) return tl::unexpected(FlashError::kDamaged);
  return pending_ ? Deliver() : Result();
}

FlashMount::Result FlashMount::ReadSector(uint32_t sector, uint32_t number) {
  FlashFrame frame{sector, number, FirstFrame(log_.unit_), {}};
  while (FindFrame(log_.flash_, &frame)) {
    const Result taken = Take(frame);
    if (!taken) return taken;
    frame.offset += log_.Padded(kFrameHeaderSize + frame.header.size);
  }
  return {};
}

// What was cut short is not whole, but flash may read it as whole one day. Behind it stands, from
// the next start on, the record before it a second time, and one with its own sequence: whichever
// is there counts. So a frame is given only when the one behind it is of the next record.
FlashMount::Result FlashMount::Take(const FlashFrame& frame) {
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

FlashMount::Result FlashMount::Deliver() {
  uint8_t bytes[kMaxEntrySize];
  Entry entry;
  Record record;
  if (!ReadFrame(log_.flash_, found_, bytes, &entry, &record)) {
    return tl::unexpected(FlashError::kDamaged);
  }
  const Result right = Check(record);
  if (!right) return right;
  certainly_kept_ = std::max(certainly_kept_, newest_drop_);
  if (record.kind == RecordKind::kDropped) newest_drop_ = record.dropped.before;
  log_.NoteHeld(record);
  if (!taker_.Take(entry, record)) return tl::unexpected(FlashError::kSeal);
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
  log_.oldest_ = oldest_;
  log_.oldest_number_ = any_ ? oldest_number_ : 0;
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
  log_.kept_ = certainly_kept_;
}

void FlashMount::WriteNewestAgain() {
  log_.unsettled_ = true;
  log_.newest_sector_ = found_.sector;
  log_.newest_offset_ = found_.offset + kFrameHeaderSize;
  log_.newest_size_ = found_.header.size;
  log_.newest_drops_ = kept_ != certainly_kept_;
  // However often a device starts, what is kept for others stays.
  if (log_.EntriesLeft() > log_.KeptForDrop() + log_.config_.reserve / 2) (void)log_.Settle();
  log_.writable_ = true;  // the record stands already, once
}

FlashMount::Result FlashMount::Read() {
  log_.writable_ = false;
  log_.next_ = 1;
  log_.ahead_ = log_.unused_ = log_.refused_ = 0;
  log_.kept_ = log_.held_ = 0;
  log_.unsettled_ = log_.newest_drops_ = false;
  if (!log_.IsUsable()) return tl::unexpected(FlashError::kGeometry);
  const Result found = FindEnds();
  return found ? ReadAll() : found;
}

FlashMount::Result FlashMount::Run() {
  const Result read = Read();
  if (!read) return read;
  Resume();
  if (any_) WriteNewestAgain();
  log_.kept_ = kept_;
  return {};
}

tl::expected<void, FlashError> FlashLog::Read(RecordTaker& taker) {
  return FlashMount(*this, taker).Read();
}

tl::expected<void, FlashError> FlashLog::Mount(RecordTaker& taker) {
  return FlashMount(*this, taker).Run();
}

}  // namespace dialgate
