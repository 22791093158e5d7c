#include "platform/report/table.h"

namespace dialgate::report {

void WriteTable(const std::vector<std::string>& columns,
                const std::vector<std::vector<std::string>>& rows, size_t numbers, Markup* page) {
  const auto style = [numbers](size_t column) {
    return std::string(column >= numbers ? "number" : "words");
  };
  page->Open("div", {{"class", "table"}}).Open("table").Open("thead").Open("tr");
  for (size_t i = 0; i < columns.size(); ++i) {
    page->Leaf("th", columns[i], {{"scope", "col"}, {"class", style(i)}});
  }
  page->Close().Close().Open("tbody");
  for (const std::vector<std::string>& row : rows) {
    page->Open("tr");
    page->Leaf("th", row[0], {{"scope", "row"}, {"class", style(0)}});
    for (size_t i = 1; i < row.size(); ++i) page->Leaf("td", row[i], {{"class", style(i)}});
    page->Close();
  }
  page->Close().Close().Close();
}

void WriteFoldedTable(const std::string& summary, const std::vector<std::string>& columns,
                      const std::vector<std::vector<std::string>>& rows, size_t numbers,
                      Markup* page, Print print) {
  page->Open("details", {{"class", print == Print::kLeftAway ? "repeats" : "unfolds"}})
      .Leaf("summary", summary);
  WriteTable(columns, rows, numbers, page);
  page->Close();
}

}  // namespace dialgate::report
