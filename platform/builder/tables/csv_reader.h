// CSV as compliance desks write it (RFC 4180, UTF-8), read strictly: what is not one clear table is
// an error.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_CSV_READER_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_CSV_READER_H

#include <csv.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "platform/builder/rules/problem.h"
#include "platform/builder/tables/running_digest.h"

namespace dialgate::builder {

// A column that a file may have; its place in the list that a reader is opened with is its number.
struct CsvColumn {
  std::string_view name;
  bool required;
};

// Some records of a file. Views into it last until it is filled again.
class CsvRecords {
 public:
  size_t size() const { return lines_.size(); }

  // The physical line on which a record starts; the header's is 1.
  uint64_t Line(size_t record) const { return lines_[record]; }

  // What stands in a column, spaces and all; empty where the file has no such column.
  std::string_view Cell(size_t record, size_t column) const {
    const int place = places_[column];
    if (place < 0) return {};
    const size_t cell = record * width_ + static_cast<size_t>(place);
    const size_t begin = cell == 0 ? 0 : ends_[cell - 1];
    return std::string_view(text_).substr(begin, ends_[cell] - begin);
  }

 private:
  friend class CsvReader;

  std::string text_;            // cell after cell
  std::vector<uint32_t> ends_;  // of each cell, in the text
  std::vector<uint64_t> lines_;
  size_t width_ = 0;
  const int* places_ = nullptr;
};

// Reads one file from front to back. Must outlive the records it filled.
class CsvReader {
 public:
  static constexpr size_t kMaxRecord = 64 * 1024;  // bytes of its cells, and a separator after each

  // Opens a file and reads its header. Errors: it cannot be opened or read; the header is not CSV;
  // a column is required and missing, unknown, or there twice.
  static tl::expected<std::unique_ptr<CsvReader>, Problem> Open(const std::string& path,
                                                                std::vector<CsvColumn> columns);
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  // Fills `records` with the next ones, at least one, and says true; or says false: that was all.
  // What is wrong in a record is told once all records before it were given; nothing can be read
  // after that.
  tl::expected<bool, Problem> Next(CsvRecords* records);

  uint64_t bytes_read() const { return bytes_read_; }

  // Of the file. Precondition: all of it was read; called once.
  FileDigest Digest() { return digest_.Finish(); }

 private:
  CsvReader(std::string path, int descriptor, std::vector<CsvColumn> columns);

  std::optional<Problem> ReadHeader();
  std::optional<Problem> PlaceColumns(const CsvRecords& header);
  void ReadBlock();
  size_t ReadSome();
  void Parse(const unsigned char* data, size_t size);
  void Finish();
  void TakeCell(std::string_view cell);
  void EndLine(int terminator);
  void EndRecord();
  void CheckSize(size_t in_progress);
  void Fail(const std::string& what);
  void KeepUnfinished(CsvRecords* next);

  std::string path_;
  int descriptor_;
  std::vector<CsvColumn> columns_;
  std::vector<int> places_;  // in the file, by number of the column; -1: not there
  size_t width_ = 0;         // cells of a record; 0: the header is still to come
  csv_parser parser_;
  RunningDigest digest_;
  std::unique_ptr<unsigned char[]> block_;
  uint64_t bytes_read_ = 0;
  uint64_t size_ = 0;  // of a regular file when it was opened
  bool regular_ = false;
  bool at_end_ = false;

  CsvRecords* out_ = nullptr;
  CsvRecords unfinished_;  // cells of the record that goes on in the next block
  uint64_t line_ = 1;      // on which the record starts that is being read
  uint64_t newlines_ = 0;  // inside its cells
  size_t cells_ = 0;       // of it, so far
  size_t record_bytes_ = 0;
  bool after_return_ = false;  // a record ended with a carriage return: a line feed must follow
  bool block_plain_ = true;    // the block has nothing but ASCII, and no NUL
  bool record_plain_ = true;   // so had all blocks that the record stands in
  std::optional<Problem> problem_;
};

}  // namespace dialgate::builder

#endif
