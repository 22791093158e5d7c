#include "dialgate/phone_number.h"

#include <cstring>

namespace dialgate {
namespace {

// `word` and behind it `digits`, four bits each; 0: one of them is no digit. The first of all is
// not 0.
uint64_t Append(std::string_view digits, uint64_t word) {
  for (char c : digits) {
    const auto digit = static_cast<unsigned>(c - '0');
    if (digit > 9) return 0;
    word = word << 4 | digit;
  }
  return word;
}

}  // namespace

PhoneNumber PhoneNumber::FromDigits(std::string_view front, std::string_view back) {
  const size_t size = front.size() + back.size();
  if (size < kMinDigits || size > kMaxDigits) return {};
  if ((front.empty() ? back : front).front() == '0') return {};
  const uint64_t head = Append(front, 0);
  PhoneNumber number;
  if (head != 0 || front.empty()) number.word_ = Append(back, head);
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
  std::memcpy(code.digits, text.data(), text.size());
  code.size = static_cast<uint8_t>(text.size());
  return code;
}

}  // namespace dialgate
