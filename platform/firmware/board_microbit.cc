// QEMU's `microbit`: the nRF51's own flash, behind the program (platform/cortex_m/microbit.ld).
#include "board.h"
#include "dialgate/cortex_m/nrf51_flash.h"

extern "C" uint8_t __written_begin[];

namespace firmware {
namespace {

using dialgate::cortex_m::Nrf51Flash;
static_assert(kLogFlash.sector_size == Nrf51Flash::kPageSize);

const auto begin = reinterpret_cast<uintptr_t>(__written_begin);
Nrf51Flash log_chip(begin, kLogFlash.sector_count);
Nrf51Flash seal_chip(begin + kLogBytes, kSealFlash.sector_count);

}  // namespace

dialgate::Flash& LogChip() { return log_chip; }
dialgate::Flash& SealChip() { return seal_chip; }

}  // namespace firmware
