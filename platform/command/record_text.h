// The records of a log in words.
#ifndef DIALGATE_PLATFORM_COMMAND_RECORD_TEXT_H
#define DIALGATE_PLATFORM_COMMAND_RECORD_TEXT_H

#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "dialgate/record.h"
#include "platform/command/answer.h"
#include "platform/command/unkeyed_policy.h"

namespace dialgate::command {

// Follows a log from its first record on: which log it is, and which policy decides.
class RecordText {
 public:
  // With the policies at `paths`, in any order: a decision that one of them made names the rule it
  // stands on. The error is one line for a person.
  static tl::expected<RecordText, std::string> With(const std::vector<std::string>& paths);

  // One object on one line, with a line feed. Every record of the log is given to Follow first.
  std::string Json(const Record& record) const;
  // For a person; ends with a line feed.
  std::string Line(const Record& record) const;

  void Follow(const Record& record);

 private:
  struct Known {
    UnkeyedPolicy policy;
    std::string digest;
  };

  Answer AnswerOf(const Record& record) const;
  std::string DetailOf(const Record& record) const;
  std::string IdOf(uint64_t sequence, uint64_t log = 0) const;
  // record_json.cc
  nlohmann::ordered_json Members(const Record& record) const;
  nlohmann::ordered_json DecisionMembers(const Record& record) const;

  std::vector<Known> known_;
  const Policy* policy_ = nullptr;  // in force; null: not among those that are known
  uint64_t log_ = 0;
};

}  // namespace dialgate::command

#endif
