// The port to where the sealed log is kept.
#ifndef DIALGATE_LOG_H
#define DIALGATE_LOG_H

#include "dialgate/bytes.h"

namespace dialgate {

class LogWriter {
 public:
  // Whether one more decision and its outcome can be appended, beside the room that is kept back
  // for withdrawals.
  virtual bool HasRoom() const = 0;

  // Puts `entry` (an Entry of core/audit.proto, with its tag and length as a field of Log) behind
  // the last one. It need not be durable yet: whoever calls the gate waits for that before he acts
  // on an answer. False: it was not taken, and no part of it will be read back.
  virtual bool Append(ByteView entry) = 0;

 protected:
  ~LogWriter() = default;
};

}  // namespace dialgate

#endif
