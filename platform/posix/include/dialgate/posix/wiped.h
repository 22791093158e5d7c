// Secrets that do not outlive their use.
#ifndef DIALGATE_POSIX_WIPED_H
#define DIALGATE_POSIX_WIPED_H

#include <cstddef>
#include <type_traits>

namespace dialgate::posix {

// Zeroes memory, also where the compiler sees that nobody reads it again.
void Wipe(void* data, size_t size);

// A secret. Moved, never copied; whatever held it is zeroed when it goes.
template <typename Value>
class Wiped {
  static_assert(std::is_trivially_copyable_v<Value>);

 public:
  Wiped() = default;
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
  Wiped(Wiped&& other) noexcept : value(other.value) { Wipe(&other.value, sizeof other.value); }
  Wiped& operator=(Wiped&& other) noexcept {
    if (this != &other) {
      value = other.value;
      Wipe(&other.value, sizeof other.value);
    }
    return *this;
  }
  ~Wiped() { Wipe(&value, sizeof value); }

  Value value = {};
};

}  // namespace dialgate::posix

#endif
