// So that the same program runs on Linux, and its answers can be compared.
#include <cstdio>

#include "console.h"

namespace firmware {

void Write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

bool ReadLine(char* buffer, size_t capacity, std::string_view* line, bool* complete) {
  size_t size = 0;
  *complete = true;
  int c = std::getchar();
  if (c == EOF) return false;
  for (; c != EOF && c != '\n'; c = std::getchar()) {
    if (size == capacity) {
      *complete = false;
    } else {
      buffer[size++] = static_cast<char>(c);
    }
  }
  *line = {buffer, size};
  return true;
}

}  // namespace firmware
