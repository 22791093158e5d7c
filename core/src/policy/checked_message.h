// A message that was checked when its policy was opened: read field by field, and not checked
// again.
#ifndef DIALGATE_CHECKED_MESSAGE_H
#define DIALGATE_CHECKED_MESSAGE_H

#include <cstdint>

#include "dialgate/bytes.h"

namespace dialgate {

// As WireReader: ask for the fields in ascending order, each as often as it is repeated; one that
// is absent reads as its default. For messages whose fields are all below 16 and whose numbers are
// at most 32 bits.
class CheckedMessage {
 public:
  explicit CheckedMessage(ByteView message) : at_(message.begin()), end_(message.end()) {}

  uint32_t Number(unsigned field);
  int32_t Signed(unsigned field);
  ByteView Bytes(unsigned field);

 private:
  [[gnu::always_inline]] bool Take(unsigned tag) {
    if (at_ == end_ || *at_ != tag) return false;
    ++at_;
    return true;
  }
  // Nearly all of them are one byte.
  [[gnu::always_inline]] uint32_t TakeVarint() {
    const uint32_t first = *at_++;
    return first < 0x80 ? first : TakeRest(first & 0x7F);
  }
  uint32_t TakeRest(uint32_t value);

  const uint8_t* at_;
  const uint8_t* end_;
};

}  // namespace dialgate

#endif
