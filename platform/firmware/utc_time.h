// UTC seconds since 1970 to and from RFC 3339 text of whole seconds, years 1970 to 2105.
#ifndef DIALGATE_FIRMWARE_UTC_TIME_H
#define DIALGATE_FIRMWARE_UTC_TIME_H

#include <cstdint>
#include <string_view>

namespace firmware {

class Answer;

// `2026-11-16T03:00:00Z`. False for any other text.
bool ReadUtcTime(std::string_view text, int64_t* seconds);
void AppendUtcTime(int64_t seconds, Answer* answer);

}  // namespace firmware

#endif
