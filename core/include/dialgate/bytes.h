// A view of bytes that someone else owns.
#ifndef DIALGATE_BYTES_H
#define DIALGATE_BYTES_H

#include <cstddef>
#include <cstdint>

namespace dialgate {

// Nothing is copied: what it points to must outlive it.
struct ByteView {
  const uint8_t* data = nullptr;
  size_t size = 0;

  constexpr const uint8_t* begin() const { return data; }
  constexpr const uint8_t* end() const { return data + size; }
  constexpr bool empty() const { return size == 0; }

  // Precondition: count <= size.
  void remove_prefix(size_t count) {
    data += count;
    size -= count;
  }
};

}  // namespace dialgate

#endif
