// A fuzzer's bytes as values.
#ifndef DIALGATE_TESTS_FUZZ_INPUT_H
#define DIALGATE_TESTS_FUZZ_INPUT_H

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace dialgate::fuzz {

// At its end it gives zeros, and empty texts.
class Input {
 public:
  Input(const uint8_t* data, size_t size) : data_(data), size_(size) {}

  uint8_t Byte() {
    if (size_ == 0) return 0;
    --size_;
    return *data_++;
  }

  int64_t Word() {
    uint64_t word = 0;
    for (unsigned i = 0; i < 8; ++i) word = word << 8 | Byte();
    return static_cast<int64_t>(word);
  }

  // As many bytes as the first one says.
  std::string Text() {
    const size_t wanted = Byte();
    return Take(wanted < size_ ? wanted : size_);
  }

  std::string Rest() { return Take(size_); }

 private:
  std::string Take(size_t count) {
    const std::string text(reinterpret_cast<const char*>(data_), count);
    data_ += count;
    size_ -= count;
    return text;
  }

  const uint8_t* data_;
  size_t size_;
};

inline void Require(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "property does not hold: %s\n", what.c_str());
  std::abort();
}

}  // namespace dialgate::fuzz

#endif
