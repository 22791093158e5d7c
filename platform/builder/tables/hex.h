// Bytes for people.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_HEX_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_HEX_H

#include <sodium.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dialgate::builder {

inline std::string Hex(const uint8_t* bytes, size_t size) {
  std::string text(2 * size + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();
  return text;
}

template <size_t kSize>
std::string Hex(const std::array<uint8_t, kSize>& bytes) {
  return Hex(bytes.data(), kSize);
}

inline std::string Hex(std::string_view bytes) {
  return Hex(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace dialgate::builder

#endif
