// A bar on standard error, for work that takes over a second, where that is a terminal.
#ifndef DIALGATE_PLATFORM_COMMAND_PROGRESS_BAR_H
#define DIALGATE_PLATFORM_COMMAND_PROGRESS_BAR_H

#include <chrono>
#include <cstdint>

namespace dialgate::command {

class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();  // leaves a clean line
  ProgressBar(const ProgressBar&) = delete;

  // `total` 0: not known.
  void Show(uint64_t done, uint64_t total, uint64_t rows);

 private:
  using Clock = std::chrono::steady_clock;

  const bool terminal_;
  Clock::time_point next_;
  bool shown_ = false;
};

}  // namespace dialgate::command

#endif
