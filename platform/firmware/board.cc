#include "board.h"

#include "console.h"
#include "image.h"

namespace firmware {
namespace {

constexpr size_t kLongest = 256;  // argument

unsigned ReadNumber(std::string_view digits) {
  unsigned number = 0;
  for (char c : digits) number = number * 10 + static_cast<unsigned>(c - '0');
  return number;
}

}  // namespace

bool Board::PowerOn() {
  char text[kLongest];
  if (ReadArgument(2, text, sizeof text)) power_.GoesIn(ReadNumber(text));
  return ReadArgument(1, text, sizeof text) && OpenImage(text, kImageBytes) && log_.Load() &&
         seal_.Load();
}

}  // namespace firmware
