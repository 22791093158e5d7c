#include "platform/builder/tables/utf8.h"

#include <string.h>

#include <cstdint>

namespace dialgate::builder {
namespace {

// What may follow a first byte: how many bytes in all, and between what the second one lies (RFC
// 3629, 4).
struct Sequence {
  unsigned size;
  unsigned char low;
  unsigned char high;
};

Sequence After(unsigned char first) {
  if (first < 0x80) return {1, 0, 0};
  if (first >= 0xC2 && first <= 0xDF) return {2, 0x80, 0xBF};
  if (first == 0xE0) return {3, 0xA0, 0xBF};
  if (first == 0xED) return {3, 0x80, 0x9F};
  if (first >= 0xE1 && first <= 0xEF) return {3, 0x80, 0xBF};
  if (first == 0xF0) return {4, 0x90, 0xBF};
  if (first >= 0xF1 && first <= 0xF3) return {4, 0x80, 0xBF};
  if (first == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

}  // namespace

bool IsPlainAscii(const unsigned char* data, size_t size) {
  constexpr uint64_t kHighBits = 0x8080808080808080u;
  uint64_t seen = 0;
  for (; size >= 8; data += 8, size -= 8) {
    uint64_t word;
    memcpy(&word, data, 8);
    // A byte without its high bit borrows from it exactly if the byte is zero.
    seen |= word | ~((word | kHighBits) - kHighBits / 0x80);
  }
  for (; size > 0; ++data, --size) seen |= *data == 0 ? 0x80u : *data;
  return (seen & kHighBits) == 0;
}

bool IsUtf8(std::string_view text) {
  while (!text.empty()) {
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
    const Sequence sequence = After(byte(0));
    if (sequence.size == 0 || text.size() < sequence.size) return false;
    if (sequence.size > 1 && (byte(1) < sequence.low || byte(1) > sequence.high)) return false;
    for (size_t i = 2; i < sequence.size; ++i) {
      if ((byte(i) & 0xC0) != 0x80) return false;
    }
    text.remove_prefix(sequence.size);
  }
  return true;
}

}  // namespace dialgate::builder
