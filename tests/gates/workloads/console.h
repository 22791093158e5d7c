// Where a program of the gates writes: on bare metal by semihosting, else on standard output.
#ifndef DIALGATE_TESTS_GATES_CONSOLE_H
#define DIALGATE_TESTS_GATES_CONSOLE_H

#include <string_view>

#ifdef __linux__
#include <unistd.h>
#else
#include "dialgate/cortex_m/semihosting.h"
#endif

namespace dialgate::gates {

inline void Print(std::string_view text) {
#ifdef __linux__
  while (!text.empty()) {
    const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<size_t>(written));
  }
#else
  semihosting::Write(text);
#endif
}

}  // namespace dialgate::gates

#endif
