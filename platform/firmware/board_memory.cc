// A machine without flash that it can write: QEMU's `mps2-an386`, and Linux.
#include "board.h"
#include "ram_flash.h"

namespace firmware {
namespace {

uint8_t memory[kImageBytes];
RamFlash log_chip(memory, kLogFlash);
RamFlash seal_chip(memory + kLogBytes, kSealFlash);

}  // namespace

dialgate::Flash& LogChip() { return log_chip; }
dialgate::Flash& SealChip() { return seal_chip; }

}  // namespace firmware
