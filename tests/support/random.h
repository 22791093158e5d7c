// Random numbers that are the same for the same seed on every machine and library.
#ifndef DIALGATE_TESTS_SUPPORT_RANDOM_H
#define DIALGATE_TESTS_SUPPORT_RANDOM_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace dialgate::testing {

// SplitMix64 (Steele, Lea and Flood 2014).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Word() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  // 0 to bound - 1. Precondition: bound is not 0.
  uint64_t Below(uint64_t bound) { return Word() % bound; }
  // Both ends included.
  int64_t Between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(Below(static_cast<uint64_t>(high - low) + 1));
  }
  bool OneIn(uint64_t n) { return Below(n) == 0; }
  bool Percent(unsigned percent) { return Below(100) < percent; }

  // Precondition: the list is not empty.
  template <typename List>
  auto Pick(const List& list) -> typename List::value_type {
    auto it = list.begin();
    std::advance(it, static_cast<std::ptrdiff_t>(Below(list.size())));
    return *it;
  }
  std::string Pick(std::initializer_list<const char*> list) {
    return *(list.begin() + Below(list.size()));
  }

  std::string Digits(size_t count) {
    std::string digits;
    while (digits.size() < count) digits += static_cast<char>('0' + Below(10));
    return digits;
  }

 private:
  uint64_t state_;
};

}  // namespace dialgate::testing

#endif
