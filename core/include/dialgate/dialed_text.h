// The grammar of dialed text: what was dialed, taken apart, before any dial plan is asked what it
// means.
#ifndef DIALGATE_DIALED_TEXT_H
#define DIALGATE_DIALED_TEXT_H

#include <cstdint>
#include <string_view>

namespace dialgate {

// Up to Capacity decimal digits. Beyond that none is kept and `overflowed` says so: nothing is
// truncated.
template <unsigned Capacity>
class Digits {
 public:
  void Append(char digit) {
    if (size_ == Capacity) {
      overflowed_ = true;
    } else {
      digits_[size_++] = digit;
    }
  }
  bool overflowed() const { return overflowed_; }
  std::string_view view() const { return {digits_, size_}; }

 private:
  char digits_[Capacity];
  uint8_t size_ = 0;
  bool overflowed_ = false;
};

// Plain digits, a `tel:` URI (RFC 3966), a `sip:` or `sips:` URI (RFC 3261, 19.1) whose user part
// is a telephone subscriber, or `urn:service:sos` and its sub-services (RFC 5031).
//
// One allow-list grammar: a byte that no rule consumes makes the text malformed. Separators (space,
// `-`,
// `.`, `(`, `)`) are skipped, except before a `+`. Only the user part of a sip URI is
// percent-decoded, once.
struct DialedText {
  enum class Form : uint8_t { kMalformed = 0, kPlain, kTel, kSip, kServiceUrn };

  // A phone-context (RFC 3966, 5.1.5). Emergency calls are recognised without looking at it.
  enum class Context : uint8_t { kNone = 0, kUnusable, kGlobal };

  static constexpr unsigned kMaxBytes = 255;
  // Room for an outside-line prefix, an international prefix and an E.164 number.
  static constexpr unsigned kMaxDigits = 32;

  Form form = Form::kMalformed;
  bool global = false;  // the subscriber began with `+`
  Context context = Context::kNone;
  Digits<kMaxDigits> subscriber;  // its digits, without `+` and separators; at least one
  Digits<15> context_digits;      // of a global context, without its `+`

  // Copies what it needs of `text`. Never fails: what is malformed says so in `form`.
  static DialedText Read(std::string_view text);
};

}  // namespace dialgate

#endif
