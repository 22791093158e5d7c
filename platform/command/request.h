// A line that `dialgate run` reads: a call, or what came of one.
#ifndef DIALGATE_PLATFORM_COMMAND_REQUEST_H
#define DIALGATE_PLATFORM_COMMAND_REQUEST_H

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "dialgate/call.h"
#include "dialgate/outcome.h"
#include "dialgate/permit.h"

namespace dialgate::command {

// The answer to a line begins with its `id`, a number or a text, so that the two belong together.
struct Request {
  nlohmann::ordered_json id;
  // A report:
  std::optional<Permit> permit;
  Outcome outcome = Outcome::kUnknown;
  // Otherwise a call:
  std::string dialed, account;
  Purpose purpose = Purpose::kNotStated;
  Mode mode = Mode::kNotStated;
  Disclosures disclosures;

  // Lasts as long as the request.
  Call call() const { return {dialed, account, purpose, mode, disclosures}; }
};

// Why a line is none; with the id, if it could be read.
struct RequestError {
  nlohmann::ordered_json id;
  std::string message;
};

// Reads a line: an object with `permit` and `outcome`, or with `dialed` and, as they are known,
// `account`, `purpose`, `mode` and `disclosures` (a list, or one text joined by `|`); and an `id`.
tl::expected<Request, RequestError> ReadRequest(std::string_view line);

// The lower-case hexadecimal digits of a permit.
std::string PermitText(const Permit& permit);

}  // namespace dialgate::command

#endif
