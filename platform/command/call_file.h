// calls.csv: calls that were or would be made, each at its time.
#ifndef DIALGATE_PLATFORM_COMMAND_CALL_FILE_H
#define DIALGATE_PLATFORM_COMMAND_CALL_FILE_H

#include <functional>
#include <string>
#include <tl/expected.hpp>

#include "dialgate/call.h"

namespace dialgate::command {

// A row. The views of `call` last while it is given.
struct CallRow {
  int64_t at;  // UTC seconds
  Call call;
};

// Gives every row to `take`, in the file's order. Errors, as one line for a person: the file is no
// CSV of these columns, or a row has a bad time or an unknown word; the rows before it were given.
tl::expected<void, std::string> ReadCalls(const std::string& path,
                                          const std::function<void(const CallRow&)>& take);

}  // namespace dialgate::command

#endif
