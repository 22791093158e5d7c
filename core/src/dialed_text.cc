#include "dialgate/dialed_text.h"

namespace dialgate {
namespace {

using Form = DialedText::Form;
using Context = DialedText::Context;

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr char ToLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr bool IsLetter(char c) { return ToLower(c) >= 'a' && ToLower(c) <= 'z'; }
constexpr bool IsSeparator(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')';
}

constexpr int HexDigit(char c) {
  if (IsDigit(c)) return c - '0';
  const char lower = ToLower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (ToLower(text[i]) != lower[i]) return false;
  }
  return true;
}

// Removes `lower` from the front of `text`, in whatever case it stands there.
bool TakePrefix(std::string_view* text, std::string_view lower) {
  if (text->size() < lower.size()) return false;
  if (!EqualsIgnoringCase({text->data(), lower.size()}, lower)) return false;
  text->remove_prefix(lower.size());
  return true;
}

// Cuts `text` at the first `mark`: gives what is before it, and leaves in `text` what is behind it.
// Without a mark it gives all, and `*found` is false.
std::string_view TakeUntil(std::string_view* text, char mark, bool* found) {
  size_t size = 0;
  while (size < text->size() && (*text)[size] != mark) ++size;
  const std::string_view before{text->data(), size};
  *found = size < text->size();
  text->remove_prefix(*found ? size + 1 : size);
  return before;
}

// What decodes to a mark of the URI's own structure would be read one way here and another way
// behind us.
bool Decode(std::string_view* text, char* c) {
  if (text->size() < 2) return false;
  const int high = HexDigit((*text)[0]), low = HexDigit((*text)[1]);
  if (high < 0 || low < 0) return false;
  *c = static_cast<char>(high << 4 | low);
  text->remove_prefix(2);
  return *c != ';' && *c != '@' && *c != '=' && *c != '%';
}

// One piece of a subscriber, character by character: percent-decoded once where its form is so
// encoded.
struct Piece {
  std::string_view text;
  bool encoded;
  bool malformed = false;

  bool Next(char* c) {
    if (text.empty()) return false;
    *c = text.front();
    text.remove_prefix(1);
    malformed = *c == '%' && !(encoded && Decode(&text, c));
    return !malformed;
  }
};

// Separators may stand between, before and after digits, but nothing stands before a `+`.
bool ReadSubscriber(Piece piece, DialedText* out) {
  char c;
  if (!piece.Next(&c)) return false;
  out->global = c == '+';
  if (out->global && !piece.Next(&c)) return false;
  do {
    if (IsDigit(c)) {
      out->subscriber.Append(c);
    } else if (!IsSeparator(c)) {
      return false;
    }
  } while (piece.Next(&c));
  return !piece.malformed && !out->subscriber.view().empty() && !out->subscriber.overflowed();
}

bool IsPhoneContext(Piece name) {
  constexpr std::string_view kName = "phone-context";
  size_t matched = 0;
  for (char c; name.Next(&c); ++matched) {
    if (matched == kName.size() || ToLower(c) != kName[matched]) return false;
  }
  return !name.malformed && matched == kName.size();
}

// `+` and digits; or a domain name, which makes no number of the subscriber but keeps no emergency
// call back.
bool ReadContext(Piece value, DialedText* out) {
  char c;
  if (!value.Next(&c)) return false;
  bool global = c == '+';
  if (!global && !IsDigit(c) && !IsLetter(c)) return false;
  while (value.Next(&c)) {
    if (IsDigit(c)) {
      out->context_digits.Append(c);
    } else if (IsLetter(c)) {
      global = false;
    } else if (!IsSeparator(c)) {
      return false;
    }
  }
  if (value.malformed) return false;
  global = global && !out->context_digits.view().empty() && !out->context_digits.overflowed();
  out->context = global ? Context::kGlobal : Context::kUnusable;
  return true;
}

// The subscriber of a tel or sip URI, and its parameters, of which only phone-context may stand,
// once.
bool ReadUser(std::string_view user, bool encoded, DialedText* out) {
  bool more = false;
  if (!ReadSubscriber({TakeUntil(&user, ';', &more), encoded}, out)) return false;
  while (more) {
    std::string_view parameter = TakeUntil(&user, ';', &more);
    bool has_value = false;
    const std::string_view name = TakeUntil(&parameter, '=', &has_value);
    if (!has_value || out->context != Context::kNone) return false;
    if (!IsPhoneContext({name, encoded}) || !ReadContext({parameter, encoded}, out)) return false;
  }
  return true;
}

bool IsHost(std::string_view host) {
  for (char c : host) {
    const bool mark = c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
    if (!IsDigit(c) && !IsLetter(c) && !mark) return false;
  }
  return !host.empty();
}

bool IsToken(std::string_view text) {
  for (char c : text) {
    if (!IsDigit(c) && !IsLetter(c) && c != '-') return false;
  }
  return !text.empty();
}

// Behind the `@`: a host that is not judged, then `user=phone` and `transport=`, each once at most
// (RFC 3261, 19.1.1).
bool ReadHost(std::string_view rest) {
  bool more = false;
  if (!IsHost(TakeUntil(&rest, ';', &more))) return false;
  bool user = false, transport = false;
  while (more) {
    std::string_view parameter = TakeUntil(&rest, ';', &more);
    bool* seen = nullptr;
    if (EqualsIgnoringCase(parameter, "user=phone")) {
      seen = &user;
    } else if (TakePrefix(&parameter, "transport=") && IsToken(parameter)) {
      seen = &transport;
    }
    if (seen == nullptr || *seen) return false;
    *seen = true;
  }
  return true;
}

bool ReadSip(std::string_view rest, DialedText* out) {
  bool has_host = false;
  const std::string_view user = TakeUntil(&rest, '@', &has_host);
  return has_host && ReadUser(user, true, out) && ReadHost(rest);
}

// What is behind `urn:service:sos`: nothing, or a dot and labels joined by dots (RFC 5031, 4.2).
bool IsSubService(std::string_view rest) {
  if (rest.empty()) return true;
  bool more = true;
  if (!TakeUntil(&rest, '.', &more).empty() || !more) return false;
  while (more) {
    if (!IsToken(TakeUntil(&rest, '.', &more))) return false;
  }
  return true;
}

}  // namespace

DialedText DialedText::Read(std::string_view text) {
  DialedText out;
  if (text.size() > kMaxBytes) return out;
  if (TakePrefix(&text, "tel:")) {
    if (ReadUser(text, false, &out)) out.form = Form::kTel;
  } else if (TakePrefix(&text, "sip:") || TakePrefix(&text, "sips:")) {
    if (ReadSip(text, &out)) out.form = Form::kSip;
  } else if (TakePrefix(&text, "urn:service:sos")) {
    if (IsSubService(text)) out.form = Form::kServiceUrn;
  } else if (ReadSubscriber({text, false}, &out)) {
    out.form = Form::kPlain;
  }
  return out;
}

}  // namespace dialgate
