// A repeated Protobuf field where it stands: a list inside bytes that someone else owns.
#ifndef DIALGATE_FIELD_LIST_H
#define DIALGATE_FIELD_LIST_H

#include <cstdint>
#include <string_view>

#include "dialgate/bytes.h"

namespace dialgate {

// Each item is a tag of `tag_size` bytes, a length of one or two bytes, and that many bytes. The
// reader of the policy makes these lists and has checked them. Walking consumes the view, so walk a
// copy:
//
//   FieldList list = zones;
//   for (ByteView item; list.Next(&item);) ...
struct FieldList {
  static constexpr size_t kMaxItemSize = 16383;  // what a length of two bytes can say

  const uint8_t* at = nullptr;  // the next item
  const uint8_t* end = nullptr;
  uint8_t tag_size = 1;
  uint8_t count = 0;

  bool Next(ByteView* item) {
    if (at == end) return false;
    *item = TakeItem();
    return true;
  }

  // Precondition: at least `items` are left.
  void Skip(unsigned items) {
    for (; items > 0; --items) TakeItem();
  }

 protected:
  // This is the inside of every loop over a list, so it is inlined where -Os would not.
  [[gnu::always_inline]] ByteView TakeItem() {
    const uint8_t* item = at + tag_size;
    size_t size = *item++;
    if (size >= 0x80) size = (size & 0x7F) | static_cast<size_t>(*item++) << 7;
    at = item + size;
    return {item, size};
  }
};

// Items that are text.
struct TextList : FieldList {
  [[gnu::always_inline]] bool Next(std::string_view* text) {
    if (at == end) return false;
    const ByteView item = TakeItem();
    *text = {reinterpret_cast<const char*>(item.data), item.size};
    return true;
  }
};

}  // namespace dialgate

#endif
