#include "pointer_chase.h"

#include <numeric>
#include <utility>
#include <vector>

#include "random.h"

namespace dialgate::benchmarks {

constexpr size_t kLine = 64;

PointerChase::PointerChase(size_t bytes, PageSize page_size)
    : pages_(bytes, page_size), at_(pages_.data()) {
  // One cycle through all: Sattolo 1986.
  std::vector<uint32_t> next(bytes / kLine);
  std::iota(next.begin(), next.end(), 0);
  testing::Random random(1);
  for (size_t i = next.size(); i-- > 1;) std::swap(next[i], next[random.Below(i)]);
  for (size_t i = 0; i < next.size(); ++i) {
    *reinterpret_cast<void**>(pages_.data() + i * kLine) = pages_.data() + next[i] * kLine;
  }
}

}  // namespace dialgate::benchmarks
