// The words and numbers of a line of vectors.
#ifndef DIALGATE_TESTS_VECTORS_LINE_H
#define DIALGATE_TESTS_VECTORS_LINE_H

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dialgate::vectors {

// Takes what stands before the next `separator`, or all that is left, and that separator.
std::string_view Take(std::string_view* text, std::string_view separator);

// Walks the lines of a file that say something.
class Lines {
 public:
  explicit Lines(std::string_view file) : rest_(file) {}
  bool Next(std::string_view* line);
  unsigned number() const { return number_; }

 private:
  std::string_view rest_;
  unsigned number_ = 0;
};

// Text with room for what a vector can hold; what does not fit is dropped and makes it unequal to
// anything.
class Text {
 public:
  void Append(std::string_view text);
  void AppendNumber(int64_t number, unsigned digits = 1);
  void Clear() { size_ = 0; }
  std::string_view view() const { return {data_, size_}; }
  size_t size() const { return size_; }

 private:
  static constexpr size_t kCapacity = 320;
  char data_[kCapacity] = {};
  size_t size_ = 0;
};

// \xHH to its byte.
bool Unescape(std::string_view text, Text* out);

// Digits, with a sign where it may have one.
bool ReadNumber(std::string_view text, int64_t* number);

// `2011-12-30` to days since 1970-01-01; `2011-12-30T09:59:59Z` to seconds.
bool ReadDate(std::string_view text, int64_t* day);
bool ReadTime(std::string_view text, int64_t* seconds);
// `+05:30` or `-00:44:30` to seconds.
bool ReadOffset(std::string_view text, int32_t* seconds);

void AppendDate(int64_t day, Text* out);
void AppendTime(int64_t seconds, Text* out);

}  // namespace dialgate::vectors

#endif
