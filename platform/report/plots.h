// Plots as SVG: each says in words what it shows, tells its series apart by pattern as well as by
// colour, and has a table of the same numbers below it.
#ifndef DIALGATE_PLATFORM_REPORT_PLOTS_H
#define DIALGATE_PLATFORM_REPORT_PLOTS_H

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "platform/report/markup.h"

namespace dialgate::report {

// What a plot is. `id` is of the plot alone on its page.
struct PlotHead {
  std::string id, title, description;
};

// How a series is drawn: colour and pattern. Their numbers are those of classes in the style sheet.
enum class Fill : uint8_t {
  kAllowed = 1,
  kRefused = 2,
  kNotDialed = 3,
  kNotConnected = 4,
  kUnknown = 5
};

struct Series {
  std::string name;
  Fill fill;
  std::vector<uint64_t> values;  // one for each label
};

// The patterns that fills are made of; once a page, before the first plot.
void WritePatterns(Markup* page);

// A bar for each of `labels`, with its number.
void WriteBars(const PlotHead& head, const std::vector<std::string>& labels, const Series& series,
               Markup* page);

// Columns of stacked series. Where `wholes` is not empty, columns are shares of
// them in percent.
void WriteColumns(const PlotHead& head, const std::vector<std::string>& labels,
                  const std::vector<Series>& series, const std::vector<uint64_t>& wholes,
                  Markup* page);

// Weekdays by hours; each cell has its number in it, and is darker the more there are.
using Cell = std::function<uint64_t(unsigned weekday, unsigned hour)>;
void WriteHeatMap(const PlotHead& head, Fill fill, const Cell& cell, Markup* page);

// Rows of time, from `from` to `to`, UTC seconds: what stood, and within that, what was in force.
struct Span {
  int64_t from, to;
};
struct TimeRow {
  std::string label;
  Span stands;  // as it was meant
  std::vector<Span> in_force;
};
void WriteTimeRows(const PlotHead& head, Span axis, const std::vector<TimeRow>& rows, Markup* page);

}  // namespace dialgate::report

#endif
