#include "dialgate/phone_number.h"

namespace dialgate {

PhoneNumber PhoneNumber::FromDigits(std::string_view digits) {
  PhoneNumber number;
  if (digits.size() < kMinDigits || digits.size() > kMaxDigits || digits.front() == '0') {
    return number;
  }
  uint64_t word = 0;
  for (char digit : digits) {
    if (digit < '0' || digit > '9') return number;
    word = word << 4 | static_cast<unsigned>(digit - '0');
  }
  number.word_ = word;
  return number;
}

unsigned PhoneNumber::Write(char (&out)[kMaxDigits + 1]) const {
  if (empty()) return 0;
  unsigned digits = kMaxDigits;
  while ((word_ >> 4 * (digits - 1)) == 0) --digits;
  out[0] = '+';
  for (unsigned i = 0; i < digits; ++i) {
    out[1 + i] = static_cast<char>('0' + (word_ >> 4 * (digits - 1 - i) & 0xF));
  }
  return 1 + digits;
}

ShortCode ShortCode::FromDigits(std::string_view text) {
  ShortCode code;
  for (char digit : text) code.digits[code.size++] = digit;
  return code;
}

}  // namespace dialgate
