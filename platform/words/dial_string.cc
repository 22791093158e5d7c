#include "dialgate/dial_string.h"

namespace dialgate {
namespace {

constexpr char ToLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

std::string_view WriteDialString(const Decision& decision, const Call& call,
                                 char (&out)[DialedText::kMaxBytes]) {
  if (!decision.allowed()) return {};
  if (!decision.number.empty()) {
    char number[PhoneNumber::kMaxDigits + 1];
    const unsigned size = decision.number.Write(number);
    for (unsigned i = 0; i < size; ++i) out[i] = number[i];
    return {out, size};
  }
  // An emergency call without digits is a URN, whose text the grammar has held to 255 bytes.
  const std::string_view text = decision.code.size != 0 ? decision.code.view() : call.dialed;
  size_t size = 0;
  for (char c : text) out[size++] = ToLower(c);
  return {out, size};
}

}  // namespace dialgate
