// The parts of the page, in their order.
#ifndef DIALGATE_PLATFORM_REPORT_SECTIONS_H
#define DIALGATE_PLATFORM_REPORT_SECTIONS_H

#include <string>
#include <string_view>

#include "platform/report/figures.h"
#include "platform/report/markup.h"
#include "platform/report/page.h"

namespace dialgate::report {

// Lists longer than this are cut, and say so.
constexpr size_t kMostRows = 50;

void OpenSection(const std::string& id, std::string_view title, Markup* page);
void WriteParagraph(std::string_view text, Markup* page);
// What was not listed of `count` things.
void WriteMore(size_t count, Markup* page);

// What stands above everything: is the log whole and bound, what is it of; then in short what was
// allowed and what was refused.
void WriteHead(const Subject& subject, const Figures& figures, Markup* page);
void WriteGlance(const Subject& subject, const Figures& figures, Markup* page);

// One line with its text, in a box of the style `good`, `open` or `bad`.
void WriteStatus(const char* style, std::string_view heading, std::string_view text, Markup* page);

// What the auditor's receipts bind, above everything, and in short.
void WriteBinding(const Subject& subject, Markup* page);
std::string BindingWord(const Subject& subject);
std::string BindingText(const Subject& subject);
void WriteReceipts(const Subject& subject, const Course& course, Markup* page);
// Up to where they bind, one sentence.
std::string CoveredText(const Subject& subject);

void WriteCallsOverTime(const Calls& calls, Markup* page);
void WriteRefused(const Figures& figures, Markup* page);
void WriteAllowed(const Calls& calls, Markup* page);
void WriteWeek(const Calls& calls, Markup* page);

void WriteOutcomes(const Figures& figures, Markup* page);
void WriteHonoured(const Withdrawals& withdrawals, Markup* page);
void WriteReferences(const Figures& figures, Markup* page);

void WritePolicies(const Figures& figures, Markup* page);
void WriteCourse(const Course& course, Markup* page);
void WriteProof(const Subject& subject, Markup* page);
void WriteLimits(const Figures& figures, Markup* page);

}  // namespace dialgate::report

#endif
