#include "dialgate/flash_seal.h"

#include <algorithm>
#include <cstring>

#include "flash/flash_layout.h"
#include "little_endian.h"

namespace dialgate {
namespace {

constexpr uint32_t kMagic = 0x31534744;  // "DGS1"
constexpr uint32_t kPointSize = 48;      // magic, check, sequence, key
constexpr uint8_t kConfirmed[8] = {'D', 'G', 0xA5, 0x5A, 0xC3, 0x3C, 0x69, 0x96};

// Not taken for useless by the compiler, as memset would be.
void Wipe(uint8_t* bytes, size_t size) {
  volatile uint8_t* at = bytes;
  while (size-- > 0) *at++ = 0;
}

uint32_t ConfirmOffset(const Flash& flash) {
  return PaddedTo(flash.geometry().program_unit, kPointSize);
}

}  // namespace

// A key as it stands in flash, and gone from memory when it is no longer looked at.
struct FlashSealSlots::Slot {
  ~Slot() { Wipe(bytes, sizeof bytes); }

  uint64_t sequence() const { return LoadWord<uint64_t>(bytes + 8); }
  uint32_t Check() const { return Crc32(0, {bytes + 8, kPointSize - 8}); }
  SealChain chain() const {
    SealKey key;
    std::memcpy(key.bytes, bytes + 16, sizeof key.bytes);
    const SealChain chain(key, sequence());
    Wipe(key.bytes, sizeof key.bytes);
    return chain;
  }

  uint8_t bytes[PaddedTo(kLargestUnit, kPointSize)];
};

FlashSealSlots::State FlashSealSlots::Read(uint32_t sector, Slot* slot) const {
  if (!flash_.Read(sector, 0, slot->bytes, kPointSize)) return State::kSpent;
  const bool whole = LoadWord<uint32_t>(slot->bytes) == kMagic &&
                     LoadWord<uint32_t>(slot->bytes + 4) == slot->Check() && slot->sequence() != 0;
  if (!whole) return State::kSpent;
  const ByteView mark{kConfirmed, sizeof kConfirmed};
  const bool confirmed = Holds(flash_, sector, ConfirmOffset(flash_), mark);
  return confirmed ? State::kConfirmed : State::kWhole;
}

// Two keys stand there only where the power went while the newer was written or the older erased.
// The newer one's confirmation, which comes between, says which: the other will last.
tl::expected<SealChain, FlashError> FlashSealSlots::Open() {
  const FlashGeometry geometry = flash_.geometry();
  if (geometry.sector_count != 2 || geometry.program_unit == 0 ||
      geometry.program_unit > kLargestUnit || geometry.sector_size < 2 * kLargestUnit) {
    return tl::unexpected(FlashError::kGeometry);
  }
  Slot slots[2];
  const State states[2] = {Read(0, &slots[0]), Read(1, &slots[1])};
  if (states[0] == State::kSpent && states[1] == State::kSpent) {
    return tl::unexpected(FlashError::kNoSeal);
  }
  const bool both = states[0] != State::kSpent && states[1] != State::kSpent;
  uint32_t newest = states[0] == State::kSpent ? 1 : 0;
  if (both && slots[1].sequence() > slots[0].sequence()) newest = 1;
  const bool may_not_last = both && states[newest] == State::kWhole;
  target_ = may_not_last ? newest : 1 - newest;
  kept_ = slots[1 - target_].sequence();
  waits_ = false;
  erasure_due_ = both && !may_not_last && !flash_.Erase(target_);
  return slots[newest].chain();
}

bool FlashSealSlots::Write(uint32_t sector, const SealChain& chain) {
  Slot slot;
  std::memset(slot.bytes, 0xFF, sizeof slot.bytes);
  const uint64_t sequence = chain.sequence();
  std::memcpy(slot.bytes, &kMagic, sizeof kMagic);
  std::memcpy(slot.bytes + 8, &sequence, sizeof sequence);
  std::memcpy(slot.bytes + 16, chain.key().bytes, sizeof chain.key().bytes);
  const uint32_t check = slot.Check();
  std::memcpy(slot.bytes + 4, &check, sizeof check);
  const ByteView bytes{slot.bytes, ConfirmOffset(flash_)};
  return flash_.Erase(sector) && flash_.Program(sector, 0, bytes) &&
         Holds(flash_, sector, 0, bytes) && Confirm(sector);
}

bool FlashSealSlots::Confirm(uint32_t sector) {
  uint8_t mark[kLargestUnit];
  std::memset(mark, 0xFF, sizeof mark);
  std::memcpy(mark, kConfirmed, sizeof kConfirmed);
  const ByteView bytes{mark, PaddedTo(flash_.geometry().program_unit, sizeof kConfirmed)};
  return flash_.Program(sector, ConfirmOffset(flash_), bytes) &&
         Holds(flash_, sector, ConfirmOffset(flash_), bytes);
}

bool FlashSealSlots::Provision(const SealKey& start_key) {
  if (!flash_.Erase(1) || !Write(0, SealChain(start_key, 1))) return false;
  target_ = 1;
  kept_ = 1;
  waits_ = false;
  return true;
}

bool FlashSealSlots::Keep(const SealChain& chain, uint64_t lasting, uint32_t now) {
  if (erasure_due_) erasure_due_ = !flash_.Erase(target_);
  if (erasure_due_) return false;
  if (chain.sequence() == kept_ || chain.sequence() > lasting + 1) return true;
  if (waits_ && now - kept_at_ < every_) return true;
  if (!Write(target_, chain)) return false;
  target_ = 1 - target_;
  kept_ = chain.sequence();
  kept_at_ = now;
  waits_ = true;
  erasure_due_ = !flash_.Erase(target_);
  return !erasure_due_;
}

namespace {

class FindResets final : public RecordTaker {
 public:
  explicit FindResets(ClockResets& found) : found_(found) {}

