// The fields of a message that was checked when its policy was opened: walked, and not checked
// again.
#ifndef DIALGATE_FIELDS_H
#define DIALGATE_FIELDS_H

#include <cstdint>

#include "dialgate/bytes.h"
#include "dialgate/field_list.h"

namespace dialgate {

// For messages whose fields are all below 16 and whose numbers are at most 32 bits.
class Fields {
 public:
  explicit Fields(ByteView message) : at_(message.begin()), end_(message.end()) {}

  // Steps to the next field; false behind the last.
  bool Next() {
    if (at_ == end_) return false;
    start_ = at_;
    const unsigned tag = *at_++;
    number = tag >> 3;
    value = *at_++;
    if (value >= 0x80) TakeRest();
    const bool length_delimited = (tag & 7) == 2;
    bytes = {at_, length_delimited ? value : 0};
    at_ += bytes.size;
    return true;
  }

  // A sint32.
  int32_t signed_value() const { return static_cast<int32_t>((value >> 1) ^ (0u - (value & 1))); }

  // A packed list of small numbers: bit n is number n.
  uint8_t words() const {
    unsigned bits = 0;
    for (uint8_t word : bytes) bits |= 1u << word;
    return static_cast<uint8_t>(bits);
  }

  // Makes this field an item of `list`, whose items stand one behind the other.
  void AppendTo(FieldList* list) const {
    if (list->count++ == 0) list->rest.data = start_;
    list->rest.size = static_cast<size_t>(at_ - list->rest.data);
  }

  unsigned number = 0;
  uint32_t value = 0;  // of a number, or the size of `bytes`
  ByteView bytes;      // of a text, a list or a message

 private:
  // The bytes of a varint behind the first, which is in `value`.
  void TakeRest() {
    value &= 0x7F;
    for (unsigned shift = 7;; shift += 7) {
      const uint32_t byte = *at_++;
      value |= (byte & 0x7F) << shift;
      if (byte < 0x80) return;
    }
  }

  const uint8_t* at_;
  const uint8_t* end_;
  const uint8_t* start_ = nullptr;
};

}  // namespace dialgate

#endif
