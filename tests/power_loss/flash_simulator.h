// Flash in memory that refuses what real flash refuses, and whose power can go in the middle of
// anything.
#ifndef DIALGATE_TESTS_FLASH_SIMULATOR_H
#define DIALGATE_TESTS_FLASH_SIMULATOR_H

#include <cstdint>
#include <string>
#include <vector>

#include "dialgate/flash.h"

namespace dialgate::testing {

// What the power leaves of the operation during which it goes. On raw flash nothing is reordered:
// what came before is whole.
enum class Tear : uint8_t {
  kNothing,     // it had not begun
  kUnseen,      // what it touched reads as before; an erasure shows at the second start
  kUnseenUnit,  // the first half is done, and the unit behind it touched: it looks erased
  kPrefix,      // the first half is done, and some bits of the unit behind it
  kAllButLast,  // but some bits of the last unit
  kMixed,       // any bits, all over it
  kWhole,       // all of it, but nobody was told
  kRevives,     // as kPrefix at the next start; from the second start on it reads as kWhole
  kDecays,      // as kWhole at the next start; from the second start on it reads as kPrefix
};
constexpr unsigned kTears = 9;

// The power of a device, shared by its flashes.
class Power {
 public:
  // The power goes in the `operation`th operation from here on, counted from 1; 0: it stays.
  void CutAt(unsigned operation, Tear tear) {
    operations_ = 0;
    cut_at_ = operation;
    tear_ = tear;
    dead_ = false;
  }
  // Counts an operation that changes flash. Whether the power goes in it.
  bool GoesNow() {
    if (++operations_ == cut_at_) dead_ = true;
    return operations_ == cut_at_;
  }
  bool dead() const { return dead_; }
  unsigned operations() const { return operations_; }
  Tear tear() const { return tear_; }

 private:
  unsigned operations_ = 0, cut_at_ = 0;
  Tear tear_ = Tear::kNothing;
  bool dead_ = false;
};

class FlashSimulator final : public Flash {
 public:
  FlashSimulator(const FlashGeometry& geometry, Power* power);
  // A copy of what is in `other`, on a power of its own.
  FlashSimulator(const FlashSimulator& other, Power* power) : FlashSimulator(other) {
    power_ = power;
  }

  FlashGeometry geometry() const override { return geometry_; }
  bool Erase(uint32_t sector) override;
  bool Program(uint32_t sector, uint32_t offset, ByteView bytes) override;
  bool Read(uint32_t sector, uint32_t offset, uint8_t* out, uint32_t size) const override;

  // The power is back: bits that had not settled do.
  void Restart();

  // What a caller did that no flash forgives: the first; empty: nothing.
  const std::string& misuse() const { return misuse_; }
  void ForbidErase(bool forbidden) { erase_forbidden_ = forbidden; }
  // From here on what is programmed or erased there leaves other bits, without a word.
  void WearOut(uint32_t sector) { worn_.at(sector) = true; }
  uint8_t* At(uint32_t sector, uint32_t offset) {
    return &bytes_.at(size_t{sector} * geometry_.sector_size + offset);
  }
  unsigned erasures() const { return erasures_; }

 private:
  FlashSimulator(const FlashSimulator&) = default;
  // What it is known to be; touched: only the hardware knows; spent: its user knows, too.
  enum class Unit : uint8_t { kErased, kProgrammed, kTouched, kSpent };
  struct Settling {
    size_t begin;
    std::vector<uint8_t> bytes;
    unsigned starts;
    unsigned erasures;
  };

  bool Fail(const std::string& what);
  void Change(size_t begin, const std::vector<uint8_t>& to, Tear tear, Unit done);
  void CutShort(size_t begin, const std::vector<uint8_t>& to, Unit left);
  std::vector<uint8_t> Part(size_t begin, const std::vector<uint8_t>& to, Tear tear) const;
  size_t Start(uint32_t sector) const { return size_t{sector} * geometry_.sector_size; }

  const FlashGeometry geometry_;
  Power* power_;
  std::vector<uint8_t> bytes_;
  std::vector<Unit> units_;
  std::vector<bool> worn_;
  std::vector<Settling> settling_;
  std::vector<unsigned> sector_erasures_;
  std::string misuse_;
  bool erase_forbidden_ = false;
  unsigned erasures_ = 0;
};

}  // namespace dialgate::testing

#endif
