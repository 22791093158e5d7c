#include "flash_simulator.h"

#include <algorithm>
#include <cstring>

namespace dialgate::testing {
namespace {

// A byte that looks random and is the same for the same place and time.
uint8_t Noise(size_t place, unsigned time) {
  uint64_t z = place * 0x9E3779B97F4A7C15u + time * 0xD1B54A32D192ED03u + 1;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return static_cast<uint8_t>(z >> 56);
}

}  // namespace

FlashSimulator::FlashSimulator(const FlashGeometry& geometry, Power* power)
    : geometry_(geometry),
      power_(power),
      bytes_(size_t{geometry.sector_size} * geometry.sector_count),
      units_(bytes_.size() / geometry.program_unit, Unit::kTouched),
      worn_(geometry.sector_count),
      sector_erasures_(geometry.sector_count) {
  for (size_t i = 0; i < bytes_.size(); ++i) bytes_[i] = Noise(i, 7);  // whatever the factory left
}

bool FlashSimulator::Fail(const std::string& what) {
  if (misuse_.empty()) misuse_ = what;
  return false;
}

// What stands at `begin` when an operation that would have made it `to` was cut short.
std::vector<uint8_t> FlashSimulator::Part(size_t begin, const std::vector<uint8_t>& to,
                                          Tear tear) const {
  std::vector<uint8_t> part(bytes_.begin() + begin, bytes_.begin() + begin + to.size());
  if (tear == Tear::kNothing || tear == Tear::kUnseen) return part;
  const size_t unit = geometry_.program_unit;
  size_t done = tear == Tear::kWhole ? to.size() : to.size() / 2 / unit * unit;
  if (tear == Tear::kAllButLast) done = to.size() - unit;
  if (tear == Tear::kMixed) done = 0;
  size_t reached = tear == Tear::kMixed ? to.size() : std::min(to.size(), done + unit);
  if (tear == Tear::kUnseenUnit) reached = done;
  for (size_t i = 0; i < reached; ++i) {
    const uint8_t changes = i < done ? 0xFF : Noise(begin + i, power_->operations());
    part[i] = static_cast<uint8_t>((part[i] & ~changes) | (to[i] & changes));
  }
  return part;
}

void FlashSimulator::Change(size_t begin, const std::vector<uint8_t>& to, Tear tear, Unit done) {
  const bool settles = tear == Tear::kRevives || tear == Tear::kDecays;
  const unsigned erasures = sector_erasures_[begin / geometry_.sector_size];
  std::vector<uint8_t> now = Part(begin, to, tear);
  if (settles) {
    std::vector<uint8_t> half = Part(begin, to, Tear::kPrefix);
    std::vector<uint8_t> whole = Part(begin, to, Tear::kWhole);
    now = tear == Tear::kRevives ? half : whole;
    settling_.push_back({begin, tear == Tear::kRevives ? whole : half, 2, erasures});
  }
  std::memcpy(&bytes_[begin], now.data(), now.size());
  for (size_t i = 0; i < to.size(); i += geometry_.program_unit) {
    units_[(begin + i) / geometry_.program_unit] = done;
  }
}

// The power goes in an operation that would have made what stands at `begin` `to`.
void FlashSimulator::CutShort(size_t begin, const std::vector<uint8_t>& to, Unit left) {
  const Tear tear = power_->tear();
  const size_t unit = geometry_.program_unit;
  const size_t half = to.size() / 2 / unit * unit;
  const bool erases = left == Unit::kSpent;
  if (tear == Tear::kNothing) return;
  // An erasure takes charge away: what had not settled will not settle as programmed behind it.
  if (erases) ++sector_erasures_[begin / geometry_.sector_size];
  if (erases && tear == Tear::kUnseen) {
    settling_.push_back({begin, Part(begin, to, Tear::kPrefix), 2,
                         sector_erasures_[begin / geometry_.sector_size]});
  }
  if (erases || tear != Tear::kUnseenUnit || half == 0) return Change(begin, to, tear, left);
  Change(begin, {to.begin(), to.begin() + half}, Tear::kWhole, Unit::kTouched);
  units_[(begin + half) / unit] = Unit::kSpent;
}

bool FlashSimulator::Erase(uint32_t sector) {
  if (power_->dead()) return false;
  if (sector >= geometry_.sector_count) return Fail("erases a sector that is not there");
  if (erase_forbidden_) return Fail("erases where it must not");
  ++erasures_;
  const std::vector<uint8_t> blank(geometry_.sector_size, 0xFF);
  if (power_->GoesNow()) {
    CutShort(Start(sector), blank, Unit::kSpent);
    return false;
  }
  ++sector_erasures_[sector];
  if (worn_[sector]) {
    Change(Start(sector), blank, Tear::kPrefix, Unit::kTouched);
    return true;  // without a word
  }
  Change(Start(sector), blank, Tear::kWhole, Unit::kErased);
  return true;
}

bool FlashSimulator::Program(uint32_t sector, uint32_t offset, ByteView bytes) {
  if (power_->dead()) return false;
  const uint32_t unit = geometry_.program_unit;
  if (sector >= geometry_.sector_count) return Fail("programs a sector that is not there");
  if (offset % unit != 0 || bytes.size % unit != 0) return Fail("programs a part of a unit");
  if (bytes.size == 0 || offset + bytes.size > geometry_.sector_size) {
    return Fail("programs beyond a sector");
  }
  const size_t begin = Start(sector) + offset;
  bool touched = worn_[sector];
  for (size_t i = 0; i < bytes.size; ++i) {
    const Unit state = units_[(begin + i) / unit];
    if (bytes_[begin + i] != 0xFF) return Fail("programs what is not erased");
    if (state == Unit::kProgrammed) return Fail("programs a unit twice");
    if (state == Unit::kSpent) return Fail("programs what the power left half done");
    touched = touched || state == Unit::kTouched;
  }
  const std::vector<uint8_t> to(bytes.begin(), bytes.end());
  if (power_->GoesNow()) {
    CutShort(begin, to, Unit::kTouched);
    return false;
  }
  // It looked erased, and hardware that keeps a code beside each unit knows that it is not.
  Change(begin, to, touched ? Tear::kMixed : Tear::kWhole,
         touched ? Unit::kTouched : Unit::kProgrammed);
  return !touched || worn_[sector];
}

bool FlashSimulator::Read(uint32_t sector, uint32_t offset, uint8_t* out, uint32_t size) const {
  if (power_->dead()) return false;
  if (sector >= geometry_.sector_count || offset + size > geometry_.sector_size) return false;
  std::memcpy(out, &bytes_[Start(sector) + offset], size);
  return true;
}

void FlashSimulator::Restart() {
  for (Settling& place : settling_) {
    if (place.starts == 0 || --place.starts > 0) continue;
    if (sector_erasures_[place.begin / geometry_.sector_size] != place.erasures) continue;
    std::memcpy(&bytes_[place.begin], place.bytes.data(), place.bytes.size());
  }
}

}  // namespace dialgate::testing
