// Runs the text files of this folder against the core: no heap, no file system, so that a Cortex-M
// runs the same lines as the host.
//
// A file has one vector a line, its fields apart by ` | `, the last of them saying where the vector
// comes from. A line that is empty or begins with `#` says nothing; one that begins with `plan ` or
// `zone ` defines what the lines below it use. Bytes are written as \xHH.
#ifndef DIALGATE_TESTS_VECTORS_VECTORS_H
#define DIALGATE_TESTS_VECTORS_VECTORS_H

#include <cstdint>
#include <string_view>

#include "dialgate/bytes.h"
#include "dialgate/crypto.h"

namespace dialgate::vectors {

// Told of each vector that fails. The views are good until it returns.
class Listener {
 public:
  virtual void Failed(unsigned line_number, std::string_view line, std::string_view actual) = 0;

 protected:
  ~Listener() = default;
};

// Each says how many vectors it ran. A line that cannot be read has failed, too.
unsigned RunDialedText(std::string_view file, Listener* listener);
unsigned RunCalendar(std::string_view file, Listener* listener);
// `policy` is the image of decisions.dgp, at a multiple of 64; it must open, or every line fails.
unsigned RunDecisions(std::string_view file, ByteView policy, const Crypto& crypto,
                      Listener* listener);

}  // namespace dialgate::vectors

#endif
