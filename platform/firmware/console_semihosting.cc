#include "console.h"

#include <algorithm>

#include "dialgate/cortex_m/semihosting.h"

namespace firmware {

void Write(std::string_view text) { dialgate::semihosting::Write(text); }

bool ReadLine(char* buffer, size_t capacity, std::string_view* line, bool* complete) {
  return dialgate::semihosting::ReadLine(buffer, capacity, line, complete);
}

bool ReadArgument(unsigned number, char* buffer, size_t capacity) {
  char line[512];
  std::string_view words = dialgate::semihosting::CommandLine(line, sizeof line);
  for (; number > 0 && !words.empty(); --number) {
    const size_t end = words.find(' ');
    words.remove_prefix(end == words.npos ? words.size() : end + 1);
  }
  words = {words.data(), std::min(words.size(), words.find(' '))};
  if (words.empty() || words.size() >= capacity) return false;
  *std::copy(words.begin(), words.end(), buffer) = '\0';
  return true;
}

}  // namespace firmware
