// A decision in words.
#ifndef DIALGATE_PLATFORM_COMMAND_ANSWER_H
#define DIALGATE_PLATFORM_COMMAND_ANSWER_H

#include <optional>
#include <string>
#include <vector>

#include "dialgate/gate.h"

namespace dialgate::command {

// What people and programs are told of a decision. What stands in optionals is not always there.
struct Answer {
  bool allowed;
  std::string reason;
  std::optional<int64_t> retry_at;       // UTC seconds
  std::optional<std::string> number;     // what may be dialed
  std::optional<std::string> role;       // on declared_contact
  std::vector<std::string> disclosures;  // likewise, in alphabetical order
  std::optional<std::string> detail;     // which hours, date, cap or days past due it was
};

// Decides `call`.
Answer AnswerTo(const Situation& situation, const Call& call);

// What `decision` says of `call`; its retry_at is left out.
Answer InWords(const Situation& situation, const Call& call, const Decision& decision);

// One object on one line, with a line feed.
std::string JsonLine(const Answer& answer);

// For a person; ends with a line feed.
std::string PlainText(const Answer& answer);

}  // namespace dialgate::command

#endif
