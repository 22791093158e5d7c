#include "dialgate/phone_number.h"

namespace dialgate {

PhoneNumber PhoneNumber::FromDigits(std::string_view front, std::string_view back) {
  const size_t size = front.size() + back.size();
  if (size < kMinDigits || size > kMaxDigits) return {};
  if ((front.empty() ? back : front).front() == '0') return {};
  PhoneNumber number;
  for (std::string_view digits : {front, back}) {
    for (char c : digits) {
      const auto digit = static_cast<unsigned>(c - '0');
      if (digit > 9) return {};
      number.word_ = number.word_ << 4 | digit;
    }
  }
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