  bool Take(const Entry&, const Record& record) override {
    if (record.kind != RecordKind::kReceiptTaken) return true;
    const auto receipt = ReadReceipt(record.receipt.receipt);
    if (receipt && receipt->resets_clock) Add({record.sequence, receipt->signed_at});
    return true;
  }

 private:
  void Add(const ClockReset& reset) {
    if (found_.count == ClockResets::kMost) {
      std::copy(found_.resets + 1, found_.resets + found_.count, found_.resets);
      --found_.count;
    }
    found_.resets[found_.count++] = reset;
  }

  ClockResets& found_;
};

class Replayer final : public RecordTaker {
 public:
  Replayer(const SealChain& kept, const SealCrypto& crypto, RecordedGate& gate)
      : chain_(kept), crypto_(crypto), gate_(gate) {}

  bool Take(const Entry& entry, const Record& record) override {
    if (record.sequence == chain_.sequence() &&
        !(chain_.Next(crypto_, entry.record) == entry.seal)) {
      return false;
    }
    gate_.Replay(record);
    return true;
  }
  const SealChain& chain() const { return chain_; }

 private:
  SealChain chain_;
  const SealCrypto& crypto_;
  RecordedGate& gate_;
};

}  // namespace

tl::expected<SealChain, FlashError> StartOnFlash(const SealChain& kept, const SealCrypto& crypto,
                                                 FlashLog& log, RecordedGate& gate,
                                                 ClockResets& resets) {
  resets.count = 0;
  FindResets find(resets);
  const auto read = log.Read(find);
  if (!read) return tl::unexpected(read.error());
  gate.SetClockResets(resets.resets, resets.count);
  GateMemory memory = gate.memory();
  memory.log = log.log();  // the record that says so may have been dropped
  gate.Resume(memory);
  Replayer replayer(kept, crypto, gate);
  const auto mounted = log.Mount(replayer);
  if (!mounted) return tl::unexpected(mounted.error());
  if (log.next() != replayer.chain().sequence()) return tl::unexpected(FlashError::kShorter);
  return replayer.chain();
}

}  // namespace dialgate
