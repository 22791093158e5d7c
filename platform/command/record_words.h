// The words for what stands in a record, for people and programs alike.
#ifndef DIALGATE_PLATFORM_COMMAND_RECORD_WORDS_H
#define DIALGATE_PLATFORM_COMMAND_RECORD_WORDS_H

#include <string>
#include <string_view>

#include "dialgate/record.h"

namespace dialgate::command {

std::string_view KindWord(RecordKind kind);
std::string_view StartWord(StartKind kind);

// `number`, `account` or `role`.
std::string_view WithdrawnWord(WithdrawalKind kind);
// Which role was withdrawn; of a refusal, as whose number: `other` is whoever is no debtor. Empty:
// it is of any role.
std::string_view WithdrawnRole(WithdrawalKind kind, uint64_t what);

// By which a policy names a withdrawal: LOG-ID:SEQUENCE.
std::string WithdrawalId(uint64_t log, uint64_t sequence);

std::string DigestText(const PolicyTaken& policy);

}  // namespace dialgate::command

#endif
