#include "platform/builder/tables/csv_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "platform/builder/tables/problem_text.h"
#include "platform/builder/tables/utf8.h"

namespace dialgate::builder {
namespace {

constexpr size_t kBlock = 64 * 1024;
constexpr char kLoneReturn[] =
    "the line ends with a carriage return alone; end lines with a line feed";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// RFC 4180: spaces are considered part of a field.
int NoSpace(unsigned char) { return 0; }

std::string Names(const std::vector<CsvColumn>& columns) {
  std::string names;
  for (const CsvColumn& column : columns) {
    names += (names.empty() ? "" : ", ") + std::string(column.name);
  }
  return names;
}

}  // namespace

CsvReader::CsvReader(std::string path, int descriptor, std::vector<CsvColumn> columns)
    : path_(std::move(path)),
      descriptor_(descriptor),
      columns_(std::move(columns)),
      block_(new unsigned char[kBlock]) {
  // Blank lines are reported, or lines could not be counted.
  csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
  csv_set_space_func(&parser_, NoSpace);
  csv_set_blk_size(&parser_, 4096);
}

CsvReader::~CsvReader() {
  csv_free(&parser_);
  close(descriptor_);
}

tl::expected<std::unique_ptr<CsvReader>, Problem> CsvReader::Open(const std::string& path,
                                                                  std::vector<CsvColumn> columns) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return tl::make_unexpected(Problem{path + ": cannot be opened: " + strerror(errno)});
  }
  posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  std::unique_ptr<CsvReader> reader(new CsvReader(path, descriptor, std::move(columns)));
  struct stat status;
  if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    reader->regular_ = true;
    reader->size_ = static_cast<uint64_t>(status.st_size);
  }
  if (std::optional<Problem> problem = reader->ReadHeader()) return tl::make_unexpected(*problem);
  return reader;
}

std::optional<Problem> CsvReader::ReadHeader() {
  CsvRecords records;
  out_ = &records;
  while (width_ == 0 && !problem_ && !at_end_) ReadBlock();
  // The block that the header ends in has records too: they are given with the next ones.
  const bool has_header = width_ != 0;
  if (!has_header)
    return problem_ ? problem_
                    : ProblemAt(path_, 1, "there is no header; write " + Names(columns_));
  records.width_ = width_;
  std::vector<int> in_order(width_);
  for (size_t i = 0; i < width_; ++i) in_order[i] = static_cast<int>(i);
  records.places_ = in_order.data();
  if (std::optional<Problem> problem = PlaceColumns(records)) return problem;
  unfinished_.text_ = records.text_.substr(records.ends_[width_ - 1]);
  for (size_t i = width_; i < records.ends_.size(); ++i) {
    unfinished_.ends_.push_back(records.ends_[i] - records.ends_[width_ - 1]);
  }
  unfinished_.lines_.assign(records.lines_.begin() + 1, records.lines_.end());
  return {};
}

std::optional<Problem> CsvReader::PlaceColumns(const CsvRecords& header) {
  places_.assign(columns_.size(), -1);
  for (size_t place = 0; place < width_; ++place) {
    const std::string_view name = header.Cell(0, place);
    const auto column = std::find_if(columns_.begin(), columns_.end(),
                                     [&](const CsvColumn& c) { return c.name == name; });
    if (column == columns_.end()) {
      return ProblemAt(
          path_, 1, "column " + Quoted(name) + " is unknown; the columns are " + Names(columns_));
    }
    int& known = places_[static_cast<size_t>(column - columns_.begin())];
    if (known >= 0)
      return ProblemAt(path_, 1, "column " + Quoted(name) + " is there twice; remove one");
    known = static_cast<int>(place);
  }
  for (size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].required || places_[i] >= 0) continue;
    return ProblemAt(path_, 1, "column " + Quoted(columns_[i].name) + " is missing; add it");
  }
  return {};
}

tl::expected<bool, Problem> CsvReader::Next(CsvRecords* records) {
  records->text_.swap(unfinished_.text_);
  records->ends_.swap(unfinished_.ends_);
  records->lines_.swap(unfinished_.lines_);
  records->width_ = width_;
  records->places_ = places_.data();
  out_ = records;
  while (records->lines_.empty() && !problem_ && !at_end_) ReadBlock();
  KeepUnfinished(records);
  if (!records->lines_.empty()) return true;
  if (problem_) return tl::make_unexpected(*problem_);
  return false;
}

// Cells of a record that is not whole yet go to the next call.
void CsvReader::KeepUnfinished(CsvRecords* records) {
  const size_t whole = records->lines_.size() * width_;
  const size_t text = whole == 0 ? 0 : records->ends_[whole - 1];
  unfinished_.text_.assign(records->text_, text, std::string::npos);
  unfinished_.ends_.clear();
  for (size_t i = whole; i < records->ends_.size(); ++i) {
    unfinished_.ends_.push_back(records->ends_[i] - static_cast<uint32_t>(text));
  }
  unfinished_.lines_.clear();
  records->ends_.resize(whole);
}

