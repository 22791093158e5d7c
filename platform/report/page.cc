#include "platform/report/page.h"

#include <fmt/format.h>

#include "platform/report/plots.h"
#include "platform/report/sections.h"
#include "platform/report/style.h"
#include "platform/report/text.h"

namespace dialgate::report {
namespace {

void WriteMeta(const Subject& subject, Markup* page) {
  page->Empty("meta", {{"charset", "utf-8"}});
  // Nothing is fetched and nothing runs, whatever a log may say.
  page->Empty("meta", {{"http-equiv", "Content-Security-Policy"},
                       {"content", "default-src 'none'; style-src 'unsafe-inline'"}});
  page->Empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  const audit::Walked& walked = subject.walked;
  page->Leaf("title", walked.records == 0
                          ? std::string("A log that cannot be shown")
                          : "Calls of gate " + walked.gate + ", site " + walked.site);
  page->Open("style").Raw(kStyle).Close();
}

void WriteContents(Markup* page) {
  constexpr std::pair<const char*, const char*> kParts[] = {{"#time", "Over time"},
                                                            {"#refused", "Refused, and why"},
                                                            {"#allowed", "Allowed, on whose word"},
                                                            {"#week", "Hours of the week"},
                                                            {"#outcomes", "What came of them"},
                                                            {"#honoured", "Refusals honoured"},
                                                            {"#references", "References"},
                                                            {"#policies", "Policies"},
                                                            {"#gate", "The gate"},
                                                            {"#receipts", "Receipts"},
                                                            {"#proof", "What the seal proves"}};
  page->Open("nav", {{"aria-label", "Contents"}});
  for (const auto& [link, words] : kParts) page->Leaf("a", words, {{"href", link}}).Text(" ");
  page->Close();
}

void WriteSections(const Subject& subject, const Figures& figures, Markup* page) {
  WriteCallsOverTime(figures.calls(), page);
  WriteRefused(figures, page);
  WriteAllowed(figures.calls(), page);
  WriteWeek(figures.calls(), page);
  WriteOutcomes(figures, page);
  WriteHonoured(figures.withdrawals(), page);
  WriteReferences(figures, page);
  WritePolicies(figures, page);
  WriteCourse(figures.course(), page);
  WriteReceipts(subject, figures.course(), page);
  WriteProof(subject, page);
  WriteLimits(figures, page);
}

}  // namespace

void OpenSection(const std::string& id, std::string_view title, Markup* page) {
  page->Open("section", {{"aria-labelledby", id}}).Leaf("h2", title, {{"id", id}});
}

void WriteParagraph(std::string_view text, Markup* page) { page->Leaf("p", text); }

void WriteMore(size_t count, Markup* page) {
  if (count <= kMostRows) return;
  WriteParagraph(
      "And " + Grouped(count - kMostRows) + " more: dialgate audit show lists every record.", page);
}

std::string WritePage(const Subject& subject, const Figures& figures) {
  Markup page;
  page.Raw("<!DOCTYPE html>\n");
  page.Open("html", {{"lang", "en"}, {"xmlns", "http://www.w3.org/1999/xhtml"}}).Open("head");
  WriteMeta(subject, &page);
  page.Close().Open("body");
  WritePatterns(&page);
  page.Open("header");
  WriteHead(subject, figures, &page);
  if (subject.walked.records != 0) WriteContents(&page);
  page.Close().Open("main");
  if (subject.walked.records != 0) {
    WriteGlance(subject, figures, &page);
    WriteSections(subject, figures, &page);
  }
  page.Close();
  page.Leaf("footer",
            fmt::format("Made by dialgate audit report from {} of the log and nothing else. It "
                        "needs no network.",
                        Counted(subject.walked.records, "record", "records")));
  page.Close().Close();
  return page.Take();
}

}  // namespace dialgate::report
