// The machine's flash, beside the console all that the gate's firmware needs of it.
#ifndef DIALGATE_FIRMWARE_BOARD_H
#define DIALGATE_FIRMWARE_BOARD_H

#include "dialgate/flash_log.h"
#include "kept_flash.h"

namespace firmware {

// 64 KiB: the log, and behind it the two sectors of its seal.
constexpr dialgate::FlashGeometry kLogFlash{1024, 62, 4};
constexpr dialgate::FlashGeometry kSealFlash{1024, 2, 4};
constexpr uint32_t kLogBytes = kLogFlash.sector_size * kLogFlash.sector_count;
constexpr uint32_t kImageBytes = kLogBytes + kSealFlash.sector_size * kSealFlash.sector_count;

// A sector holds two of the longest entries: four for the drop, three with the receipt, eight in
// reserve and two of a decision need nine.
inline dialgate::FlashLogConfig LogConfig(uint64_t log) {
  dialgate::FlashLogConfig config;
  config.log = log;
  config.ahead = 9;
  return config;
}

// The chips, or where there are none memory in their place: a file for each machine.
dialgate::Flash& LogChip();
dialgate::Flash& SealChip();

// A machine under QEMU, or this one, whose flash lasts in an image. A device has its chips instead.
class Board {
 public:
  // Takes the run's arguments: the image, and where it is to lose its power the number of the
  // operation on flash in which. False: there is no such image.
  bool PowerOn();

  dialgate::Flash& log() { return log_; }
  dialgate::Flash& seal() { return seal_; }

 private:
  Power power_;
  KeptFlash log_{LogChip(), 0, &power_};
  KeptFlash seal_{SealChip(), kLogBytes, &power_};
};

}  // namespace firmware

#endif
