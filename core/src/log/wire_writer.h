// One Protobuf message, written in the encoding that wire.h reads.
#ifndef DIALGATE_WIRE_WRITER_H
#define DIALGATE_WIRE_WRITER_H

#include <cstdint>
#include <cstring>
#include <string_view>

#include "dialgate/bytes.h"

namespace dialgate {

// Fields in ascending order; a default (0, or empty) is left out. What does not fit is cut off, and
// size() says how much it would have been: whoever gives too little room sees it.
class WireWriter {
 public:
  WireWriter(uint8_t* out, size_t capacity) : out_(out), capacity_(capacity) {}

  void Number(unsigned field, uint64_t value);
  void Signed(unsigned field, int32_t value) {  // sint32: zigzag
    Number(field, static_cast<uint32_t>(value) << 1 ^ static_cast<uint32_t>(value >> 31));
  }
  void Fixed64(unsigned field, uint64_t value);
  void Bytes(unsigned field, ByteView bytes);
  void Text(unsigned field, std::string_view text) {
    Bytes(field, {reinterpret_cast<const uint8_t*>(text.data()), text.size()});
  }
  size_t size() const { return size_; }

 private:
  void Put(uint8_t byte) {
    if (size_ < capacity_) out_[size_] = byte;
    ++size_;
  }
  void Varint(uint64_t value);

  uint8_t* out_;
  size_t capacity_;
  size_t size_ = 0;
};

}  // namespace dialgate

#endif
