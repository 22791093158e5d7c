// One Protobuf message, read strictly: the encoding that Protobuf itself would write, and no other.
#ifndef DIALGATE_WIRE_H
#define DIALGATE_WIRE_H

#include <cstdint>
#include <string_view>

#include "dialgate/bytes.h"
#include "dialgate/field_list.h"

namespace dialgate {

enum class WireError : uint8_t {
  kNone = 0,
  kTruncated = 1,   // the message ends before it is complete
  kMalformed = 2,   // not the one encoding: order, duplicate, unknown field, explicit default
  kOutOfRange = 3,  // the value of a field is not one that may stand there
};

// Ask for the fields in ascending order, each once; a field that is absent reads as its default (0,
// or empty). The first error sticks, and every read after it gives the default. Whatever was not
// asked for is still unread at the end, so that an unknown field, a duplicate and a wrong order are
// all `!AtEnd()`.
//
// Bounds are inclusive, and for texts, bytes and messages they bound the size. A lower bound above
// the default makes the field one that must be there.
class WireReader {
 public:
  explicit WireReader(ByteView message) : at_(message.begin()), end_(message.end()) {}

  uint32_t Number(unsigned field, uint32_t min, uint32_t max);
  uint64_t Number64(unsigned field, uint64_t min, uint64_t max);
  int32_t Signed(unsigned field, int32_t min, int32_t max);  // sint32: zigzag
  bool Flag(unsigned field) { return Number(field, 0, 1) != 0; }

  // A packed list of small numbers, 1 to `max` (at most 15), ascending: bit n is number n.
  uint16_t Words(unsigned field, unsigned max);

  ByteView Bytes(unsigned field, uint32_t min, uint32_t max);
  std::string_view Text(unsigned field, uint32_t min, uint32_t max);      // printable ASCII
  std::string_view Numerals(unsigned field, uint32_t min, uint32_t max);  // decimal digits

  // A fixed64; absent is 0.
  uint64_t Fixed64(unsigned field);

  // An `optional bytes` field of up to `max` zero bytes, which must be there even when it is empty.
  void Zeros(unsigned field, uint32_t max);

  // All occurrences of a field of texts, bytes or messages: at most `max_count`, 1 to
  // FieldList::kMaxItemSize bytes each.
  FieldList Repeated(unsigned field, unsigned max_count);

  // The payload of a packed field of elements of `size` bytes, at most `max_count` of them.
  ByteView Packed(unsigned field, uint32_t size, uint32_t max_count);

  // Where the next byte stands that was not read.
  const uint8_t* position() const { return at_; }

  void Fail(WireError error) {
    if (error_ == WireError::kNone) error_ = error;
    end_ = at_;
  }
  // What must be there is not: the message ends before it, or something else stands in its place.
  void FailAbsent();
  // Passes on what a check of something inside this message found.
  void Check(WireError error) {
    if (error != WireError::kNone) Fail(error);
  }
  WireError error() const { return error_; }
  bool AtEnd() const { return at_ == end_; }

  // The error, or kMalformed if anything is unread.
  WireError Finish() {
    if (!AtEnd()) Fail(WireError::kMalformed);
    return error_;
  }

 private:
  enum WireType : unsigned { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2 };

  bool TakeTag(unsigned field, WireType type);
  bool TakeLongTag(unsigned tag);
  uint64_t TakeVarint();
  uint64_t TakeLongVarint();
  ByteView TakeBytes();

  const uint8_t* at_;
  const uint8_t* end_;
  WireError error_ = WireError::kNone;
};

// How many bytes the tag of `field` takes.
constexpr uint8_t TagSize(unsigned field) { return field < 16 ? 1 : 2; }

// Whether every character is one from `first` to `last`.
bool IsWithin(std::string_view text, char first, char last);
bool IsPrintable(std::string_view text);
bool IsNumerals(std::string_view text);

}  // namespace dialgate

#endif
