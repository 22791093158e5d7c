// A recursive descent over the text, once, from left to right; what is left over makes it
// malformed.
#include "dialgate/dialed_text.h"

namespace dialgate {
namespace {

using Form = DialedText::Form;
using Context = DialedText::Context;
using namespace std::string_view_literals;  // of known size, where `const char*` would need strlen

constexpr char ToLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// What a character may be, a bit for each.
enum Kind : uint8_t {
  kDigit = 1,
  kLetter = 2,
  kHexLetter = 4,
  kSeparator = 8,
  kHostMark = 16,
  kTokenMark = 32,
  kDelimiter = 64,  // ends a piece of the user part; so does a zero, which no rule takes
};

// The kinds of every byte: one load where chains of comparisons take the longer, the later they
// hit.
class Kinds {
 public:
  constexpr Kinds() {
    Add(kDigit, "0123456789");
    Add(kLetter, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    Add(kHexLetter, "abcdefABCDEF");
    Add(kSeparator, " ()-.");
    Add(kHostMark, ".-_:[]");
    Add(kTokenMark, "-");
    Add(kDelimiter, "%;=@\0"sv);
  }
  constexpr unsigned Of(char c) const { return of_[static_cast<unsigned char>(c)]; }

 private:
  constexpr void Add(Kind kind, std::string_view characters) {
    for (char c : characters) of_[static_cast<unsigned char>(c)] |= kind;
  }
  uint8_t of_[256] = {};
};
constexpr Kinds kKinds;

// Whether `c` is one of `kinds`.
[[gnu::always_inline]] constexpr bool IsA(char c, unsigned kinds) {
  return (kKinds.Of(c) & kinds) != 0;
}

// Precondition: `c` is a digit or a letter to f.
constexpr unsigned HexValue(char c) { return (c & 0xF) + 9 * (c >> 6); }

// The text, from left to right. Every rule below takes what it knows and leaves the rest to the
// next one.
struct Cursor {
  const char* at;
  const char* end;
  bool encoded = false;  // whether the characters of a piece may be percent-encoded

  bool AtEnd() const { return at == end; }
  bool AtLetter() const { return at != end && IsA(*at, kLetter); }

  bool Take(char c) {
    if (at == end || *at != c) return false;
    ++at;
    return true;
  }

  // Takes `lower`, in whatever case it stands here.
  bool Take(std::string_view lower) {
    const char* next = at;
    for (char c : lower) {
      if (next == end || ToLower(*next) != c) return false;
      ++next;
    }
    at = next;
    return true;
  }

  [[gnu::always_inline]] void SkipSeparators() {
    while (at != end && IsA(*at, kSeparator)) ++at;
  }

  // Takes one or more of `kinds`.
  bool TakeName(unsigned kinds) {
    const char* start = at;
    while (at != end && IsA(*at, kinds)) ++at;
    return at != start;
  }

  // Takes one character of a piece of the user part, decoded once. Says 0 where the piece ends, at
  // a mark of the URI or of the text; and where what stands is malformed, which the next rule will
  // not take. Inlined for the subscriber, which all texts have.
  [[gnu::always_inline]] char TakeDecodedHere() {
    if (at == end) return 0;
    if (!IsA(*at, kDelimiter)) return *at++;
    if (*at != '%' || !encoded) return 0;
    const char c = Decoded(at, end);
    if (c != 0) at += 3;
    return c;
  }

  [[gnu::noinline]] char TakeDecoded() { return TakeDecodedHere(); }

