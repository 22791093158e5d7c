// Writes HTML that is well-formed XML too, whatever text goes into it.
#ifndef DIALGATE_PLATFORM_REPORT_MARKUP_H
#define DIALGATE_PLATFORM_REPORT_MARKUP_H

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dialgate::report {

// `text` as it stands between tags and in quoted attributes: markup in it is text, and what is no
// character of XML, or no UTF-8, is U+FFFD.
std::string Escaped(std::string_view text);

class Markup {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string>>;

  // Each returns the writer itself. Names of tags and attributes are taken as they are.
  Markup& Open(std::string_view tag, Attributes attributes = {});
  Markup& Close();  // the element that was opened last. Precondition: one is open
  Markup& Text(std::string_view text);
  Markup& Leaf(std::string_view tag, std::string_view text, Attributes attributes = {});
  Markup& Empty(std::string_view tag, Attributes attributes = {});

  // A name that somebody else chose: it cannot turn the text around it about.
  Markup& Name(std::string_view text) { return Leaf("bdi", text); }

  // What is not escaped: style sheets that stand in this program.
  Markup& Raw(std::string_view text);

  // All of it. Precondition: everything is closed.
  std::string Take() { return std::move(text_); }

 private:
  void Begin(std::string_view tag, Attributes attributes);

  std::string text_;
  std::vector<std::string> open_;
};

}  // namespace dialgate::report

#endif
