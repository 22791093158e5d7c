// What is answered to an order, as text.
#ifndef DIALGATE_FIRMWARE_ANSWER_H
#define DIALGATE_FIRMWARE_ANSWER_H

#include <cstdint>
#include <string_view>

#include "dialgate/flash.h"
#include "dialgate/recorded_gate.h"

namespace firmware {

// Text with room for the longest answer, which has a service URN of 255 bytes in it.
class Answer {
 public:
  void Append(std::string_view text);
  void AppendNumber(uint32_t number, unsigned at_least = 1);  // digits
  void AppendHex(dialgate::ByteView bytes);
  std::string_view view() const { return {text_, size_}; }

 private:
  char text_[320];
  size_t size_ = 0;
};

// `allow declared_contact +8613800138000 debtor amount,debt PERMIT`, or `deny outside_hours
// 2026-11-17T00:00:00Z`: the verdict, the reason, and what to dial, the contact's role, what may be
// told and what the outcome is reported with; or when to try again, which `situation` tells.
Answer WriteAnswer(const dialgate::Situation& situation, const dialgate::Call& call,
                   const dialgate::Placement& placement);

// What is wrong, for a person.
std::string_view Text(dialgate::ReportError error);
std::string_view Text(dialgate::FlashError error);
std::string_view Text(dialgate::ReceiptError error);

}  // namespace firmware

#endif
