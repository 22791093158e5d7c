// calls.csv: calls that were or would be made, each at its time.
#ifndef DIALGATE_PLATFORM_COMMAND_CALL_FILE_H
#define DIALGATE_PLATFORM_COMMAND_CALL_FILE_H

#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "dialgate/call.h"

namespace dialgate::command {

// A row. The views of it last while it is given.
struct CallRow {
  int64_t at;  // UTC seconds
  Call call;
  std::string_view outcome;  // the word, unread: what came of the call, if it was allowed
};

// An error ends the reading; it is the end of a sentence that begins with file and line.
using TakeCall = std::function<tl::expected<void, std::string>(const CallRow&)>;

// Gives every row to `take`, in the file's order. Errors, as one line for a person: the file is no
// CSV of these columns, or a row has a bad time or an unknown word, or what `take` gave; the rows
// before it were given.
tl::expected<void, std::string> ReadCalls(const std::string& path, const TakeCall& take);

}  // namespace dialgate::command

#endif
