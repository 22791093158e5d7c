// A list that grows without ever moving what is in it, so that its memory never doubles for a
// moment.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_CHUNKED_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_CHUNKED_H

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

namespace dialgate::builder {

template <typename Item>
class Chunked {
  static_assert(std::is_trivially_destructible_v<Item>);

 public:
  Chunked() = default;
  Chunked(const Chunked&) = delete;
  Chunked& operator=(const Chunked&) = delete;
  ~Chunked() { Clear(); }

  size_t size() const { return size_; }

  Item& operator[](size_t i) { return chunks_[i / kChunk][i % kChunk]; }
  const Item& operator[](size_t i) const { return chunks_[i / kChunk][i % kChunk]; }

  void push_back(const Item& item) {
    if (size_ % kChunk == 0) chunks_.push_back(std::allocator<Item>().allocate(kChunk));
    new (&(*this)[size_]) Item(item);
    ++size_;
  }

  void Clear() {
    for (Item* chunk : chunks_) std::allocator<Item>().deallocate(chunk, kChunk);
    chunks_.clear();
    size_ = 0;
  }

 private:
  // Large enough that malloc maps each chunk by itself: what is not used yet costs nothing, and
  // what is given back is given back to the system.
  static constexpr size_t kChunk = 1 << 21;
  static_assert(kChunk * sizeof(Item) > 32 * 1024 * 1024);

  std::vector<Item*> chunks_;
  size_t size_ = 0;
};

}  // namespace dialgate::builder

#endif
