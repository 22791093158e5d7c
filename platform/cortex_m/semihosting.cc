#include "dialgate/cortex_m/semihosting.h"

#include <cstdint>
#include <cstring>

namespace dialgate::semihosting {
namespace {

enum Operation : uintptr_t {
  kOpen = 0x01,
  kWrite = 0x05,
  kRead = 0x06,
  kSeek = 0x0A,
  kLength = 0x0C,
  kCommandLine = 0x15,
  kExitExtended = 0x20,
};

// Some answer in their arguments.
intptr_t Ask(Operation operation, const void* argument) {
  register uintptr_t r0 asm("r0") = operation;
  register const void* r1 asm("r1") = argument;
  asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return static_cast<intptr_t>(r0);
}

// Of fopen: "r", "r+b" and "w". The console is the host's standard input or output.
enum OpenMode : uintptr_t { kForReading = 0, kForBoth = 3, kForWriting = 4 };
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

std::string_view CommandLine(char* buffer, size_t capacity) {
  uintptr_t arguments[] = {reinterpret_cast<uintptr_t>(buffer), capacity};
  if (Ask(kCommandLine, arguments) != 0) return {};
  return {buffer, static_cast<size_t>(arguments[1])};
}

bool File::Open(const char* path) {
  const uintptr_t arguments[] = {reinterpret_cast<uintptr_t>(path), kForBoth, std::strlen(path)};
  handle_ = Ask(kOpen, arguments);
  return handle_ != -1;
}

int32_t File::Size() const {
  const uintptr_t arguments[] = {static_cast<uintptr_t>(handle_)};
  return handle_ == -1 ? -1 : Ask(kLength, arguments);
}

bool File::Seek(uint32_t offset) const {
  const uintptr_t arguments[] = {static_cast<uintptr_t>(handle_), offset};
  return handle_ != -1 && Ask(kSeek, arguments) == 0;
}

bool File::Read(uint32_t offset, uint8_t* out, size_t size) const {
  const uintptr_t arguments[] = {static_cast<uintptr_t>(handle_), reinterpret_cast<uintptr_t>(out),
                                 size};
  return Seek(offset) && Ask(kRead, arguments) == 0;
}

bool File::Write(uint32_t offset, const uint8_t* bytes, size_t size) {
  const uintptr_t arguments[] = {static_cast<uintptr_t>(handle_),
                                 reinterpret_cast<uintptr_t>(bytes), size};
  return Seek(offset) && Ask(kWrite, arguments) == 0;
}

void Exit(int code) {
  constexpr uintptr_t kApplicationExit = 0x20026;
  const uintptr_t arguments[] = {kApplicationExit, static_cast<uintptr_t>(code)};
  for (;;) Ask(kExitExtended, arguments);
}

}  // namespace dialgate::semihosting
