// Tables of words and numbers.
#ifndef DIALGATE_PLATFORM_REPORT_TABLE_H
#define DIALGATE_PLATFORM_REPORT_TABLE_H

#include <cstdint>
#include <string>
#include <vector>

#include "platform/report/markup.h"

namespace dialgate::report {

// A table of `rows`, whose first cell heads its row; numbers are those of columns from `numbers`
// on.
void WriteTable(const std::vector<std::string>& columns,
                const std::vector<std::vector<std::string>>& rows, size_t numbers, Markup* page);

// What print does to a table that is folded away: it shows it, or, where the plot has the numbers
// in it, leaves it away.
enum class Print : uint8_t { kUnfolded, kLeftAway };

// The same, folded away under `summary`.
void WriteFoldedTable(const std::string& summary, const std::vector<std::string>& columns,
                      const std::vector<std::vector<std::string>>& rows, size_t numbers,
                      Markup* page, Print print = Print::kUnfolded);

}  // namespace dialgate::report

#endif
