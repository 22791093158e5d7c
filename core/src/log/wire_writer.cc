#include "log/wire_writer.h"

namespace dialgate {
namespace {

enum WireType : unsigned { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2 };

}  // namespace

void WireWriter::Varint(uint64_t value) {
  for (; value >= 0x80; value >>= 7) Put(static_cast<uint8_t>(value | 0x80));
  Put(static_cast<uint8_t>(value));
}

void WireWriter::Number(unsigned field, uint64_t value) {
  if (value == 0) return;
  Varint(field << 3 | kVarint);
  Varint(value);
}

void WireWriter::Fixed64(unsigned field, uint64_t value) {
  if (value == 0) return;
  Varint(field << 3 | kFixed64);
  for (unsigned i = 0; i < 8; ++i) Put(static_cast<uint8_t>(value >> 8 * i));
}

void WireWriter::Bytes(unsigned field, ByteView bytes) {
  if (bytes.empty()) return;
  Varint(field << 3 | kLengthDelimited);
  Varint(bytes.size);
  for (uint8_t byte : bytes) Put(byte);
}

}  // namespace dialgate
