// Where lines come from and go to: what a port replaces by its serial line or its host interface.
#ifndef DIALGATE_FIRMWARE_CONSOLE_H
#define DIALGATE_FIRMWARE_CONSOLE_H

#include <cstddef>
#include <string_view>

namespace firmware {

void Write(std::string_view text);

inline void WriteLine(std::string_view text, std::string_view more = {}) {
  Write(text);
  Write(more);
  Write("\n");
}

// The next line, without its end, in `buffer`; false at the end of the input. `*complete` is false
// for one that is longer than the buffer.
bool ReadLine(char* buffer, size_t capacity, std::string_view* line, bool* complete);

// The run's argument of that number, from 1, with a zero byte behind it, in `buffer`. False if
// there is none, or it does not fit. A device has none.
bool ReadArgument(unsigned number, char* buffer, size_t capacity);

}  // namespace firmware

#endif
