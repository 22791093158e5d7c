// From reset on: orders come in by lines and are answered by lines.
#include "console.h"
#include "firmware.h"

namespace firmware {
namespace {

// Room for the longest text that can be dialed (255 bytes), the longest account (64), and the other
// words of a line.
constexpr size_t kLongestLine = 448;

// From a start to the next, or to the end of the orders. Whether it started.
bool Serve(Board* board, bool* more) {
  Firmware firmware(board);
  const bool started = firmware.Start();
  char buffer[kLongestLine];
  std::string_view line;
  for (bool complete; (*more = ReadLine(buffer, sizeof buffer, &line, &complete));) {
    if (complete) {
      firmware.Do(line);
    } else {
      WriteLine("error: the line is too long");
    }
    if (firmware.StartsAgain()) return started;
  }
  firmware.Stop();
  return started;
}

int Run() {
  Board board;
  if (!board.PowerOn()) {
    WriteLine("no flash: make an image with firmware_flash, and name it as the argument");
    return 2;
  }
  bool started = true;
  for (bool more = true; more;) started = Serve(&board, &more);
  return started ? 0 : 1;
}

}  // namespace
}  // namespace firmware

int main() { return firmware::Run(); }
