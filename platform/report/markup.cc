#include "platform/report/markup.h"

#include "platform/builder/tables/utf8.h"

namespace dialgate::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// How many bytes the character at the beginning of `text` has; 0: it is no UTF-8.
size_t CharacterSize(std::string_view text) {
  for (size_t size = 1; size <= 4 && size <= text.size(); ++size) {
    if (builder::IsUtf8(text.substr(0, size))) return size;
  }
  return 0;
}

bool IsXmlCharacter(std::string_view character) {
  if (character.size() == 1) {
    const unsigned char c = static_cast<unsigned char>(character[0]);
    return (c >= 0x20 && c != 0x7F) || c == '\n' || c == '\t';
  }
  return character != "\xEF\xBF\xBE" && character != "\xEF\xBF\xBF";  // U+FFFE, U+FFFF
}

std::string_view EscapeOf(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {};
  }
}

}  // namespace

std::string Escaped(std::string_view text) {
  std::string escaped;
  while (!text.empty()) {
    const size_t size = CharacterSize(text);
    const std::string_view character = text.substr(0, size == 0 ? 1 : size);
    text.remove_prefix(character.size());
    const std::string_view escape = EscapeOf(character[0]);
    if (!escape.empty()) {
      escaped += escape;
    } else {
      escaped += size != 0 && IsXmlCharacter(character) ? character : kReplacement;
    }
  }
  return escaped;
}

void Markup::Begin(std::string_view tag, Attributes attributes) {
  (text_ += '<') += tag;
  for (const auto& [name, value] : attributes) {
    ((text_ += ' ') += name) += "=\"" + Escaped(value) + '"';
  }
}

Markup& Markup::Open(std::string_view tag, Attributes attributes) {
  Begin(tag, attributes);
  text_ += '>';
  open_.emplace_back(tag);
  return *this;
}

Markup& Markup::Close() {
  text_ += "</" + open_.back() + ">\n";
  open_.pop_back();
  return *this;
}

Markup& Markup::Text(std::string_view text) {
  text_ += Escaped(text);
  return *this;
}

Markup& Markup::Leaf(std::string_view tag, std::string_view text, Attributes attributes) {
  Begin(tag, attributes);
  ((text_ += '>') += Escaped(text)) += "</";
  (text_ += tag) += '>';
  return *this;
}

Markup& Markup::Empty(std::string_view tag, Attributes attributes) {
  Begin(tag, attributes);
  text_ += " />";
  return *this;
}

Markup& Markup::Raw(std::string_view text) {
  text_ += text;
  return *this;
}

}  // namespace dialgate::report
