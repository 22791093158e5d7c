#include "dialgate/cortex_m/semihosting.h"

#include <cstdint>

namespace dialgate::semihosting {
namespace {

enum Operation : uintptr_t {
  kOpen = 0x01,
  kWrite = 0x05,
  kRead = 0x06,
  kExitExtended = 0x20,
};

intptr_t Ask(Operation operation, const void* argument) {
  register uintptr_t r0 asm("r0") = operation;
  register const void* r1 asm("r1") = argument;
  asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return static_cast<intptr_t>(r0);
}

// The console, as the host's standard input or output.
enum OpenMode : uintptr_t { kForReading = 0, kForWriting = 4 };
uintptr_t OpenConsole(OpenMode mode) {
  static constexpr char kConsole[] = ":tt";
  const uintptr_t arguments[] = {reinterpret_cast<uintptr_t>(kConsole), mode, sizeof kConsole - 1};
  return static_cast<uintptr_t>(Ask(kOpen, arguments));
}

bool ReadByte(uintptr_t console, char* c) {
  const uintptr_t arguments[] = {console, reinterpret_cast<uintptr_t>(c), 1};
  return Ask(kRead, arguments) == 0;  // it answers how many bytes were not read
}

}  // namespace

void Write(std::string_view text) {
  const uintptr_t arguments[] = {OpenConsole(kForWriting), reinterpret_cast<uintptr_t>(text.data()),
                                 text.size()};
  Ask(kWrite, arguments);
}

void Write(unsigned number) {
  char digits[10];
  size_t first = sizeof digits;
  do {
    digits[--first] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number != 0);
  Write({digits + first, sizeof digits - first});
}

bool ReadLine(char* buffer, size_t capacity, std::string_view* line, bool* complete) {
  const uintptr_t console = OpenConsole(kForReading);
  size_t size = 0;
  *complete = true;
  bool any = false;
  for (char c; ReadByte(console, &c) && c != '\n'; any = true) {
    if (size == capacity) {
      *complete = false;
    } else {
      buffer[size++] = c;
    }
  }
  *line = {buffer, size};
  return any;
}

void Exit(int code) {
  constexpr uintptr_t kApplicationExit = 0x20026;
  const uintptr_t arguments[] = {kApplicationExit, static_cast<uintptr_t>(code)};
  for (;;) Ask(kExitExtended, arguments);
}

}  // namespace dialgate::semihosting
