// Plays histories.txt to gates.
#ifndef DIALGATE_TESTS_MODEL_PLAY_HISTORIES_H
#define DIALGATE_TESTS_MODEL_PLAY_HISTORIES_H

#include <string>
#include <string_view>

#include "history_against_core.h"

namespace dialgate::model {

struct PlayedFile {
  unsigned lines = 0;    // that were held against an answer
  std::string failures;  // a line each; a line that cannot be read fails
};
PlayedFile PlayHistories(std::string_view file, const MakeGate& make);

}  // namespace dialgate::model

#endif
