#include "line.h"

#include <cstring>

namespace dialgate::vectors {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::memcmp(text.data(), prefix.data(), prefix.size()) == 0;
}

// Days from 1970-01-01 to the first of March of `year`, counted in years that begin there.
int64_t DaysToMarch(int64_t year) {
  return year * 365 + year / 4 - year / 100 + year / 400 - 719468;
}

// Days from the first of March to the first of the `month`-th month after it.
int64_t DaysToMonth(int64_t month) { return (153 * month + 2) / 5; }

bool TakeNumber(std::string_view* text, std::string_view separator, int64_t low, int64_t high,
                int64_t* number) {
  return ReadNumber(Take(text, separator), number) && *number >= low && *number <= high;
}

}  // namespace

std::string_view Take(std::string_view* text, std::string_view separator) {
  std::string_view taken = *text;
  for (size_t size = 0; text->size() >= separator.size() && !text->empty(); ++size) {
    if (StartsWith(*text, separator)) {
      text->remove_prefix(separator.size());
      return {taken.data(), size};
    }
    text->remove_prefix(1);
  }
  *text = {};
  return taken;
}

bool Lines::Next(std::string_view* line) {
  while (!rest_.empty()) {
    ++number_;
    *line = Take(&rest_, "\n");
    if (!line->empty() && line->front() != '#') return true;
  }
  return false;
}

void Text::Append(std::string_view text) {
  for (char c : text) {
    if (size_ < kCapacity) data_[size_++] = c;
  }
}

void Text::AppendNumber(int64_t number, unsigned digits) {
  if (number < 0) Append("-");
  char reversed[20];
  unsigned count = 0;
  for (uint64_t n = static_cast<uint64_t>(number < 0 ? -number : number); n != 0 || count < digits;
       n /= 10) {
    reversed[count++] = static_cast<char>('0' + n % 10);
  }
  while (count != 0) Append({&reversed[--count], 1});
}

bool Unescape(std::string_view text, Text* out) {
  while (!text.empty()) {
    if (text.front() != '\\') {
      out->Append({text.data(), 1});
      text.remove_prefix(1);
      continue;
    }
    if (text.size() < 4 || text[1] != 'x' || HexDigit(text[2]) < 0 || HexDigit(text[3]) < 0) {
      return false;
    }
    const char byte = static_cast<char>(HexDigit(text[2]) << 4 | HexDigit(text[3]));
    out->Append({&byte, 1});
    text.remove_prefix(4);
  }
  return true;
}

bool ReadNumber(std::string_view text, int64_t* number) {
  const bool negative = StartsWith(text, "-");
  if (negative || StartsWith(text, "+")) text.remove_prefix(1);
  if (text.empty() || text.size() > 18) return false;
  *number = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
    *number = *number * 10 + (c - '0');
  }
  if (negative) *number = -*number;
  return true;
}

bool ReadDate(std::string_view text, int64_t* day) {
  int64_t year, month, date;
  if (!TakeNumber(&text, "-", 1900, 2200, &year) || !TakeNumber(&text, "-", 1, 12, &month) ||
      !TakeNumber(&text, "-", 1, 31, &date) || !text.empty()) {
    return false;
  }
  if (month < 3) --year;
  *day = DaysToMarch(year) + DaysToMonth((month + 9) % 12) + date - 1;
  return true;
}

bool ReadTime(std::string_view text, int64_t* seconds) {
  int64_t day, hour, minute, second;
  if (!ReadDate(Take(&text, "T"), &day) || !TakeNumber(&text, ":", 0, 23, &hour) ||
      !TakeNumber(&text, ":", 0, 59, &minute) || !TakeNumber(&text, "Z", 0, 59, &second)) {
    return false;
  }
  *seconds = day * 86400 + hour * 3600 + minute * 60 + second;
  return text.empty();
}

bool ReadOffset(std::string_view text, int32_t* seconds) {
  if (text.empty()) return false;
  const bool west = text.front() == '-';
  text.remove_prefix(1);
  int64_t hour, minute, second = 0;
  if (!TakeNumber(&text, ":", 0, 36, &hour) || !TakeNumber(&text, ":", 0, 59, &minute)) {
    return false;
  }
  if (!text.empty() && !TakeNumber(&text, ":", 0, 59, &second)) return false;
  const auto total = static_cast<int32_t>(hour * 3600 + minute * 60 + second);
  *seconds = west ? -total : total;
  return true;
}

void AppendDate(int64_t day, Text* out) {
  int64_t year = 1899 + (day + 25567) / 366;  // never too late
  while (DaysToMarch(year + 1) <= day) ++year;
  int64_t month = 0;
  const int64_t rest = day - DaysToMarch(year);
  while (month < 11 && DaysToMonth(month + 1) <= rest) ++month;
  out->AppendNumber(month < 10 ? year : year + 1);
  out->Append("-");
  out->AppendNumber((month + 2) % 12 + 1, 2);
  out->Append("-");
  out->AppendNumber(rest - DaysToMonth(month) + 1, 2);
}

void AppendTime(int64_t seconds, Text* out) {
  AppendDate(seconds / 86400, out);
  const char* before = "T";
  for (int64_t part : {seconds / 3600 % 24, seconds / 60 % 60, seconds % 60}) {
    out->Append(before);
    out->AppendNumber(part, 2);
    before = ":";
  }
  out->Append("Z");
}

}  // namespace dialgate::vectors
