// The port to the platform's clock.
#ifndef DIALGATE_CLOCK_H
#define DIALGATE_CLOCK_H

#include <cstdint>

namespace dialgate {

// Called for every call that is placed and every outcome that is reported.
class Clock {
 public:
  // UTC seconds since 1970.
  virtual int64_t Now() const = 0;

  // Whether the platform vouches for it. Where it does not, nothing but emergency calls is allowed.
  virtual bool IsTrusted() const = 0;

 protected:
  ~Clock() = default;
};

}  // namespace dialgate

#endif
