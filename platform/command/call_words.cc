#include "platform/command/call_words.h"

#include <algorithm>

#include "dialgate/words.h"
#include "platform/builder/tables/problem_text.h"

namespace dialgate::command {
namespace {

constexpr char kPurposes[] = "collect, locate or relay";
constexpr char kModes[] = "manual, automated or prerecorded";
constexpr char kDisclosures[] = "debt, amount, purchase or behaviour";

tl::unexpected<std::string> NoWord(std::string_view word, const char* kind, const char* words) {
  return tl::make_unexpected(builder::Quoted(word) + " is no " + kind + ": use " + words);
}

template <typename Word, typename Parse>
Read<SetOf<Word>> ReadSet(const std::vector<std::string>& words, Parse parse, const char* kind,
                          const char* all) {
  SetOf<Word> set;
  for (const std::string& word : words) {
    const std::optional<Word> found = parse(word);
    if (!found) return NoWord(word, kind, all);
    set = set.With(*found);
  }
  return set;
}

template <typename Word>
std::vector<std::string> Words(SetOf<Word> set) {
  std::vector<std::string> words;
  for (unsigned number = 1; number < 8; ++number) {
    const auto word = static_cast<Word>(number);
    if (set.Contains(word)) words.emplace_back(Name(word));
  }
  std::sort(words.begin(), words.end());
  return words;
}

}  // namespace

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> items;
  if (text.empty()) return items;
  items.emplace_back();
  for (const char c : text) {
    if (c == separator) {
      items.emplace_back();
    } else {
      items.back() += c;
    }
  }
  return items;
}

Read<Purpose> ReadPurpose(std::string_view word) {
  if (word.empty()) return Purpose::kNotStated;
  const std::optional<Purpose> purpose = ParsePurpose(word);
  if (!purpose) return NoWord(word, "purpose", kPurposes);
  return *purpose;
}

Read<Mode> ReadMode(std::string_view word) {
  if (word.empty()) return Mode::kNotStated;
  const std::optional<Mode> mode = ParseMode(word);
  if (!mode) return NoWord(word, "mode", kModes);
  return *mode;
}

Read<Modes> ReadModes(const std::vector<std::string>& words) {
  return ReadSet<Mode>(words, ParseMode, "mode", kModes);
}

Read<Disclosures> ReadDisclosures(const std::vector<std::string>& words) {
  return ReadSet<Disclosure>(words, ParseDisclosure, "disclosure", kDisclosures);
}

std::vector<std::string> WordsOf(Purposes purposes) { return Words(purposes); }
std::vector<std::string> WordsOf(Modes modes) { return Words(modes); }
std::vector<std::string> WordsOf(Disclosures disclosures) { return Words(disclosures); }

}  // namespace dialgate::command
