// A recursive descent over the text, once, from left to right; what is left over makes it
// malformed.
#include "dialgate/dialed_text.h"

namespace dialgate {
namespace {

using Form = DialedText::Form;
using Context = DialedText::Context;
using namespace std::string_view_literals;  // of known size, where `const char*` would need strlen

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr char ToLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool IsLetter(char c) { return ToLower(c) >= 'a' && ToLower(c) <= 'z'; }
// Space, `(`, `)`, `-` and `.`: a bit for each, from the space on.
constexpr bool IsSeparator(char c) {
  const auto place = static_cast<unsigned char>(c - ' ');
  return place < 16 && (0x6301u >> place & 1) != 0;
}

constexpr int HexDigit(char c) {
  if (IsDigit(c)) return c - '0';
  const char lower = ToLower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Letters, digits and some marks: a bit for each ASCII character.
class NameCharacters {
 public:
  constexpr explicit NameCharacters(std::string_view marks) {
    for (unsigned c = 0; c < 128; ++c) {
      if (IsDigit(static_cast<char>(c)) || IsLetter(static_cast<char>(c))) Add(c);
    }
    for (char mark : marks) Add(static_cast<unsigned char>(mark));
  }
  constexpr bool Contain(char c) const {
    const auto place = static_cast<unsigned char>(c);
    return place < 128 && (bits_[place / 32] >> place % 32 & 1) != 0;
  }

 private:
  constexpr void Add(unsigned place) { bits_[place / 32] |= 1u << place % 32; }

  uint32_t bits_[4] = {};
};
constexpr NameCharacters kHost(".-_:[]");
constexpr NameCharacters kToken("-");

// The text, from left to right. Every rule below takes what it knows and leaves the rest to the
// next one.
struct Cursor {
  const char* at;
  const char* end;
  bool encoded = false;  // whether the characters of a piece may be percent-encoded

  bool AtEnd() const { return at == end; }
  bool AtLetter() const { return at != end && IsLetter(*at); }

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

  void SkipSeparators() {
    while (at != end && IsSeparator(*at)) ++at;
  }

  // Takes one or more of these.
  bool TakeName(const NameCharacters& characters) {
    const char* start = at;
    while (at != end && characters.Contain(*at)) ++at;
    return at != start;
  }

  // Takes one character of a piece of the user part, decoded once. False where the piece ends, at a
  // mark of the URI or of the text; and where what stands is malformed, which the next rule will
  // not take.
  [[gnu::always_inline]] bool TakeDecoded(char* c) {
    if (at == end) return false;
    *c = *at;
    if (*c == '%') return encoded && Decode(c);
    if (*c == ';' || *c == '@' || *c == '=') return false;
    ++at;
    return true;
  }

 private:
  // What decodes to a mark of the URI's own structure would be read one way here and another behind
  // us.
  bool Decode(char* c) {
    if (end - at < 3) return false;
    const int high = HexDigit(at[1]), low = HexDigit(at[2]);
    if (high < 0 || low < 0) return false;
    *c = static_cast<char>(high << 4 | low);
    if (*c == ';' || *c == '@' || *c == '=' || *c == '%') return false;
    at += 3;
    return true;
  }
};

// Digits, and separators between, before and after them; nothing stands before a `+`.
bool TakeSubscriber(Cursor& in, DialedText* out) {
  Cursor piece = in;  // its own, so that it stays in registers
  bool first = true;
  for (char c; piece.TakeDecoded(&c); first = false) {
    if (IsDigit(c)) {
      out->subscriber.Append(c);
    } else if (first && c == '+') {
      out->global = true;
    } else if (IsSeparator(c)) {
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
    char c;
    if (!in.TakeDecoded(&c) || ToLower(c) != expected) return false;
  }
  return in.Take('=');
}

// `+` and digits; or a domain name, which makes no number of the subscriber but keeps no emergency
// call back.
bool TakeContext(Cursor& in, DialedText* out) {
  char c;
  if (!in.TakeDecoded(&c)) return false;
  bool global = c == '+';
  if (!global && !IsDigit(c) && !IsLetter(c)) return false;
  while (in.TakeDecoded(&c)) {
    if (IsDigit(c)) {
      out->context_digits.Append(c);
    } else if (IsLetter(c)) {
      global = false;
    } else if (IsSeparator(c)) {
      in.SkipSeparators();
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
  if (!in.TakeName(kHost)) return false;
  bool user = false, transport = false;
  while (in.Take(';')) {
    if (!user && in.Take("user=phone"sv)) {
      user = true;
    } else if (!transport && in.Take("transport="sv) && in.TakeName(kToken)) {
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
    if (!in.TakeName(kToken)) return false;
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
