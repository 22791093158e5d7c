#include "platform/command/console.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

namespace dialgate::command {

// What is held cannot be written to, so that nobody takes it for a reader.
void HoldStreams() {
  int file;
  do {
    file = open("/dev/null", O_RDONLY);
  } while (file >= 0 && file <= STDERR_FILENO);
  if (file >= 0) close(file);
}

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
  const std::string whole = std::string(line) + "\n";  // in one piece: others write there, too
  std::fwrite(whole.data(), 1, whole.size(), stderr);
}

void Print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

bool IsDelivered() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

int Finish(int status) {
  if (IsDelivered() || status == kCouldNot) return status;  // of which one line was said
  return Fail("standard output cannot be written: is the disk full, or its reader gone?");
}

std::string Grouped(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t place = digits.size(); place > 3;) digits.insert(place -= 3, ",");
  return digits;
}

}  // namespace dialgate::command
