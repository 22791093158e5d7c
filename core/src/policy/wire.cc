#include "policy/wire.h"

#include <cstring>

#include "little_endian.h"

namespace dialgate {
namespace {

std::string_view AsText(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data), bytes.size};
}

}  // namespace

bool IsWithin(std::string_view text, char first, char last) {
  const auto span = static_cast<uint8_t>(last - first);
  for (char c : text) {
    if (static_cast<uint8_t>(c - first) > span) return false;
  }
  return true;
}

bool IsPrintable(std::string_view text) { return IsWithin(text, ' ', '~'); }
bool IsNumerals(std::string_view text) { return IsWithin(text, '0', '9'); }

void WireReader::FailAbsent() { Fail(AtEnd() ? WireError::kTruncated : WireError::kMalformed); }

// A tag that is encoded otherwise than in the fewest bytes does not match, and is left unread.
inline bool WireReader::TakeTag(unsigned field, WireType type) {
  const unsigned tag = field << 3 | type;
  if (TagSize(field) > 1) return TakeLongTag(tag);
  if (AtEnd() || *at_ != tag) return false;
  ++at_;
  return true;
}

bool WireReader::TakeLongTag(unsigned tag) {
  if (AtEnd() || *at_ != ((tag & 0x7F) | 0x80)) return false;
  if (end_ - at_ < 2) {
    Fail(WireError::kTruncated);
    return false;
  }
  if (at_[1] != tag >> 7) return false;
  at_ += 2;
  return true;
}

inline uint64_t WireReader::TakeVarint() {
  if (!AtEnd() && *at_ < 0x80) return *at_++;  // nearly all of them, and no 64-bit shift
  return TakeLongVarint();
}

uint64_t WireReader::TakeLongVarint() {
  uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (AtEnd()) {
      Fail(WireError::kTruncated);
      return 0;
    }
    const uint8_t byte = *at_++;
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
  if (size > static_cast<size_t>(end_ - at_)) {
    Fail(WireError::kTruncated);
    return {};
  }
  const uint8_t* const start = at_;
  at_ += size;
  return {start, static_cast<size_t>(size)};
}

uint64_t WireReader::Number64(unsigned field, uint64_t min, uint64_t max) {
  if (!TakeTag(field, kVarint)) {
    if (min != 0) FailAbsent();
    return 0;
  }
  const uint64_t value = TakeVarint();
  if (value != 0 && value >= min && value <= max) return value;
  Fail(value == 0 ? WireError::kMalformed : WireError::kOutOfRange);  // a default is not written
  return 0;
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
  if (!bytes.empty() && bytes.size >= min && bytes.size <= max) return bytes;
  Fail(bytes.empty() ? WireError::kMalformed : WireError::kOutOfRange);  // a default is not written
  return {};
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
  if (static_cast<size_t>(end_ - at_) < sizeof(uint64_t)) {
    Fail(WireError::kTruncated);
    return 0;
  }
  const auto value = LoadWord<uint64_t>(at_);
  at_ += sizeof value;
  if (value == 0) Fail(WireError::kMalformed);  // a default is not written
  return value;
}

void WireReader::Zeros(unsigned field, uint32_t max) {
  if (!TakeTag(field, kLengthDelimited)) return FailAbsent();
  const ByteView bytes = TakeBytes();
  if (bytes.empty()) return;
  const bool alike = std::memcmp(bytes.data, bytes.data + 1, bytes.size - 1) == 0;
  if (bytes.size > max || *bytes.data != 0 || !alike) Fail(WireError::kMalformed);
}

FieldList WireReader::Repeated(unsigned field, unsigned max_count) {
  const uint8_t* const start = at_;
  uint8_t count = 0;
  while (TakeTag(field, kLengthDelimited)) {
    const ByteView item = TakeBytes();
    if (item.empty() || item.size > FieldList::kMaxItemSize || count == max_count) {
      Fail(WireError::kOutOfRange);
      return {};
    }
    ++count;
  }
  return {start, at_, TagSize(field), count};
}

ByteView WireReader::Packed(unsigned field, uint32_t size, uint32_t max_count) {
  if (!TakeTag(field, kLengthDelimited)) return {};
  const ByteView payload = TakeBytes();
  const bool whole = !payload.empty() && payload.size % size == 0;
  if (whole && payload.size / size <= max_count) return payload;
  Fail(whole ? WireError::kOutOfRange : WireError::kMalformed);
  return {};
}

}  // namespace dialgate
