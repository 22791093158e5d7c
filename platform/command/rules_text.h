// The rules of a policy in words.
#ifndef DIALGATE_PLATFORM_COMMAND_RULES_TEXT_H
#define DIALGATE_PLATFORM_COMMAND_RULES_TEXT_H

#include <string>
#include <string_view>
#include <vector>

#include "dialgate/policy.h"
#include "platform/builder/rules/rule_origins.h"

namespace dialgate::command {

// `  label                 text`, a line; long text goes on below itself. Ends with a line feed.
std::string Field(std::string_view label, std::string_view text);

// `a, b, c`; `none` for no item.
std::string Listed(const std::vector<std::string>& items);

// `at most 3 answered calls about one debtor within 7 days`.
std::string CapText(const Cap& cap);

// `text (us-reg-f)`: a value and who set it; `text` alone if `origin` is empty.
std::string From(const std::string& origin, std::string text);

// What a role may be called for, how, when and how often, and who set it; a paragraph.
std::string RoleText(const Policy& policy, Role role, const builder::RuleOrigins& origins);

}  // namespace dialgate::command

#endif
