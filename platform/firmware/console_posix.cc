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

// As Linux has them: each ends with a zero byte, and argument 0 is the program.
bool ReadArgument(unsigned number, char* buffer, size_t capacity) {
  std::FILE* const file = std::fopen("/proc/self/cmdline", "r");
  if (file == nullptr) return false;
  size_t size = 0;
  for (int c; size < capacity && (c = std::getc(file)) != EOF;) {
    if (number == 0) buffer[size++] = static_cast<char>(c);
    if (c != '\0') continue;
    if (number-- == 0) break;
  }
  std::fclose(file);
  return size > 0 && buffer[size - 1] == '\0';
}

}  // namespace firmware
