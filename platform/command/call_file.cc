#include "platform/command/call_file.h"

#include "platform/builder/rules/civil_text.h"
#include "platform/builder/tables/csv_reader.h"
#include "platform/builder/tables/problem_text.h"
#include "platform/command/call_words.h"

namespace dialgate::command {
namespace {

// In this order the columns are asked for. An outcome is what happened to an allowed call: nothing
// for whoever decides without history.
enum Column : size_t { kAt, kDialed, kAccount, kPurpose, kMode, kDisclosures, kOutcome };

std::vector<builder::CsvColumn> Columns() {
  return {{"at", true},    {"dialed", true},       {"account", false}, {"purpose", false},
          {"mode", false}, {"disclosures", false}, {"outcome", false}};
}

Read<CallRow> ReadRow(const builder::CsvRecords& records, size_t record) {
  const auto cell = [&](Column column) { return records.Cell(record, column); };
  const auto at = builder::ReadUtcTime(cell(kAt));
  if (!at) {
    return tl::make_unexpected("at: " + builder::Quoted(cell(kAt)) +
                               " is no time: write it as 2026-11-24T09:30:00Z");
  }
  CallRow row = {*at, {}, cell(kOutcome)};
  row.call.dialed = cell(kDialed);
  row.call.account = cell(kAccount);
  const auto purpose = ReadPurpose(cell(kPurpose));
  if (!purpose) return tl::make_unexpected("purpose: " + purpose.error());
  row.call.purpose = *purpose;
  const auto mode = ReadMode(cell(kMode));
  if (!mode) return tl::make_unexpected("mode: " + mode.error());
  row.call.mode = *mode;
  const auto disclosures = ReadDisclosures(Split(cell(kDisclosures), '|'));
  if (!disclosures) return tl::make_unexpected("disclosures: " + disclosures.error());
  row.call.disclosures = *disclosures;
  return row;
}

}  // namespace

tl::expected<void, std::string> ReadCalls(const std::string& path, const TakeCall& take) {
  const auto reader = builder::CsvReader::Open(path, Columns());
  if (!reader) return tl::make_unexpected(reader.error().message);
  builder::CsvRecords records;
  while (true) {
    const auto more = (*reader)->Next(&records);
    if (!more) return tl::make_unexpected(more.error().message);
    if (!*more) return {};
    for (size_t record = 0; record < records.size(); ++record) {
      const Read<CallRow> row = ReadRow(records, record);
      const Read<void> taken = row ? take(*row) : tl::make_unexpected(row.error());
      if (!taken) {
        return tl::make_unexpected(path + ":" + std::to_string(records.Line(record)) + ": " +
                                   taken.error());
      }
    }
  }
}

}  // namespace dialgate::command
