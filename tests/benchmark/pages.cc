#include "pages.h"

#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace dialgate::benchmarks {

Pages::Pages(size_t size, PageSize page_size) {
  constexpr size_t kHugePage = size_t{2} << 20;
  size_ = (size + kHugePage - 1) / kHugePage * kHugePage;
  void* memory = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    std::perror("decide_benchmark: no memory");
    std::exit(2);
  }
  madvise(memory, size_, page_size == PageSize::k2MiB ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
  data_ = static_cast<uint8_t*>(memory);
}

Pages& Pages::operator=(Pages&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

Pages::~Pages() {
  if (data_ != nullptr) munmap(data_, size_);
}

size_t HugeKilobytes() {
  std::ifstream memory("/proc/self/smaps_rollup");
  for (std::string word; memory >> word;) {
    size_t kilobytes;
    if (word == "AnonHugePages:" && memory >> kilobytes) return kilobytes;
  }
  return 0;
}

}  // namespace dialgate::benchmarks
