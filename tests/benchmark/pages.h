// Memory on pages of a known size, which decide what an access costs as much as caches do.
#ifndef DIALGATE_TESTS_BENCHMARK_PAGES_H
#define DIALGATE_TESTS_BENCHMARK_PAGES_H

#include <cstddef>
#include <cstdint>
#include <utility>

namespace dialgate::benchmarks {

enum class PageSize { k4KiB, k2MiB };

// Zeroed bytes that begin at a page. Pages of 2 MiB are asked for with madvise; the kernel may have
// none, which HugeKilobytes tells.
class Pages {
 public:
  Pages() = default;  // none
  Pages(size_t size, PageSize page_size);
  Pages(Pages&& other) noexcept { *this = std::move(other); }
  Pages& operator=(Pages&& other) noexcept;
  ~Pages();

  uint8_t* data() { return data_; }
  const uint8_t* data() const { return data_; }

 private:
  uint8_t* data_ = nullptr;
  size_t size_ = 0;
};

// How much of this process stands on pages of 2 MiB.
size_t HugeKilobytes();

}  // namespace dialgate::benchmarks

#endif
