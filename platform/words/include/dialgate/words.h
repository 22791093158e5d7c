// The words that people and programs see for the numbers of the core, and the way back.
#ifndef DIALGATE_WORDS_H
#define DIALGATE_WORDS_H

#include <optional>
#include <string_view>

#include "dialgate/decision.h"
#include "dialgate/outcome.h"
#include "dialgate/policy.h"
#include "dialgate/rules.h"

namespace dialgate {

// The name of a word, as files and JSON lines write it: `outside_hours`, `representative`. Static
// text; `unknown` for a number that no word has.
std::string_view Name(Reason reason);
std::string_view Name(PolicyError error);
std::string_view Name(Role role);        // kNone: `none`
std::string_view Name(Purpose purpose);  // kNotStated: `not_stated`
std::string_view Name(Mode mode);        // kNotStated: `not_stated`
std::string_view Name(Disclosure disclosure);
std::string_view Name(Counts counts);
std::string_view Name(Outcome outcome);  // kUnknown: `unknown`
std::string_view Name(Per per);
std::string_view Name(Account::Stopped stopped);  // kNo: `no`

// One sentence for a person: what is wrong with the policy and what to do about it.
std::string_view Advice(PolicyError error);

// The word of that name, exactly as Name gives it. Nothing for any other text, and nothing for the
// names of what is no word: `undecided`, `none`, `not_stated`, `unknown`, `no`.
std::optional<Reason> ParseReason(std::string_view name);
std::optional<PolicyError> ParsePolicyError(std::string_view name);
std::optional<Role> ParseRole(std::string_view name);
std::optional<Purpose> ParsePurpose(std::string_view name);
std::optional<Mode> ParseMode(std::string_view name);
std::optional<Disclosure> ParseDisclosure(std::string_view name);
std::optional<Counts> ParseCounts(std::string_view name);
std::optional<Outcome> ParseOutcome(std::string_view name);
std::optional<Per> ParsePer(std::string_view name);
std::optional<Account::Stopped> ParseStopped(std::string_view name);

}  // namespace dialgate

#endif
