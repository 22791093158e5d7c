#include "console.h"
#include "dialgate/cortex_m/semihosting.h"

namespace firmware {

void Write(std::string_view text) { dialgate::semihosting::Write(text); }

bool ReadLine(char* buffer, size_t capacity, std::string_view* line, bool* complete) {
  return dialgate::semihosting::ReadLine(buffer, capacity, line, complete);
}

}  // namespace firmware
