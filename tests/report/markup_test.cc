// Text never becomes markup.
#include "platform/report/markup.h"

#include <gtest/gtest.h>

namespace dialgate::report {
namespace {

TEST(ReportMarkup, MarkupInTextIsText) {
  EXPECT_EQ(Escaped("<a href=\"x\">&'</a>"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;");
}

TEST(ReportMarkup, WhatIsNoCharacterIsReplaced) {
  EXPECT_EQ(Escaped(std::string("a\0b\x1b\x7f", 5)),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(Escaped("\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80"),
            "\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80");
  EXPECT_EQ(Escaped("\xC3"), "\xEF\xBF\xBD");                  // cut short
  EXPECT_EQ(Escaped("\xC0\xBC"), "\xEF\xBF\xBD\xEF\xBF\xBD");  // an overlong <
  EXPECT_EQ(Escaped("\xEF\xBF\xBF"), "\xEF\xBF\xBD");          // U+FFFF
}

TEST(ReportMarkup, ElementsCloseInTheirOrder) {
  Markup page;
  page.Open("p", {{"title", "\"<"}}).Leaf("b", "<").Name("x").Empty("br").Close();
  EXPECT_EQ(page.Take(), "<p title=\"&quot;&lt;\"><b>&lt;</b><bdi>x</bdi><br /></p>\n");
}

}  // namespace
}  // namespace dialgate::report
