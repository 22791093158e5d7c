#include "call_line.h"

#include "dialgate/dial_string.h"
#include "dialgate/words.h"
#include "utc_time.h"

namespace firmware {
namespace {

using dialgate::Disclosure;
using dialgate::Disclosures;
using dialgate::Reason;

// What is before the first `mark`, which is consumed too.
std::string_view Take(std::string_view* text, char mark) {
  size_t size = 0;
  while (size < text->size() && (*text)[size] != mark) ++size;
  const std::string_view before(text->data(), size);
  text->remove_prefix(size < text->size() ? size + 1 : size);
  return before;
}

bool ReadDisclosures(std::string_view text, Disclosures* out) {
  while (!text.empty()) {
    const auto disclosure = dialgate::ParseDisclosure(Take(&text, ','));
    if (!disclosure) return false;
    *out = out->With(*disclosure);
  }
  return true;
}

// A word of the call, or `-`; an unknown one is no call at all, not one that states nothing.
template <typename Word, typename Parsed>
bool Read(std::string_view text, Parsed (*parse)(std::string_view), Word* out) {
  if (text == "-") return true;
  const auto word = parse(text);
  if (word) *out = *word;
  return word.has_value();
}

// In alphabetical order, as the dialgate command writes them.
void AppendDisclosures(Disclosures disclosures, Answer* answer) {
  constexpr Disclosure kInOrder[] = {Disclosure::kAmount, Disclosure::kBehaviour, Disclosure::kDebt,
                                     Disclosure::kPurchase};
  bool first = true;
  for (Disclosure disclosure : kInOrder) {
    if (!disclosures.Contains(disclosure)) continue;
    answer->Append(first ? " " : ",");
    answer->Append(dialgate::Name(disclosure));
    first = false;
  }
  if (first) answer->Append(" -");
}

}  // namespace

bool ReadCallLine(std::string_view line, CallLine* out) {
  *out = {};
  const std::string_view at = Take(&line, ' ');
  const std::string_view account = Take(&line, ' ');
  const std::string_view purpose = Take(&line, ' ');
  const std::string_view mode = Take(&line, ' ');
  const std::string_view disclosures = Take(&line, ' ');
  if (account != "-") out->call.account = account;
  out->call.dialed = line;
  return ReadUtcTime(at, &out->at) && Read(purpose, dialgate::ParsePurpose, &out->call.purpose) &&
         Read(mode, dialgate::ParseMode, &out->call.mode) &&
         (disclosures == "-" || ReadDisclosures(disclosures, &out->call.disclosures));
}

void Answer::Append(std::string_view text) {
  for (char c : text) {
    if (size_ < sizeof text_) text_[size_++] = c;
  }
}

void Answer::AppendNumber(uint32_t number, unsigned digits) {
  char text[10];
  for (unsigned i = digits; i-- > 0; number /= 10) text[i] = static_cast<char>('0' + number % 10);
  Append({text, digits});
}

Answer WriteAnswer(const dialgate::Situation& situation, const dialgate::Call& call,
                   const dialgate::Decision& decision) {
  Answer answer;
  answer.Append(decision.allowed() ? "allow " : "deny ");
  answer.Append(dialgate::Name(decision.reason));
  if (decision.allowed()) {
    char dial[dialgate::DialedText::kMaxBytes];
    answer.Append(" ");
    answer.Append(dialgate::WriteDialString(decision, call, dial));
    if (decision.reason != Reason::kDeclaredContact) return answer;
    answer.Append(" ");
    answer.Append(dialgate::Name(decision.role));
    AppendDisclosures(decision.disclosures, &answer);
  } else if (const auto retry_at = RetryAt(situation, call)) {
    answer.Append(" ");
    AppendUtcTime(*retry_at, &answer);
  }
  return answer;
}

}  // namespace firmware
