// The words of a call, as options and files write them.
#ifndef DIALGATE_PLATFORM_COMMAND_CALL_WORDS_H
#define DIALGATE_PLATFORM_COMMAND_CALL_WORDS_H

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "dialgate/call.h"

namespace dialgate::command {

constexpr Modes kAllModes =
    Modes().With(Mode::kManual).With(Mode::kAutomated).With(Mode::kPrerecorded);

// An error is the end of a sentence that begins with where the word stands: `'x' is no mode: use
// ...`.
template <typename Value>
using Read = tl::expected<Value, std::string>;

// The items of a list, spaces and all; none of an empty text.
std::vector<std::string> Split(std::string_view text, char separator);

// Empty text: not stated.
Read<Purpose> ReadPurpose(std::string_view word);
Read<Mode> ReadMode(std::string_view word);

Read<Modes> ReadModes(const std::vector<std::string>& words);
Read<Disclosures> ReadDisclosures(const std::vector<std::string>& words);

// The words of a set, in alphabetical order.
std::vector<std::string> WordsOf(Purposes purposes);
std::vector<std::string> WordsOf(Modes modes);
std::vector<std::string> WordsOf(Disclosures disclosures);

}  // namespace dialgate::command

#endif
