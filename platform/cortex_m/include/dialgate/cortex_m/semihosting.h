// Semihosting: what firmware under a debugger or under QEMU asks of the machine that runs it (Arm,
// "Semihosting for AArch32 and AArch64"). Without a debugger each of these faults.
#ifndef DIALGATE_CORTEX_M_SEMIHOSTING_H
#define DIALGATE_CORTEX_M_SEMIHOSTING_H

#include <cstddef>
#include <string_view>

namespace dialgate::semihosting {

// Writes to the standard output of the host.
void Write(std::string_view text);

// Writes decimal digits.
void Write(unsigned number);

// Reads a line of the host's standard input, without its line end, into `buffer`. False at the end
// of the input. Of a line that is longer, the rest is dropped and `*complete` is false.
bool ReadLine(char* buffer, size_t capacity, std::string_view* line, bool* complete);

// Ends the run; `code` is the exit code of the emulator.
[[noreturn]] void Exit(int code);

}  // namespace dialgate::semihosting

#endif
