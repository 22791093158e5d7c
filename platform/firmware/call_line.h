// A call as a line of text, and its answer: `AT ACCOUNT PURPOSE MODE DISCLOSURES DIALED`.
//
//   2026-11-16T03:00:00Z LN-1001 collect automated debt,amount +86 138 0013 8000
//
// `-` for whatever is not stated. What was dialed is the rest of the line, spaces included.
#ifndef DIALGATE_FIRMWARE_CALL_LINE_H
#define DIALGATE_FIRMWARE_CALL_LINE_H

#include <cstdint>
#include <string_view>

#include "dialgate/gate.h"

namespace firmware {

struct CallLine {
  int64_t at;           // UTC seconds since 1970
  dialgate::Call call;  // views into the line
};

// False for a line that is not of this form.
bool ReadCallLine(std::string_view line, CallLine* out);

// Text with room for the longest answer, which has a service URN of 255 bytes in it.
class Answer {
 public:
  void Append(std::string_view text);
  void AppendNumber(uint32_t number, unsigned digits);
  std::string_view view() const { return {text_, size_}; }

 private:
  char text_[320];
  size_t size_ = 0;
};

// `allow declared_contact +8613800138000 debtor amount,debt`, or `deny outside_hours
// 2026-11-17T00:00:00Z`: the verdict, the reason, and what to dial, the contact's role and what may
// be told; or when to try again.
Answer WriteAnswer(const dialgate::Situation& situation, const dialgate::Call& call,
                   const dialgate::Decision& decision);

}  // namespace firmware

#endif
