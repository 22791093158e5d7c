// Tables of words and numbers.
#ifndef DIALGATE_PLATFORM_REPORT_TABLE_H
#define DIALGATE_PLATFORM_REPORT_TABLE_H

#include <string>
#include <vector>

#include "platform/report/markup.h"

namespace dialgate::report {

// A table of `rows`, whose first cell heads its row; numbers are those of columns from `numbers` on.
void WriteTable(const std::vector<std::string>& columns,
                const std::vector<std::vector<std::string>>& rows, size_t numbers, Markup* page);

// The same, folded away under `summary`; print unfolds it.
void WriteFoldedTable(const std::string& summary, const std::vector<std::string>& columns,
                      const std::vector<std::vector<std::string>>& rows, size_t numbers,
                      Markup* page);

}  // namespace dialgate::report

#endif
