#include "platform/command/console.h"

#include <cstdio>

namespace dialgate::command {

int Fail(std::string_view message) {
  std::fflush(stdout);  // answers before it stand
  std::string line(message);
  for (char& c : line) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  Note("dialgate: " + line);
  return kCouldNot;
}

void Note(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fputc('\n', stderr);
}

void Print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

int Finish(int status) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return status;
  return Fail("standard output cannot be written: is the disk full, or its reader gone?");
}

std::string Grouped(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t place = digits.size(); place > 3;) digits.insert(place -= 3, ",");
  return digits;
}

}  // namespace dialgate::command
