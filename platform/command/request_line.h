// The answers of `dialgate run`: given in the order of their lines, each once what it says is on
// the disk.
#ifndef DIALGATE_PLATFORM_COMMAND_REQUEST_LINE_H
#define DIALGATE_PLATFORM_COMMAND_REQUEST_LINE_H

#include <condition_variable>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "dialgate/posix/gate.h"
#include "platform/command/answer.h"
#include "platform/command/request.h"

namespace dialgate::command {

// One thread takes lines; another waits for the disk and writes answers, for all lines that came
// meanwhile at once. The answer to an emergency call waits for neither: it goes out at once, before
// those of earlier lines.
class RequestLine {
 public:
  // `write` gets whole lines; it may be called from two threads, but never at once.
  RequestLine(posix::Gate& gate, std::function<void(std::string_view)> write);
  ~RequestLine();  // after the last answer

  void Take(std::string_view line);

  // Places an emergency call that was answered before the gate was there, for its record.
  void Record(std::string_view line);

 private:
  // What is said of a line, and what instead if its record does not become durable.
  struct Pending {
    nlohmann::ordered_json answer;
    nlohmann::ordered_json otherwise;  // null: the answer stands whatever the disk does
  };

  Pending Place(const Request& request, bool* emergency);
  Pending Report(const Request& request);
  void Queue(Pending pending);
  void Write(const std::string& text);
  void GiveAnswers();

  posix::Gate& gate_;
  const std::function<void(std::string_view)> write_;
  std::mutex writing_;
  std::mutex mutex_;  // of these two:
  std::vector<Pending> pending_;
  bool ended_ = false;
  std::condition_variable changed_;
  std::thread answering_;
};

// The answer to the call with that `id`.
nlohmann::ordered_json DecisionLine(const nlohmann::ordered_json& id, const Answer& answer);

// The answer to a line of which no record can be made.
nlohmann::ordered_json AnswerWithoutRecord(std::string_view line);

}  // namespace dialgate::command

#endif
