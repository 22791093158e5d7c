#include "platform/command/progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "platform/command/console.h"

namespace dialgate::command {
namespace {

constexpr std::chrono::milliseconds kFirst{1000}, kBetween{100};
constexpr uint64_t kWidth = 40;

std::string Bar(uint64_t done, uint64_t total) {
  if (total == 0) return "";
  const double part = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
  const auto filled = static_cast<size_t>(part * kWidth);
  return fmt::format("[{}{}] {:3.0f} %  ", std::string(filled, '='),
                     std::string(kWidth - filled, ' '), part * 100);
}

}  // namespace

ProgressBar::ProgressBar() : terminal_(isatty(STDERR_FILENO) != 0), next_(Clock::now() + kFirst) {}

ProgressBar::~ProgressBar() {
  if (shown_) std::fputs("\r\033[K", stderr);
}

void ProgressBar::Show(uint64_t done, uint64_t total, uint64_t rows) {
  if (!terminal_ || Clock::now() < next_) return;
  next_ = Clock::now() + kBetween;
  shown_ = true;
  const std::string line = fmt::format("\r{}{} rows\033[K", Bar(done, total), Grouped(rows));
  std::fputs(line.c_str(), stderr);
}

}  // namespace dialgate::command