 private:
  // What decodes to a mark of the URI's own structure would be read one way here and another behind
  // us.
  static char Decoded(const char* at, const char* end) {
    if (end - at < 3) return 0;
    const char high = at[1], low = at[2];
    if (!IsA(high, kDigit | kHexLetter) || !IsA(low, kDigit | kHexLetter)) return 0;
    const auto c = static_cast<char>(HexValue(high) << 4 | HexValue(low));
    return IsA(c, kDelimiter) ? '\0' : c;
  }
};

// Digits, and separators between, before and after them; nothing stands before a `+`.
bool TakeSubscriber(Cursor& in, DialedText* out) {
  Cursor piece = in;  // its own, so that it stays in registers
  bool first = true;
  for (char c; (c = piece.TakeDecodedHere()) != 0; first = false) {
    if (IsA(c, kDigit)) {
      out->subscriber.Append(c);
    } else if (first && c == '+') {
      out->global = true;
    } else if (IsA(c, kSeparator)) {
      piece.SkipSeparators();
    } else {
      return false;
    }
  }
  in = piece;
  return !out->subscriber.view().empty() && !out->subscriber.overflowed();
}

bool TakeContextName(Cursor& in) {
  for (char expected : std::string_view("phone-context")) {
    if (ToLower(in.TakeDecoded()) != expected) return false;
  }
  return in.Take('=');
}

// `+` and digits; or a domain name, or nothing, which make no number of the subscriber but keep no
// emergency call back.
bool TakeContext(Cursor& in, DialedText* out) {
  bool global = false, first = true;
  for (char c; (c = in.TakeDecoded()) != 0; first = false) {
    if (IsA(c, kDigit)) {
      out->context_digits.Append(c);
    } else if (first && c == '+') {
      global = true;
    } else if (IsA(c, kSeparator)) {
      in.SkipSeparators();
    } else if (IsA(c, kLetter) || c == '_') {
      global = false;
    } else {
      return false;
    }
  }
  global = global && !out->context_digits.view().empty() && !out->context_digits.overflowed();
  out->context = global ? Context::kGlobal : Context::kUnusable;
  return true;
}

// The subscriber of a URI, and its parameters, of which only phone-context may stand, once.
bool TakeUser(Cursor& in, DialedText* out) {
  if (!TakeSubscriber(in, out)) return false;
  return !in.Take(';') || (TakeContextName(in) && TakeContext(in, out));
}

// A host, which is not judged, then `user=phone` and `transport=`, each once at most (RFC
// 3261, 19.1.1).
bool TakeHost(Cursor& in) {
  if (!in.TakeName(kDigit | kLetter | kHostMark)) return false;
  bool user = false, transport = false;
  while (in.Take(';')) {
    if (!user && in.Take("user=phone"sv)) {
      user = true;
    } else if (!transport && in.Take("transport="sv) &&
               in.TakeName(kDigit | kLetter | kTokenMark)) {
      transport = true;
    } else {
      return false;
    }
  }
  return true;
}

bool TakeSip(Cursor& in, DialedText* out) {
  in.encoded = true;
  return TakeUser(in, out) && in.Take('@') && TakeHost(in);
}

// Nothing, or labels, each behind a dot (RFC 5031, 4.2).
bool TakeSubServices(Cursor& in) {
  while (in.Take('.')) {
    if (!in.TakeName(kDigit | kLetter | kTokenMark)) return false;
  }
  return true;
}

bool Is(DialedText* out, Form form, bool taken) {
  out->form = form;
  return taken;
}

bool TakeAny(Cursor& in, DialedText* out) {
  if (!in.AtLetter()) return Is(out, Form::kPlain, TakeSubscriber(in, out));
  if (in.Take("tel:"sv)) return Is(out, Form::kTel, TakeUser(in, out));
  if (in.Take("sip:"sv) || in.Take("sips:"sv)) return Is(out, Form::kSip, TakeSip(in, out));
  if (in.Take("urn:service:sos"sv)) return Is(out, Form::kServiceUrn, TakeSubServices(in));
  return false;
}

}  // namespace

DialedText DialedText::Read(std::string_view text) {
  DialedText out;
  Cursor in{text.data(), text.data() + text.size()};
  if (text.size() > kMaxBytes || !TakeAny(in, &out) || !in.AtEnd()) out.form = Form::kMalformed;
  return out;
}

}  // namespace dialgate
