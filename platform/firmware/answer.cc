#include "answer.h"

#include "dialgate/dial_string.h"
#include "dialgate/words.h"
#include "utc_time.h"

namespace firmware {
namespace {

using dialgate::Disclosure;
using dialgate::FlashError;
using dialgate::ReceiptError;
using dialgate::ReportError;

// In alphabetical order, as the dialgate command writes them.
void AppendDisclosures(dialgate::Disclosures disclosures, Answer* answer) {
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

void Answer::Append(std::string_view text) {
  for (char c : text) {
    if (size_ < sizeof text_) text_[size_++] = c;
  }
}

void Answer::AppendNumber(uint32_t number, unsigned at_least) {
  char text[10];
  unsigned first = sizeof text;
  for (; number != 0 || sizeof text - first < at_least; number /= 10) {
    text[--first] = static_cast<char>('0' + number % 10);
  }
  Append({text + first, sizeof text - first});
}

void Answer::AppendHex(dialgate::ByteView bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (uint8_t byte : bytes) {
    const char pair[] = {kDigits[byte >> 4], kDigits[byte & 15]};
    Append({pair, sizeof pair});
  }
}

Answer WriteAnswer(const dialgate::Situation& situation, const dialgate::Call& call,
                   const dialgate::Placement& placement) {
  const dialgate::Decision& decision = placement.decision;
  Answer answer;
  answer.Append(decision.allowed() ? "allow " : "deny ");
  answer.Append(dialgate::Name(decision.reason));
  if (decision.allowed()) {
    char dial[dialgate::DialedText::kMaxBytes];
    answer.Append(" ");
    answer.Append(dialgate::WriteDialString(decision, call, dial));
    if (decision.reason != dialgate::Reason::kDeclaredContact) return answer;
    answer.Append(" ");
    answer.Append(dialgate::Name(decision.role));
    AppendDisclosures(decision.disclosures, &answer);
    answer.Append(" ");
    answer.AppendHex({placement.permit.bytes, sizeof placement.permit.bytes});
  } else if (const auto retry_at = RetryAt(situation, call)) {
    answer.Append(" ");
    AppendUtcTime(*retry_at, &answer);
  }
  return answer;
}

std::string_view Text(ReportError error) {
  switch (error) {
    case ReportError::kNotAuthentic: return "the permit is not one of this gate's";
    case ReportError::kUnknownOutcome: return "there is no such outcome to report";
    case ReportError::kTooLate: return "over 24 hours since the call was placed";
    case ReportError::kAlreadyReported: return "an outcome was reported already";
    case ReportError::kNotRecorded: return "it cannot be recorded";
  }
  return "unknown";
}

std::string_view Text(FlashError error) {
  switch (error) {
    case FlashError::kGeometry: return "its flash is too small or its sizes are wrong";
    case FlashError::kAnotherLog: return "another gate's log stands in its flash";
    case FlashError::kDamaged: return "a record is missing or not as it was written";
    case FlashError::kShorter: return "records that the seal knows of are missing at its end";
    case FlashError::kSeal: return "a record is not under the seal that the device keeps";
    case FlashError::kNoSeal: return "no key of its seal is in flash";
  }
  return "unknown";
}

std::string_view Text(ReceiptError error) {
  switch (error) {
    case ReceiptError::kMalformed: return "this is no receipt";
    case ReceiptError::kNotAuthentic: return "the receipt is not this gate's auditor's";
    case ReceiptError::kAnotherLog: return "the receipt is for another gate's log";
    case ReceiptError::kNotOnChain: return "the receipt covers what is not in this log";
    case ReceiptError::kNothingNew: return "a receipt that says as much was taken before";
    case ReceiptError::kNotRecorded: return "it cannot be recorded";
  }
  return "unknown";
}

}  // namespace firmware
