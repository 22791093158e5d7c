// The lines that come to `dialgate run` while its gate is still being opened.
#ifndef DIALGATE_PLATFORM_COMMAND_EARLY_LINES_H
#define DIALGATE_PLATFORM_COMMAND_EARLY_LINES_H

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dialgate/gate.h"
#include "dialgate/posix/gate_folder.h"
#include "platform/command/request_line.h"

namespace dialgate::command {

// A policy is verified and a log is read before the first call is decided; an emergency call does
// not wait for that. It is answered by what the device was provisioned with, and recorded once
// there is a log, with the time at which the start was over; the other lines wait. Where more lines
// come than are kept, they are answered at once, as without a log: calls are denied
// (audit_unavailable), and an emergency call passes without a record.
class EarlyLines {
 public:
  // `crypto` must outlive it.
  EarlyLines(posix::GateKeys keys, const Crypto& crypto,
             std::function<void(std::string_view)> write);
  EarlyLines(const EarlyLines&) = delete;

  void Take(std::string_view line);
  void GiveTo(RequestLine& requests);

  // Where no gate came of it: the lines that wait get the answers of one without a log.
  void Deny();

 private:
  struct Early {
    std::string line;
    bool answered;
  };
  bool AnswerEmergency(std::string_view line) const;
  void Deny(std::string_view line) const;

  const posix::GateKeys keys_;
  const Tagger tagger_;
  const std::vector<std::string_view> emergency_;  // views of the keys' settings
  Device device_;
  const std::function<void(std::string_view)> write_;
  std::vector<Early> lines_;
  size_t bytes_ = 0;  // that they take
};

}  // namespace dialgate::command

#endif
