#include "wire.h"

namespace dialgate {
namespace {

std::string_view AsText(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data), bytes.size};
}

}  // namespace

bool IsPrintable(std::string_view text) {
  for (char c : text) {
    if (c < ' ' || c > '~') return false;
  }
  return true;
}

bool IsNumerals(std::string_view text) {
  for (char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

// A tag that is encoded otherwise than in the fewest bytes does not match, and is left unread.
inline bool WireReader::TakeTag(unsigned field, WireType type) {
  const unsigned tag = field << 3 | type;
  const unsigned size = TagSize(field);
  if (rest_.empty() || rest_.data[0] != (size == 1 ? tag : (tag & 0x7F) | 0x80)) return false;
  if (rest_.size < size) {
    Fail(WireError::kTruncated);
    return false;
  }
  if (size == 2 && rest_.data[1] != tag >> 7) return false;
  rest_.remove_prefix(size);
  return true;
}

inline uint64_t WireReader::TakeVarint() {
  if (!rest_.empty() && rest_.data[0] < 0x80) {  // nearly all of them, and no 64-bit shift
    const uint8_t value = rest_.data[0];
    rest_.remove_prefix(1);
    return value;
  }
  return TakeLongVarint();
}

uint64_t WireReader::TakeLongVarint() {
  uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (rest_.empty()) {
      Fail(WireError::kTruncated);
      return 0;
    }
    const uint8_t byte = rest_.data[0];
    rest_.remove_prefix(1);
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) {
      const bool minimal = byte != 0;
      const bool fits = shift < 63 || byte == 1;
      if (minimal && fits) return value;
      break;
    }
  }
  Fail(WireError::kMalformed);
  return 0;
}

inline ByteView WireReader::TakeBytes() {
  const uint64_t size = TakeVarint();
  if (size > rest_.size) {
    Fail(WireError::kTruncated);
    return {};
  }
  const ByteView bytes{rest_.data, static_cast<size_t>(size)};
  rest_.remove_prefix(bytes.size);
  return bytes;
}

uint64_t WireReader::Number64(unsigned field, uint64_t min, uint64_t max) {
  if (!TakeTag(field, kVarint)) {
    if (min != 0) FailAbsent();
    return 0;
  }
  const uint64_t value = TakeVarint();
  if (value == 0) Fail(WireError::kMalformed);  // a default is not written
  if (value < min || value > max) Fail(WireError::kOutOfRange);
  return error_ == WireError::kNone ? value : 0;
}

uint32_t WireReader::Number(unsigned field, uint32_t min, uint32_t max) {
  return static_cast<uint32_t>(Number64(field, min, max));
}

int32_t WireReader::Signed(unsigned field, int32_t min, int32_t max) {
  const uint32_t zigzag = Number(field, 0, UINT32_MAX);
  const auto value = static_cast<int32_t>((zigzag >> 1) ^ (0u - (zigzag & 1)));
  if (value < min || value > max) {
    Fail(WireError::kOutOfRange);
    return 0;
  }
  return value;
}

uint16_t WireReader::Words(unsigned field, unsigned max) {
  unsigned bits = 0;
  for (uint8_t word : Bytes(field, 0, 15)) {
    if (word == 0 || word > max || bits >> word != 0) {
      Fail(WireError::kOutOfRange);
      return 0;
    }
    bits |= 1u << word;
  }
  return static_cast<uint16_t>(bits);
}

ByteView WireReader::Bytes(unsigned field, uint32_t min, uint32_t max) {
  if (!TakeTag(field, kLengthDelimited)) {
    if (min != 0) FailAbsent();
    return {};
  }
  const ByteView bytes = TakeBytes();
  if (bytes.empty()) Fail(WireError::kMalformed);  // a default is not written
  if (bytes.size < min || bytes.size > max) Fail(WireError::kOutOfRange);
  return error_ == WireError::kNone ? bytes : ByteView{};
}

std::string_view WireReader::Text(unsigned field, uint32_t min, uint32_t max) {
  const std::string_view text = AsText(Bytes(field, min, max));
  if (!IsPrintable(text)) Fail(WireError::kOutOfRange);
  return text;
}

std::string_view WireReader::Numerals(unsigned field, uint32_t min, uint32_t max) {
  const std::string_view text = AsText(Bytes(field, min, max));
  if (!IsNumerals(text)) Fail(WireError::kOutOfRange);
  return text;
}

uint64_t WireReader::Fixed64(unsigned field) {
  if (!TakeTag(field, kFixed64)) return 0;
  uint64_t value = 0;
  if (rest_.size < sizeof value) {
    Fail(WireError::kTruncated);
    return 0;
  }
  for (unsigned i = 0; i < sizeof value; ++i) value |= uint64_t{rest_.data[i]} << 8 * i;
  rest_.remove_prefix(sizeof value);
  if (value == 0) Fail(WireError::kMalformed);  // a default is not written
  return value;
}

void WireReader::Zeros(unsigned field, uint32_t max) {
  if (!TakeTag(field, kLengthDelimited)) return FailAbsent();
  const ByteView bytes = TakeBytes();
  if (bytes.size > max) Fail(WireError::kMalformed);
  uint8_t bits = 0;
  for (uint8_t byte : bytes) bits |= byte;
  if (bits != 0) Fail(WireError::kMalformed);
}

FieldList WireReader::Repeated(unsigned field, unsigned max_count) {
  FieldList list;
  list.tag_size = TagSize(field);
  list.rest = {rest_.data, 0};
  while (TakeTag(field, kLengthDelimited)) {
    const ByteView item = TakeBytes();
    if (error_ != WireError::kNone) return {};
    if (item.empty() || item.size > FieldList::kMaxItemSize || list.count == max_count) {
      Fail(WireError::kOutOfRange);
      return {};
    }
    ++list.count;
  }
  list.rest.size = static_cast<size_t>(rest_.data - list.rest.data);
  return list;
}

ByteView WireReader::Packed(unsigned field, uint32_t size, uint32_t max_count) {
  if (!TakeTag(field, kLengthDelimited)) return {};
  const ByteView payload = TakeBytes();
  if (payload.empty() || payload.size % size != 0) Fail(WireError::kMalformed);
  if (payload.size / size > max_count) Fail(WireError::kOutOfRange);
  return error_ == WireError::kNone ? payload : ByteView{};
}

}  // namespace dialgate
