// Files of refusals, as `dialgate audit refusals` writes them.
#ifndef DIALGATE_TESTS_BUILDER_TABLES_REFUSAL_ROWS_H
#define DIALGATE_TESTS_BUILDER_TABLES_REFUSAL_ROWS_H

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "dialgate/tags.h"

namespace dialgate::builder {

constexpr char kRefusalsHeader[] = "lookup_key,outcome,number,role,debtor\n";

inline std::string HexWord(uint64_t word, int digits) {
  char text[17];
  snprintf(text, sizeof text, "%0*llx", digits, static_cast<unsigned long long>(word));
  return text;
}

// Of a number in E.164 without `+`.
inline std::string NumberTag(const Tagger& tagger, std::string_view digits) {
  return HexWord(tagger.Number(PhoneNumber::FromDigits(digits)), 16);
}

inline std::string RefusedRow(const Tagger& tagger, std::string_view digits,
                              const std::string& role) {
  return HexWord(tagger.KeyId(), 16) + ",refused," + NumberTag(tagger, digits) + "," + role + ",\n";
}

inline std::string WrongPartyRow(const Tagger& tagger, std::string_view digits,
                                 std::string_view debtor) {
  return HexWord(tagger.KeyId(), 16) + ",wrong_party," + NumberTag(tagger, digits) + ",," +
         HexWord(tagger.Debtor(debtor).short_value(), 12) + "\n";
}

// Likewise, of a log that was taken over from another: one word for both.
inline std::string CarriedWrongPartyRow(const Tagger& tagger, std::string_view digits,
                                        std::string_view debtor) {
  const uint64_t word =
      tagger.Number(PhoneNumber::FromDigits(digits)) ^ tagger.Debtor(debtor).short_value() << 16;
  return HexWord(tagger.KeyId(), 16) + ",wrong_party," + HexWord(word, 16) + ",,000000000000\n";
}

}  // namespace dialgate::builder

#endif
