// Semihosting: what firmware under a debugger or under QEMU asks of the machine that runs it (Arm,
// "Semihosting for AArch32 and AArch64"). Without a debugger each of these faults.
#ifndef DIALGATE_CORTEX_M_SEMIHOSTING_H
#define DIALGATE_CORTEX_M_SEMIHOSTING_H

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dialgate::semihosting {

// Writes to the standard output of the host.
void Write(std::string_view text);

// Writes decimal digits.
void Write(unsigned number);

// Reads a line of the host's standard input, without its line end, into `buffer`. False at the end
// of the input. Of a line that is longer, the rest is dropped and `*complete` is false.
bool ReadLine(char* buffer, size_t capacity, std::string_view* line, bool* complete);

// The command line of the run, words separated by spaces, the first of them the program's name (so
// QEMU has it), into `buffer`; empty if it does not fit.
std::string_view CommandLine(char* buffer, size_t capacity);

// A file of the host that is there, for reading and writing at any place. It is
// never closed, and what is not open fails.
class File {
 public:
  // `path` ends with a zero byte.
  bool Open(const char* path);
  // In bytes; -1: it cannot be told.
  int32_t Size() const;
  bool Read(uint32_t offset, uint8_t* out, size_t size) const;
  bool Write(uint32_t offset, const uint8_t* bytes, size_t size);

 private:
  bool Seek(uint32_t offset) const;
  intptr_t handle_ = -1;
};

// Ends the run; `code` is the exit code of the emulator.
[[noreturn]] void Exit(int code);

}  // namespace dialgate::semihosting

#endif
