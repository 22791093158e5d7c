#include "order_line.h"

#include "dialgate/words.h"
#include "utc_time.h"

namespace firmware {
namespace {

using dialgate::WithdrawalKind;

// What is before the first `mark`, which is consumed too.
std::string_view Take(std::string_view* text, char mark) {
  size_t size = 0;
  while (size < text->size() && (*text)[size] != mark) ++size;
  const std::string_view before(text->data(), size);
  text->remove_prefix(size < text->size() ? size + 1 : size);
  return before;
}

// A word of the call, or `-`; an unknown one is no call at all, not one that states nothing.
template <typename Word, typename Parsed>
bool Read(std::string_view text, Parsed (*parse)(std::string_view), Word* out) {
  if (text == "-") return true;
  const auto word = parse(text);
  if (word) *out = *word;
  return word.has_value();
}

bool ReadDisclosures(std::string_view text, dialgate::Disclosures* out) {
  if (text == "-") return true;
  while (!text.empty()) {
    const auto disclosure = dialgate::ParseDisclosure(Take(&text, ','));
    if (!disclosure) return false;
    *out = out->With(*disclosure);
  }
  return true;
}

bool ReadCall(std::string_view text, dialgate::Call* out) {
  const std::string_view account = Take(&text, ' ');
  const std::string_view purpose = Take(&text, ' ');
  const std::string_view mode = Take(&text, ' ');
  const std::string_view disclosures = Take(&text, ' ');
  if (account != "-") out->account = account;
  out->dialed = text;
  return Read(purpose, dialgate::ParsePurpose, &out->purpose) &&
         Read(mode, dialgate::ParseMode, &out->mode) &&
         ReadDisclosures(disclosures, &out->disclosures);
}

bool ReadDigit(char c, uint8_t* digit) {
  if (c >= '0' && c <= '9') return *digit = static_cast<uint8_t>(c - '0'), true;
  if (c >= 'a' && c <= 'f') return *digit = static_cast<uint8_t>(c - 'a' + 10), true;
  return false;
}

// Two digits a byte.
bool ReadHex(std::string_view text, uint8_t* bytes, size_t size) {
  if (text.size() != 2 * size) return false;
  for (size_t i = 0; i < size; ++i) {
    uint8_t high, low;
    if (!ReadDigit(text[2 * i], &high) || !ReadDigit(text[2 * i + 1], &low)) return false;
    bytes[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return true;
}

bool ReadReport(std::string_view text, Order* out) {
  const std::string_view permit = Take(&text, ' ');
  out->newest_permit = permit == "-";
  const auto outcome = dialgate::ParseOutcome(text);
  if (outcome) out->outcome = *outcome;
  const bool read =
      out->newest_permit || ReadHex(permit, out->permit.bytes, sizeof out->permit.bytes);
  return outcome && read;
}

bool ReadWithdrawal(std::string_view text, const dialgate::Tagger& tagger, Order* out) {
  const std::string_view kind = Take(&text, ' ');
  if (kind == "account" && !text.empty() && text.size() <= 64) {
    out->kind = WithdrawalKind::kAccount;
    out->what = tagger.Account(text).value;
    return true;
  }
  if (kind == "role") {
    const auto role = dialgate::ParseRole(text);
    out->kind = WithdrawalKind::kRole;
    out->what = role ? static_cast<uint64_t>(*role) : 0;
    return role.has_value();
  }
  if (kind != "number" || Take(&text, '+') != "") return false;
  const auto number = dialgate::PhoneNumber::FromDigits(text);
  out->kind = WithdrawalKind::kNumber;
  out->what = tagger.Number(number);
  return !number.empty();
}

bool ReadReceipt(std::string_view text, Order* out) {
  if (Take(&text, ':') != "receipt" || text.size() / 2 > sizeof out->receipt) return false;
  out->receipt_size = text.size() / 2;
  return out->receipt_size != 0 && ReadHex(text, out->receipt, out->receipt_size);
}

}  // namespace

bool ReadOrder(std::string_view line, const dialgate::Tagger& tagger, Order* out) {
  *out = {};
  const std::string_view verb = Take(&line, ' ');
  if (!ReadUtcTime(Take(&line, ' '), &out->at)) return false;
  if (verb == "place") {
    out->verb = Order::Verb::kPlace;
    return ReadCall(line, &out->call);
  }
  if (verb == "report") {
    out->verb = Order::Verb::kReport;
    return ReadReport(line, out);
  }
  if (verb == "checkpoint") {
    out->verb = Order::Verb::kCheckpoint;
    return line.empty();
  }
  if (verb == "receipt") {
    out->verb = Order::Verb::kReceipt;
    return ReadReceipt(line, out);
  }
  out->verb = Order::Verb::kWithdraw;
  return verb == "withdraw" && ReadWithdrawal(line, tagger, out);
}

}  // namespace firmware
