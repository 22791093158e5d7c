#include "platform/report/plots.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/report/plot_parts.h"
#include "platform/report/text.h"

namespace dialgate::report {
namespace {

constexpr double kWidth = 960;

uint64_t Most(const std::vector<uint64_t>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

void WritePattern(Fill fill, const std::string& path, Markup* page) {
  const std::string number = std::to_string(static_cast<unsigned>(fill));
  page->Open("pattern", {{"id", "pattern" + number},
                         {"width", "6"},
                         {"height", "6"},
                         {"patternUnits", "userSpaceOnUse"}});
  page->Empty("rect", {{"width", "6"}, {"height", "6"}, {"class", "ground" + number}});
  page->Empty("path", {{"d", path}, {"class", "mark" + number}}).Close();
}

// Where columns stand.
struct ColumnArea {
  double left = 56, top = 34, height = 200;
  double step;   // from one column to the next
  double scale;  // of one unit

  double bottom() const { return top + height; }
};

void WriteLegend(const std::vector<Series>& series, double x, Markup* page) {
  for (const Series& each : series) {
    WriteBox({x, 4, 14, 14}, StyleOf(each.fill), each.name, page);
    WriteLabel(x + 20, 16, "start", "label", each.name, page);
    x += 48 + 7.2 * static_cast<double>(each.name.size());
  }
}

void WriteGrid(const ColumnArea& area, uint64_t top, uint64_t step, bool share, Markup* page) {
  for (uint64_t value = 0; value <= top; value += step) {
    const double y = area.bottom() - static_cast<double>(value) * area.scale;
    WriteLine(area.left, y, kWidth, y, page);
    WriteLabel(area.left - 8, y + 4, "end", "axis", Grouped(value) + (share ? " %" : ""), page);
  }
}

// One column, its series from the bottom up.
void WriteColumn(const ColumnArea& area, size_t column, const std::string& label,
                 const std::vector<Series>& series, uint64_t whole, Markup* page) {
  double y = area.bottom();
  const double gap = std::min(area.step * 0.2, 6.0);
  for (const Series& each : series) {
    const uint64_t value = each.values[column];
    if (value == 0) continue;
    const double size = whole == 0
                            ? static_cast<double>(value)
                            : 100.0 * static_cast<double>(value) / static_cast<double>(whole);
    const double height = size * area.scale;
    const std::string share = whole == 0 ? "" : " of " + Grouped(whole);
    WriteBox({area.left + area.step * static_cast<double>(column) + gap / 2, y -= height,
              area.step - gap, height},
             StyleOf(each.fill), label + ": " + Grouped(value) + share + " " + each.name, page);
  }
}

uint64_t HighestColumn(const std::vector<Series>& series, size_t columns) {
  uint64_t most = 0;
  for (size_t column = 0; column < columns; ++column) {
    uint64_t sum = 0;
    for (const Series& each : series) sum += each.values[column];
    most = std::max(most, sum);
  }
  return most;
}

// In percent, rounded up; at least 1.
uint64_t HighestShare(const std::vector<Series>& series, const std::vector<uint64_t>& wholes) {
  uint64_t most = 1;
  for (size_t column = 0; column < wholes.size(); ++column) {
    uint64_t sum = 0;
    for (const Series& each : series) sum += each.values[column];
    if (sum != 0) most = std::max(most, (100 * sum + wholes[column] - 1) / wholes[column]);
  }
  return most;
}

}  // namespace

void WritePatterns(Markup* page) {
  page->Open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                     {"width", "0"},
                     {"height", "0"},
                     {"aria-hidden", "true"},
                     {"class", "patterns"}});
  WritePattern(Fill::kRefused, "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2", page);
  WritePattern(Fill::kNotDialed, "M0,1 h6 M0,4 h6", page);
  WritePattern(Fill::kUnknown, "M1,1 h1.5 v1.5 h-1.5 z M4,4 h1.5 v1.5 h-1.5 z", page);
  page->Close();
}

void WriteBars(const PlotHead& head, const std::vector<std::string>& labels, const Series& series,
               Markup* page) {
  constexpr double kLeft = 190, kRow = 26, kNumber = 120;
  const double scale =
      (kWidth - kLeft - kNumber) / static_cast<double>(std::max<uint64_t>(1, Most(series.values)));
  OpenPlot(head, kWidth, kRow * static_cast<double>(labels.size()) + 4, page);
  for (size_t i = 0; i < labels.size(); ++i) {
    const double y = kRow * static_cast<double>(i) + 2;
    const double width = static_cast<double>(series.values[i]) * scale;
    const std::string number = Grouped(series.values[i]);
    WriteLabel(kLeft - 10, y + 16, "end", "label", labels[i], page);
    WriteBox({kLeft, y + 2, std::max(width, series.values[i] == 0 ? 0.0 : 1.5), kRow - 6},
             StyleOf(series.fill), labels[i] + ": " + number, page);
    WriteLabel(kLeft + width + 8, y + 16, "start", "label", number, page);
  }
  ClosePlot(page);
}

void WriteColumns(const PlotHead& head, const std::vector<std::string>& labels,
                  const std::vector<Series>& series, const std::vector<uint64_t>& wholes,
                  Markup* page) {
  constexpr size_t kMostLabels = 10;
  constexpr double kHalfDate = 36;
  const size_t count = labels.size();
  const bool share = !wholes.empty();
  const uint64_t highest =
      share ? HighestShare(series, wholes) : std::max<uint64_t>(1, HighestColumn(series, count));
  const uint64_t step = StepOf(highest);
  const uint64_t top = (highest + step - 1) / step * step;
  ColumnArea area;
  area.step = std::min((kWidth - area.left) / static_cast<double>(count), 80.0);
  area.scale = area.height / static_cast<double>(top);
  OpenPlot(head, kWidth, area.bottom() + 26, page);
  WriteLegend(series, area.left, page);
  WriteGrid(area, top, step, share, page);
  const size_t every = (count + kMostLabels - 1) / kMostLabels;
  for (size_t column = 0; column < count; ++column) {
    WriteColumn(area, column, labels[column], series, share ? wholes[column] : 0, page);
    if (!share && every > 1 && column % every != 0) continue;
    const double middle = area.left + area.step * (static_cast<double>(column) + 0.5);
    const bool at_end = !share && every > 1 && middle > kWidth - kHalfDate;
    WriteLabel(at_end ? kWidth : middle, area.bottom() + 18, at_end ? "end" : "middle", "axis",
               labels[column], page);
  }
  ClosePlot(page);
}

}  // namespace dialgate::report