void CsvReader::ReadBlock() {
  const size_t size = ReadSome();
  if (problem_) return;
  const unsigned char* data = block_.get();
  digest_.Update(data, size);
  const bool first = bytes_read_ == 0;
  bytes_read_ += size;
  at_end_ = size < kBlock;
  size_t skip = 0;
  if (first && std::string_view(reinterpret_cast<const char*>(data), size)
                       .substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    skip = kByteOrderMark.size();
  }
  Parse(data + skip, size - skip);
  if (at_end_ && !problem_) Finish();
}

// Fills the block; less only at the end of the file.
size_t CsvReader::ReadSome() {
  size_t size = 0;
  while (size < kBlock) {
    const ssize_t count = read(descriptor_, block_.get() + size, kBlock - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      problem_ = Problem{path_ + ": cannot be read: " + strerror(errno)};
      return 0;
    }
    if (count == 0) break;
    size += static_cast<size_t>(count);
  }
  if (size < kBlock && regular_ && bytes_read_ + size != size_) {
    problem_ = Problem{path_ + ": was changed while it was read; build again"};
  }
  return size;
}

void CsvReader::Parse(const unsigned char* data, size_t size) {
  block_plain_ = IsPlainAscii(data, size);
  record_plain_ = record_plain_ && block_plain_;
  const auto cell = [](void* text, size_t length, void* self) {
    static_cast<CsvReader*>(self)->TakeCell({static_cast<const char*>(text), length});
  };
  const auto line = [](int terminator, void* self) {
    static_cast<CsvReader*>(self)->EndLine(terminator);
  };
  if (csv_parse(&parser_, data, size, cell, line, this) != size && !problem_) {
    Fail(csv_error(&parser_) == CSV_EPARSE ? "a quote in a cell that does not begin with one, or "
                                             "text behind a closing quote; put the whole "
                                             "cell into quotes and double each quote in it"
                                           : "memory ran out");
  }
  if (!problem_) CheckSize(parser_.entry_pos);
}

void CsvReader::Finish() {
  const auto cell = [](void* text, size_t length, void* self) {
    static_cast<CsvReader*>(self)->TakeCell({static_cast<const char*>(text), length});
  };
  const auto line = [](int, void* self) { static_cast<CsvReader*>(self)->EndLine('\n'); };
  if (after_return_) {
    --line_;
    Fail(kLoneReturn);
  } else if (csv_fini(&parser_, cell, line, this) != 0 && !problem_) {
    Fail("a quote is opened here and never closed; close it");
  }
}

void CsvReader::TakeCell(std::string_view cell) {
  if (problem_) return;
  if (after_return_) {
    --line_;  // the record before this one
    return Fail(kLoneReturn);
  }
  if (!record_plain_) {
    if (memchr(cell.data(), 0, cell.size()) != nullptr) {
      return Fail("there is a NUL byte; save the file as UTF-8 text");
    }
    if (!IsUtf8(cell)) return Fail("this is not UTF-8; save the file as UTF-8");
  }
  record_bytes_ += cell.size() + 1;
  CheckSize(0);
  if (problem_) return;
  newlines_ += static_cast<uint64_t>(std::count(cell.begin(), cell.end(), '\n'));
  ++cells_;
  out_->text_.append(cell);
  out_->ends_.push_back(static_cast<uint32_t>(out_->text_.size()));
}

void CsvReader::CheckSize(size_t in_progress) {
  if (record_bytes_ + in_progress <= kMaxRecord) return;
  Fail("the row has over 65,536 bytes; is a quote missing at the end of a cell?");
}

void CsvReader::EndLine(int terminator) {
  if (problem_) return;
  if (cells_ != 0) {
    EndRecord();
    after_return_ = terminator == '\r';
  } else if (after_return_ && terminator == '\n') {
    after_return_ = false;  // the second half of a line's end
  } else if (after_return_) {
    --line_;
    Fail(kLoneReturn);
  } else {
    Fail("the line is empty; remove it");
  }
}

void CsvReader::EndRecord() {
  if (width_ == 0) width_ = cells_;
  if (cells_ != width_) {
    return Fail("the row has " + std::to_string(cells_) + (cells_ == 1 ? " cell" : " cells") +
                ", the header has " + std::to_string(width_) +
                "; is a comma missing, or a quote around a cell with commas?");
  }
  out_->lines_.push_back(line_);
  line_ += 1 + newlines_;
  newlines_ = 0;
  cells_ = 0;
  record_bytes_ = 0;
  record_plain_ = block_plain_;
}

void CsvReader::Fail(const std::string& what) { problem_ = ProblemAt(path_, line_, what); }

}  // namespace dialgate::builder
