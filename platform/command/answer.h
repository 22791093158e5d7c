// A decision in words.
#ifndef DIALGATE_PLATFORM_COMMAND_ANSWER_H
#define DIALGATE_PLATFORM_COMMAND_ANSWER_H

#include <nlohmann/json_fwd.hpp>
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

// Which hours, closed date or cap of `policy` a denial at `at` stands on; empty if it is none that
// the policy has.
std::string RuleText(const Policy& policy, int64_t at, Role role, const Detail& detail);

// What a policy that asks for receipts asks: the words for a call that came too late for one.
std::string OverdueText(const Policy& policy);

// The members of a decision's object, in their order.
nlohmann::ordered_json JsonOf(const Answer& answer);

// One object on one line, with a line feed.
std::string JsonLine(const Answer& answer);

// For a person; ends with a line feed.
std::string PlainText(const Answer& answer);

}  // namespace dialgate::command

#endif
