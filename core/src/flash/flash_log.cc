#include "dialgate/flash_log.h"

#include <algorithm>
#include <cstring>

#include "flash/flash_layout.h"
#include "flash/flash_reader.h"

namespace dialgate {
namespace {

constexpr int kPlaces = 3;  // at which an entry is tried
constexpr uint32_t kDecisionEntries = 2;  // it, and its outcome
// A receipt, and one that settles before it and before the last withdrawal.
constexpr uint32_t kReceiptEntries = 3;
constexpr uint32_t kLastEntries = 2;  // one that settles, and one behind it

// A record that must be kept even when little room is left.
bool Withdraws(const Record& record) {
  if (record.kind == RecordKind::kWithdrawn) return true;
  return record.kind == RecordKind::kReported && (record.reported.outcome == Outcome::kRefused ||
                                                  record.reported.outcome == Outcome::kWrongParty);
}

}  // namespace

FlashLog::FlashLog(Flash& flash, const FlashLogConfig& config)
    : flash_(flash),
      config_(config),
      sector_size_(flash.geometry().sector_size),
      count_(flash.geometry().sector_count),
      unit_(flash.geometry().program_unit) {}

bool FlashLog::IsUsable() const {
  const bool power_of_two = unit_ != 0 && (unit_ & (unit_ - 1)) == 0;
  if (!power_of_two || unit_ > kLargestUnit) return false;
  if (sector_size_ < 1024 || Padded(sector_size_) != sector_size_) return false;
  if (config_.ahead == 0 || config_.ahead >= count_) return false;
  if (config_.carry >= config_.ahead) return false;
  const uint32_t entries = config_.ahead * EntriesPerSector(sector_size_, unit_);
  return entries >= KeptForDrop() + config_.reserve + kDecisionEntries;
}

uint32_t FlashLog::EntriesLeft() const {
  return Left() / LargestFrame(unit_) + ahead_ * EntriesPerSector(sector_size_, unit_);
}

uint32_t FlashLog::KeptForDrop() const {
  if (config_.carry == 0) return 0;
  return config_.carry * EntriesPerSector(sector_size_, unit_) + kReceiptEntries;
}

bool FlashLog::HasRoom() const {
  return writable_ && EntriesLeft() >= KeptForDrop() + config_.reserve + kDecisionEntries;
}

// Each sector has one such receipt: who brings the next one every day takes no more room with it.
bool FlashLog::LetsOldestGo(const SignedReceipt& signed_receipt) const {
  const auto receipt = ReadReceipt(signed_receipt.receipt);
  FlashReader::Sector oldest;
  return receipt && receipt->held && FlashReader(*this).Oldest(&oldest) &&
         receipt->covers.sequence >= oldest.end && held_ < oldest.end;
}

void FlashLog::NoteHeld(const Record& record) {
  if (record.kind != RecordKind::kReceiptTaken) return;
  const auto receipt = ReadReceipt(record.receipt.receipt);
  if (receipt && receipt->held) held_ = std::max(held_, receipt->covers.sequence);
}

// In entries: the order of FlashLogConfig. Without it one who is told to withdraw a thousand times,
// or starts as often, could carry nothing any more, and his log would be full for ever.
uint32_t FlashLog::MustBeLeftFor(const Record& record) const {
  const uint32_t kept = KeptForDrop();
  switch (record.kind) {
    case RecordKind::kDecided: return kept + config_.reserve + kDecisionEntries;
    case RecordKind::kCarried:
    case RecordKind::kCarriedWithdrawal:
    case RecordKind::kDropped: return 0;
    case RecordKind::kReceiptTaken:
      if (kept != 0 && LetsOldestGo(record.receipt)) return kLastEntries;
      break;
    default:
      if (Withdraws(record)) return kept;
  }
  return kept + config_.reserve / 2 + 1;
}

bool FlashLog::MayCarry(uint32_t entries, uint32_t bytes) const {
  const uint32_t sector = sector_size_ - FirstFrame(unit_);
  const uint32_t size = bytes + entries * (kFrameHeaderSize + unit_ - 1);
  const uint32_t kept = size < sector ? 0 : config_.carry * sector;
  return Left() + ahead_ * sector >= size + kept;
}

bool FlashLog::Append(ByteView bytes) {
  const auto entry = ReadEntry(bytes);
  const auto record = entry ? ReadRecord(entry->record) : tl::unexpected(entry.error());
  const bool admitted = record && entry->size == bytes.size && writable_ &&
                        record->sequence == next_ && EntriesLeft() >= MustBeLeftFor(*record);
  if (!admitted || !SettleWithRoom() || !PutSomewhere(bytes, next_)) {
    ++refused_;
    return false;
  }
  ++next_;
  unsettled_ = false;  // or given up: what was written last is the newest now
  NoteHeld(*record);
  if (record->kind == RecordKind::kDropped) kept_ = record->dropped.before;
  return true;
}

// Nothing should come behind a record whose bits may not have settled; but the last place is for
// what comes.
bool FlashLog::SettleWithRoom() { return EntriesLeft() < kLastEntries || Settle(); }

bool FlashLog::Settle() {
  if (!unsettled_) return true;
  uint8_t bytes[kMaxEntrySize];
  if (!flash_.Read(newest_sector_, newest_offset_, bytes, newest_size_)) return false;
  unsettled_ = !PutSomewhere({bytes, newest_size_}, next_ - 1);
  return !unsettled_;
}

// An entry that failed may yet be read one day. It has the sequence of the one behind it, and of
// two with one sequence the later counts; so nothing may come behind one that was given up.
bool FlashLog::PutSomewhere(ByteView entry, uint64_t sequence) {
  const uint32_t size = Padded(kFrameHeaderSize + static_cast<uint32_t>(entry.size));
  for (int place = 0; place < kPlaces; ++place) {
    if (place == kPlaces - 1) offset_ = sector_size_;  // it may be the sector
    if (Left() < size && !OpenNext(sequence)) {
      if (place > 0) writable_ = false;
      return false;
    }
    if (Put(entry, sequence)) return true;
  }
  writable_ = false;
  return false;
}

bool FlashLog::Put(ByteView entry, uint64_t sequence) {
  uint8_t bytes[kFrameHeaderSize + kMaxEntrySize + kLargestUnit];
  FrameHeader header{static_cast<uint32_t>(entry.size), static_cast<uint32_t>(sequence), 0};
  header.check = Crc32(FrameCheck(number_, header), entry);
  WriteFrameHeader(header, bytes);
  std::memcpy(bytes + kFrameHeaderSize, entry.data, entry.size);
  const uint32_t used = kFrameHeaderSize + header.size;
  const uint32_t size = Padded(used);
  std::memset(bytes + used, 0xFF, size - used);
  const bool put = ProgramAndCheck(current_, offset_, {bytes, size});
  // What refuses may be what the power left of another entry, which may be longer.
  offset_ += put ? size : LargestFrame(unit_);
  return put;
}

// What is read back counts: flash may wear out without a word.
bool FlashLog::ProgramAndCheck(uint32_t sector, uint32_t offset, ByteView bytes) {
  return flash_.Program(sector, offset, bytes) && Holds(flash_, sector, offset, bytes);
}

// Goes on in the next sector that is prepared, with record `first`.
bool FlashLog::OpenNext(uint64_t first) {
  for (uint32_t sector = current_; ahead_ > 0 && sector != last_;) {
    sector = After(sector);
    if (!IsPrepared(sector)) continue;  // Prepare passed it over
    --ahead_;
    uint8_t bytes[PaddedTo(kLargestUnit, kSectorHeaderSize)];
    std::memset(bytes, 0xFF, sizeof bytes);
    uint8_t header[kSectorHeaderSize];
    WriteSectorHeader({number_ + 1, config_.log, first, kept_}, header);
    std::memcpy(bytes, header, sizeof header);
    current_ = sector;
    offset_ = sector_size_;
    if (!ProgramAndCheck(sector, HeaderOffset(unit_), {bytes, Padded(kSectorHeaderSize)})) continue;
    if (++number_ == 1) {
      oldest_ = sector;
      oldest_number_ = 1;
    }
    offset_ = FirstFrame(unit_);
    return true;
  }
  return false;
}

bool FlashLog::IsPrepared(uint32_t sector) const {
  return Holds(flash_, sector, 0, {kErasedMark, kMarkSize}) &&
         IsBlank(flash_, sector, kMarkSize, sector_size_ - kMarkSize);
}

// Gives up the sectors of which nothing is kept.
void FlashLog::Release() {
  FlashReader::Sector sector;
  const FlashReader reader(*this);
  const auto goes = [&] { return sector.number < number_ && sector.end <= kept_; };
  if (!reader.Oldest(&sector)) return;
  while (goes()) {
    const uint32_t before = oldest_;
    if (!reader.Next(&sector)) return;
    unused_ += sector.index > before ? sector.index - before : sector.index + count_ - before;
    oldest_ = sector.index;
    oldest_number_ = sector.number;
  }
}

// What was dropped should not be gone while the record that says so may not last. Where there is
// no place for it, no other would come without the erasure.
void FlashLog::SettleDropOf(uint32_t sector) {
  SectorHeader header;
  if (!newest_drops_ || !ReadHeaderOf(flash_, sector, &header)) return;
  if (header.number < oldest_number_) (void)Settle();
}

// An erasure that was cut short may look done: only the mark behind it says that it was.
FlashLog::Readiness FlashLog::Prepare() {
  if (ahead_ >= config_.ahead) return Readiness::kReady;
  if (unused_ == 0) Release();
  if (unused_ == 0) return Readiness::kFull;
  last_ = After(last_);
  --unused_;
  SettleDropOf(last_);
  if (!IsPrepared(last_)) {
    uint8_t mark[kLargestUnit];
    std::memset(mark, 0xFF, sizeof mark);
    std::memcpy(mark, kErasedMark, kMarkSize);
    if (!flash_.Erase(last_) || !IsBlank(flash_, last_, 0, sector_size_) ||
        !ProgramAndCheck(last_, 0, {mark, HeaderOffset(unit_)})) {
      return Readiness::kFailed;
    }
  }
  ++ahead_;
  return ahead_ < config_.ahead ? Readiness::kMore : Readiness::kReady;
}

bool FlashLog::Clear() {
  writable_ = false;
  ahead_ = unused_ = number_ = oldest_number_ = 0;
  unsettled_ = false;
  kept_ = held_ = 0;
  bool cleared = true;
  for (uint32_t sector = 0; sector < count_; ++sector) {
    cleared = flash_.Erase(sector) && IsBlank(flash_, sector, 0, sector_size_) && cleared;
  }
  return cleared;
}

}  // namespace dialgate
