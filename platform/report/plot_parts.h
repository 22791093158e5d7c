// What every plot has: its frame, its words, and how its numbers are written.
#ifndef DIALGATE_PLATFORM_REPORT_PLOT_PARTS_H
#define DIALGATE_PLATFORM_REPORT_PLOT_PARTS_H

#include "platform/report/plots.h"

namespace dialgate::report {

// A coordinate: at most one decimal.
std::string At(double value);

// Opens a figure with an SVG of that size in it.
void OpenPlot(const PlotHead& head, double width, double height, Markup* page);
void ClosePlot(Markup* page);

struct Box {
  double x, y, width, height;
};

// A rectangle whose tip says `words`.
void WriteBox(const Box& box, const std::string& style, const std::string& words, Markup* page);
std::string StyleOf(Fill fill);

// Text of class `style` (label, number, axis) anchored at its start, middle or end.
void WriteLabel(double x, double y, const std::string& anchor, const std::string& style,
                const std::string& text, Markup* page);

void WriteLine(double x1, double y1, double x2, double y2, Markup* page);

// A number of one, two or five times a power of ten that is at least `most` / 4.
uint64_t StepOf(uint64_t most);

}  // namespace dialgate::report

#endif
