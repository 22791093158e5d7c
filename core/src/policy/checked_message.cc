#include "policy/checked_message.h"

namespace dialgate {

uint32_t CheckedMessage::TakeRest(uint32_t value) {
  for (unsigned shift = 7;; shift += 7) {
    const uint32_t byte = *at_++;
    value |= (byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
}

uint32_t CheckedMessage::Number(unsigned field) { return Take(field << 3) ? TakeVarint() : 0; }

int32_t CheckedMessage::Signed(unsigned field) {
  const uint32_t zigzag = Number(field);
  return static_cast<int32_t>((zigzag >> 1) ^ (0u - (zigzag & 1)));
}

ByteView CheckedMessage::Bytes(unsigned field) {
  if (!Take(field << 3 | 2)) return {};
  const uint32_t size = TakeVarint();
  const ByteView bytes{at_, size};
  at_ += size;
  return bytes;
}

}  // namespace dialgate
