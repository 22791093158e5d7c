#include "dialgate/phone_number.h"

namespace dialgate {

// In halves of eight digits, so that a 32-bit target shifts one word a digit.
PhoneNumber PhoneNumber::FromDigits(std::string_view front, std::string_view back) {
  size_t left = front.size() + back.size();
  if (left < kMinDigits || left > kMaxDigits) return {};
  if ((front.empty() ? back : front).front() == '0') return {};
  uint32_t high = 0, low = 0;
  for (std::string_view digits : {front, back}) {
    for (char c : digits) {
      const auto digit = static_cast<unsigned>(c - '0');
      if (digit > 9) return {};
      if (left-- == 8) high = low;
      low = low << 4 | digit;
    }
  }
  PhoneNumber number;
  number.word_ = static_cast<uint64_t>(high) << 32 | low;
  return number;
}

unsigned PhoneNumber::Write(char (&out)[kMaxDigits + 1]) const {
  const uint32_t halves[] = {static_cast<uint32_t>(word_), static_cast<uint32_t>(word_ >> 32)};
  unsigned size = 0;
  for (unsigned place = kMaxDigits; place-- > 0;) {
    const unsigned digit = halves[place / 8] >> 4 * (place % 8) & 0xF;
    if (size == 0 && digit == 0) continue;  // before the first digit
    if (size == 0) out[size++] = '+';
    out[size++] = static_cast<char>('0' + digit);
  }
  return size;
}

ShortCode ShortCode::FromDigits(std::string_view text) {
  ShortCode code;
  for (char digit : text) code.digits[code.size++] = digit;
  return code;
}

}  // namespace dialgate
