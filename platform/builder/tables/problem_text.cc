#include "platform/builder/tables/problem_text.h"

#include <absl/strings/escaping.h>

namespace dialgate::builder {
namespace {

constexpr size_t kLongest = 64;

}  // namespace

Problem ProblemAt(const std::string& file, uint64_t line, const std::string& what) {
  return {file + ":" + std::to_string(line) + ": " + what};
}

std::string Quoted(std::string_view text) {
  const bool cut = text.size() > kLongest;
  return "`" + absl::CHexEscape({text.data(), cut ? kLongest : text.size()}) + (cut ? "...`" : "`");
}

}  // namespace dialgate::builder
