#include "platform/builder/tables/excluded.h"

#include <csv.h>

#include <string>
#include <string_view>

namespace dialgate::builder {
namespace {

// A cell; in quotes where it must be.
void AppendCell(std::string_view text, std::string* line) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    line->append(text);
    return;
  }
  const size_t begin = line->size();
  line->resize(begin + 2 * text.size() + 2);
  line->resize(begin + csv_write(&(*line)[begin], line->size() - begin, text.data(), text.size()));
}

}  // namespace

void WriteExcluded(const Chunked<ContactRow>& rows, const Accounts& accounts, OutputFile* file) {
  file->Write("line,account,reason\n");
  std::string line;
  for (size_t i = 0; i < rows.size(); ++i) {
    const ContactRow& row = rows[i];
    if (row.StandingOf() != Standing::kLeftOut) continue;
    line = std::to_string(row.line) + ",";
    AppendCell(accounts.Id(row.account), &line);
    line.append(",").append(Name(row.ExclusionOf())).append("\n");
    file->Write(line);
  }
}

}  // namespace dialgate::builder
