// The words of a problem.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_PROBLEM_TEXT_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_PROBLEM_TEXT_H

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/builder/rules/problem.h"

namespace dialgate::builder {

// The problem that stands in a line of a file.
Problem ProblemAt(const std::string& file, uint64_t line, const std::string& what);

// What a file says, fit for one line of a message: what cannot be printed is escaped, and what is
// long, cut.
std::string Quoted(std::string_view text);

}  // namespace dialgate::builder

#endif
