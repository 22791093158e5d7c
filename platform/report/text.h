// Numbers, times and reasons as the page says them.
#ifndef DIALGATE_PLATFORM_REPORT_TEXT_H
#define DIALGATE_PLATFORM_REPORT_TEXT_H

#include <cstdint>
#include <string>
#include <string_view>

#include "dialgate/decision.h"
#include "dialgate/record.h"

namespace dialgate::report {

// `1,234,567`.
std::string Grouped(uint64_t number);

// `12.3 %`; `–` of nothing.
std::string Percent(uint64_t part, uint64_t whole);

// `1 call`, `2 calls`.
std::string Counted(uint64_t number, std::string_view one, std::string_view several);

// `2026-11-24 04:00:00 UTC` of UTC seconds since 1970.
std::string UtcText(int64_t utc);

// `2026-11-24` of days since 1970-01-01.
std::string DateText(int64_t day);

// `2 days 3 h`, `27 h 5 min`, `61 s`.
std::string DurationText(int64_t seconds);

// `outside hours`: the word as people write it.
std::string Spaced(std::string_view word);

// One sentence: why a call gets this answer.
std::string_view Sentence(Reason reason);

// One sentence: how a log, or a gate on it, began.
std::string_view Sentence(StartKind kind);

}  // namespace dialgate::report

#endif
