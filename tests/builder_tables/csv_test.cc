#include <gtest/gtest.h>

#include "platform/builder/tables/csv_reader.h"
#include "site_folder.h"

namespace dialgate::builder {
namespace {

// Everything that a reader makes of a file: `line:cell|cell` for each record, then what is wrong,
// if anything is.
std::string ReadAll(const std::string& text) {
  const SiteFolder site;
  site.Write("t.csv", text);
  std::string result;
  const auto told = [&](const Problem& problem) {
    return result + problem.message.substr(site.Path("").size());
  };
  auto reader = CsvReader::Open(site.Path("t.csv"), {{"a", true}, {"b", false}});
  if (!reader) return told(reader.error());
  for (CsvRecords records;;) {
    const auto more = (*reader)->Next(&records);
    if (!more) return told(more.error());
    if (!*more) return result;
    for (size_t i = 0; i < records.size(); ++i) {
      result += std::to_string(records.Line(i)) + ":" + std::string(records.Cell(i, 0)) + "|" +
                std::string(records.Cell(i, 1)) + "\n";
    }
  }
}

constexpr char kNotUtf8[] = "t.csv:2: this is not UTF-8; save the file as UTF-8";

TEST(Csv, ColumnsAreFoundByName) {
  EXPECT_EQ(ReadAll("b,a\n1,2\n3,4\n"), "2:2|1\n3:4|3\n");
  EXPECT_EQ(ReadAll("a\n1\n"), "2:1|\n");
  EXPECT_EQ(ReadAll("a,b\n"), "");
  EXPECT_EQ(ReadAll("a,b\n1,2"), "2:1|2\n");
  EXPECT_EQ(ReadAll("b\n1\n"), "t.csv:1: column `a` is missing; add it");
  EXPECT_EQ(ReadAll("a,c\n"), "t.csv:1: column `c` is unknown; the columns are a, b");
  EXPECT_EQ(ReadAll("a, b\n"), "t.csv:1: column ` b` is unknown; the columns are a, b");
  EXPECT_EQ(ReadAll("a,\n"), "t.csv:1: column `` is unknown; the columns are a, b");
  EXPECT_EQ(ReadAll("a,b,a\n"), "t.csv:1: column `a` is there twice; remove one");
  EXPECT_EQ(ReadAll(""), "t.csv:1: there is no header; write a, b");
}

TEST(Csv, ByteOrderMarkAndLineEndsOfOtherSystems) {
  EXPECT_EQ(ReadAll("\xEF\xBB\xBF"
                    "a,b\r\n1,2\r\n"),
            "2:1|2\n");
  EXPECT_EQ(ReadAll("a,b\r\n1,2\n3,4\r\n"), "2:1|2\n3:3|4\n");
  EXPECT_EQ(ReadAll("a,b\n\xEF\xBB\xBF"
                    "1,2\n"),
            "2:\xEF\xBB\xBF"
            "1|2\n");
}

TEST(Csv, QuotesHoldCommasQuotesAndLines) {
  EXPECT_EQ(ReadAll("a,b\n\"x,\"\"y\"\"\",\"1\n2\r\n3\"\nz,\n"), "2:x,\"y\"|1\n2\r\n3\n5:z|\n");
  EXPECT_EQ(ReadAll("a,b\n\"\",\"\"\n"), "2:|\n");
}

TEST(Csv, SpacesAreData) { EXPECT_EQ(ReadAll("a,b\n 1 ,\t2\n,  \n"), "2: 1 |\t2\n3:|  \n"); }

TEST(Csv, RecordsBeforeAProblemAreGiven) {
  EXPECT_EQ(ReadAll("a,b\n1,2\n3\n"),
            "2:1|2\nt.csv:3: the row has 1 cell, the header has 2; is a comma missing, or a quote "
            "around a cell with commas?");
  EXPECT_EQ(ReadAll("a,b\n1,2,3\n").substr(0, 32), "t.csv:2: the row has 3 cells, th");
}

TEST(Csv, MisplacedQuotes) {
  const std::string what =
      "t.csv:2: a quote in a cell that does not begin with one, or text behind a closing quote";
  EXPECT_EQ(ReadAll("a,b\n1\"2,3\n").substr(0, what.size()), what);
  EXPECT_EQ(ReadAll("a,b\n\"1\"2,3\n").substr(0, what.size()), what);
  EXPECT_EQ(ReadAll("a,b\n\"1\" ,3\n").substr(0, what.size()), what);
  EXPECT_EQ(ReadAll("a,b\n1,2\n\"3,4\n5,6\n"),
            "2:1|2\nt.csv:3: a quote is opened here and never closed; close it");
}

TEST(Csv, EmptyLinesAndLoneReturns) {
  EXPECT_EQ(ReadAll("a,b\n1,2\n\n3,4\n"), "2:1|2\nt.csv:3: the line is empty; remove it");
  EXPECT_EQ(ReadAll("a,b\n1,2\n\n"), "2:1|2\nt.csv:3: the line is empty; remove it");
  EXPECT_EQ(ReadAll("\na,b\n"), "t.csv:1: the line is empty; remove it");
  const std::string lone = "the line ends with a carriage return alone; end lines with a line feed";
  EXPECT_EQ(ReadAll("a,b\n1,2\r3,4\n"), "2:1|2\nt.csv:2: " + lone);
  EXPECT_EQ(ReadAll("a,b\n1,2\r"), "2:1|2\nt.csv:2: " + lone);
  EXPECT_EQ(ReadAll("a,b\n1,2\r\r\n"), "2:1|2\nt.csv:2: " + lone);
}

TEST(Csv, NulAndOtherEncodings) {
  EXPECT_EQ(ReadAll(std::string("a,b\n1\0,2\n", 9)),
            "t.csv:2: there is a NUL byte; save the file as UTF-8 text");
  EXPECT_EQ(ReadAll("a,b\nM\xFCller,2\n"), kNotUtf8);
  EXPECT_EQ(ReadAll("a,b\nM\xC3\xBCller,\xE6\x9D\x8E\n"), "2:M\xC3\xBCller|\xE6\x9D\x8E\n");
  // What only looks like UTF-8: cut short, overlong, a surrogate, above U+10FFFF, a sequence across
  // two cells.
  for (const char* text : {"\xC3", "\xC0\xAF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                           "\xF8\x88\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\x80"}) {
    EXPECT_EQ(ReadAll(std::string("a,b\n") + text + ",2\n"), kNotUtf8);
  }
  EXPECT_EQ(ReadAll("a,b\n\xC3,\xBC\n"), kNotUtf8);
  EXPECT_EQ(ReadAll("a,b\n\xF0\x9F\x93\x9E,\xF4\x8F\xBF\xBF\n"),
            "2:\xF0\x9F\x93\x9E|\xF4\x8F\xBF\xBF\n");
}

TEST(Csv, ARowHasAtMost64KiB) {
  const std::string most(CsvReader::kMaxRecord - 3, 'x');
  EXPECT_EQ(ReadAll("a,b\n" + most + ",1\n"), "2:" + most + "|1\n");
  const std::string what =
      "t.csv:2: the row has over 65,536 bytes; is a quote missing at the end of a cell?";
  EXPECT_EQ(ReadAll("a,b\n" + most + ",12\n"), what);
  EXPECT_EQ(ReadAll("a,b\n" + std::string(1 << 20, 'x') + ",1\n"), what);
  EXPECT_EQ(ReadAll("a,b\n\"" + std::string(1 << 20, 'x')), what);
}

// Blocks of the file end anywhere in a record.
TEST(Csv, LinesAreCountedAcrossBlocks) {
  std::string text = "a,b\n";
  std::string expected;
  uint64_t line = 2;
  for (int i = 0; text.size() < 400000; ++i) {
    const std::string cell = std::to_string(i) + std::string(i % 37, '\n');
    text += "\"" + cell + "\",\xC3\xBC\r\n";
    expected += std::to_string(line) + ":" + cell + "|\xC3\xBC\n";
    line += 1 + i % 37;
  }
  EXPECT_EQ(ReadAll(text), expected);
}

TEST(Csv, ABadByteIsSeenWhereItsCellGoesOnInTheNextBlock) {
  const std::string filler = "a,b\n" + std::string(30000, 'x') + ",1\n";
  std::string cell(60000, 'y');
  cell[10] = '\xFF';
  const std::string result = ReadAll(filler + cell + ",1\n");
  EXPECT_EQ(result.substr(result.rfind('\n') + 1),
            "t.csv:3: this is not UTF-8; save the file as UTF-8");
}

TEST(Csv, FilesThatCannotBeRead) {
  const SiteFolder site;
  EXPECT_EQ(CsvReader::Open(site.Path("none.csv"), {{"a", true}}).error().message,
            site.Path("none.csv") + ": cannot be opened: No such file or directory");
  EXPECT_EQ(CsvReader::Open(site.Path(""), {{"a", true}}).error().message,
            site.Path("") + ": cannot be read: Is a directory");
}

TEST(Csv, AFileThatGrowsMeanwhileIsAnError) {
  const SiteFolder site;
  site.Write("t.csv", "a\n" + std::string(70000, '1').replace(30000, 1, "\n") + "\n");
  auto reader = CsvReader::Open(site.Path("t.csv"), {{"a", true}});
  ASSERT_TRUE(reader);
  site.Write("t.csv", site.Read("t.csv") + "2\n");
  CsvRecords records;
  auto more = (*reader)->Next(&records);
  while (more && *more) more = (*reader)->Next(&records);
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().message,
            site.Path("t.csv") + ": was changed while it was read; build again");
}

}  // namespace
}  // namespace dialgate::builder
