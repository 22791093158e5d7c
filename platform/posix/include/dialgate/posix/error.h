// How this platform says that something could not be done.
#ifndef DIALGATE_POSIX_ERROR_H
#define DIALGATE_POSIX_ERROR_H

#include <string>
#include <tl/expected.hpp>

namespace dialgate::posix {

// One line for a person: which file, what is wrong with it, and what to do.
struct Error {
  std::string message;
};

template <typename Value>
using Result = tl::expected<Value, Error>;

}  // namespace dialgate::posix

#endif
