// Numbers as they are dialed: an E.164 number, or the few digits of a short code.
#ifndef DIALGATE_PHONE_NUMBER_H
#define DIALGATE_PHONE_NUMBER_H

#include <cstdint>
#include <string_view>

namespace dialgate {

// An E.164 number (ITU-T E.164, 6.1) in one word: 7 to 15 decimal digits, of which the first is not
// 0.
class PhoneNumber {
 public:
  static constexpr unsigned kMinDigits = 7;
  static constexpr unsigned kMaxDigits = 15;

  // No number.
  constexpr PhoneNumber() = default;

  // The number of the digits of `front` and then those of `back`, without `+`; no number if they
  // are not 7 to 15 digits or begin with 0.
  static PhoneNumber FromDigits(std::string_view front, std::string_view back = {});

  constexpr bool empty() const { return word_ == 0; }

  // One decimal digit in four bits, the last one lowest; never 0 but for no number. It is the
  // number's form in keyed tags, so it never changes.
  constexpr uint64_t word() const { return word_; }

  // Writes `+` and the digits, and says how many characters that is, 8 to 16; nothing and 0 for no
  // number.
  unsigned Write(char (&out)[kMaxDigits + 1]) const;

  friend constexpr bool operator==(PhoneNumber a, PhoneNumber b) { return a.word_ == b.word_; }
  friend constexpr bool operator!=(PhoneNumber a, PhoneNumber b) { return a.word_ != b.word_; }

 private:
  uint64_t word_ = 0;
};

// An emergency number or an extension: up to 6 digits, of which the first ones may be 0.
struct ShortCode {
  static constexpr unsigned kMaxDigits = 6;

  char digits[kMaxDigits] = {};
  uint8_t size = 0;

  // Precondition: at most 6 digits.
  static ShortCode FromDigits(std::string_view text);

  std::string_view view() const { return {digits, size}; }
};

}  // namespace dialgate

#endif
