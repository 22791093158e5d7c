// The suite that every port of flash must pass, on flash that is right and on flash that is not.
#include <gtest/gtest.h>

#include <algorithm>

#include "flash_conformance.h"
#include "flash_simulator.h"

namespace dialgate::testing {
namespace {

TEST(FlashPort, TheSimulatorIsFlash) {
  for (uint32_t unit : {1, 2, 4, 8, 16, 32, 64}) {
    Power power;
    FlashSimulator flash({1024, 3, unit}, &power);
    EXPECT_EQ(FlashFault(flash), nullptr) << unit;
  }
}

// A port with one mistake.
class WrongFlash final : public Flash {
 public:
  enum class Mistake { kNone, kErasesHalf, kErasesAll, kForgetsFirstUnit, kWritesOverNeighbour };
  explicit WrongFlash(Mistake mistake) : mistake_(mistake) {}
  FlashGeometry geometry() const override { return {1024, 2, 8}; }
  bool Erase(uint32_t sector) override {
    if (sector > 1) return false;
    const bool all = mistake_ == Mistake::kErasesAll;
    const size_t size = mistake_ == Mistake::kErasesHalf ? 512 : 1024;
    for (uint32_t i = 0; i < 2; ++i) {
      if (all || i == sector) std::fill_n(bytes_ + 1024 * i, size, 0xFF);
    }
    return true;
  }
  bool Program(uint32_t sector, uint32_t offset, ByteView bytes) override {
    uint8_t* to = bytes_ + 1024 * sector + offset;
    const size_t skipped = mistake_ == Mistake::kForgetsFirstUnit && bytes.size > 8 ? 8 : 0;
    std::copy(bytes.begin() + skipped, bytes.end(), to + skipped);
    if (mistake_ == Mistake::kWritesOverNeighbour && offset + bytes.size < 1024) to[bytes.size] = 0;
    return true;
  }
  bool Read(uint32_t sector, uint32_t offset, uint8_t* out, uint32_t size) const override {
    if (sector > 1) return false;
    std::copy_n(bytes_ + 1024 * sector + offset, size, out);
    return true;
  }

 private:
  const Mistake mistake_;
  uint8_t bytes_[2048] = {};
};

TEST(FlashPort, TheSuiteFindsMistakes) {
  using Mistake = WrongFlash::Mistake;
  WrongFlash right(Mistake::kNone);
  EXPECT_EQ(FlashFault(right), nullptr);
  for (Mistake mistake : {Mistake::kErasesHalf, Mistake::kErasesAll, Mistake::kForgetsFirstUnit,
                          Mistake::kWritesOverNeighbour}) {
    WrongFlash wrong(mistake);
    EXPECT_NE(FlashFault(wrong), nullptr) << static_cast<int>(mistake);
  }
}

}  // namespace
}  // namespace dialgate::testing
