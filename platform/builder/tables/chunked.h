// A list that grows without ever moving what is in it, so that its memory never doubles for a
// moment.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_CHUNKED_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_CHUNKED_H

#include <cstddef>
#include <memory>
#include <vector>

namespace dialgate::builder {

template <typename Item>
class Chunked {
 public:
  size_t size() const { return size_; }

  Item& operator[](size_t i) { return chunks_[i / kChunk][i % kChunk]; }
  const Item& operator[](size_t i) const { return chunks_[i / kChunk][i % kChunk]; }

  void push_back(const Item& item) {
    if (size_ % kChunk == 0) chunks_.emplace_back(new Item[kChunk]);
    (*this)[size_++] = item;
  }

 private:
  static constexpr size_t kChunk = 1 << 14;

  std::vector<std::unique_ptr<Item[]>> chunks_;
  size_t size_ = 0;
};

}  // namespace dialgate::builder

#endif
