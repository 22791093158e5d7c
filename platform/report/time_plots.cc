#include <fmt/format.h>

#include <algorithm>

#include "platform/report/calls.h"
#include "platform/report/plot_parts.h"
#include "platform/report/text.h"

namespace dialgate::report {
namespace {

constexpr double kWidth = 960;
constexpr std::string_view kDays[kWeekdays] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                               "Friday", "Saturday", "Sunday"};

// As it fits a cell.
std::string Short(uint64_t number) {
  if (number < 10'000) return std::to_string(number);
  return number < 1'000'000 ? fmt::format("{}k", number / 1000)
                            : fmt::format("{:.1f}M", static_cast<double>(number) / 1e6);
}

void WriteCell(const Box& box, Fill fill, uint64_t value, uint64_t most, const std::string& words,
               Markup* page) {
  const double share = static_cast<double>(value) / static_cast<double>(most);
  const double depth = value == 0 ? 0.0 : 0.12 + 0.88 * share;
  page->Open("rect", {{"x", At(box.x)},
                      {"y", At(box.y)},
                      {"width", At(box.width)},
                      {"height", At(box.height)},
                      {"class", value == 0 ? "empty" : "heat" + StyleOf(fill)},
                      {"fill-opacity", fmt::format("{:.2f}", value == 0 ? 1.0 : depth)}});
  page->Leaf("title", words).Close();
  if (value == 0) return;
  WriteLabel(box.x + box.width / 2, box.y + box.height / 2 + 4, "middle",
             depth > (fill == Fill::kRefused ? 0.9 : 0.85) ? "cell light" : "cell", Short(value),
             page);
}

// Places of time on a line.
struct TimeAxis {
  Span span;
  double left, right;

  double Place(int64_t at) const {
    const double length = static_cast<double>(std::max<int64_t>(1, span.to - span.from));
    const double share = static_cast<double>(at - span.from) / length;
    return left + (right - left) * std::min(1.0, std::max(0.0, share));
  }
};

// A date at each of some equal steps of whole days.
void WriteDates(const TimeAxis& axis, double bottom, Markup* page) {
  constexpr int64_t kDay = 86400, kMostDates = 8;
  const int64_t days = (axis.span.to - axis.span.from) / kDay + 1;
  const int64_t step = (days + kMostDates - 1) / kMostDates;
  for (int64_t day = axis.span.from / kDay + 1; day * kDay <= axis.span.to; day += step) {
    const double x = axis.Place(day * kDay);
    WriteLine(x, 0, x, bottom, page);
    WriteLabel(x, bottom + 16, x > kWidth - 45 ? "end" : "middle", "axis", DateText(day), page);
  }
}

}  // namespace

void WriteHeatMap(const PlotHead& head, Fill fill, const Cell& cell, Markup* page) {
  constexpr double kLeft = 96, kTop = 22, kRow = 27, kColumn = (kWidth - kLeft) / kHours;
  uint64_t most = 1;
  for (unsigned day = 0; day < kWeekdays; ++day) {
    for (unsigned hour = 0; hour < kHours; ++hour) most = std::max(most, cell(day, hour));
  }
  OpenPlot(head, kWidth, kTop + kRow * kWeekdays + 4, page);
  for (unsigned hour = 0; hour < kHours; ++hour) {
    WriteLabel(kLeft + kColumn * (hour + 0.5), 14, "middle", "axis", fmt::format("{:02}", hour),
               page);
  }
  for (unsigned day = 0; day < kWeekdays; ++day) {
    WriteLabel(kLeft - 10, kTop + kRow * day + 18, "end", "label", std::string(kDays[day]), page);
    for (unsigned hour = 0; hour < kHours; ++hour) {
      const uint64_t value = cell(day, hour);
      const std::string words =
          fmt::format("{}, {:02}:00 to {:02}:00: {}", kDays[day], hour, hour + 1, Grouped(value));
      WriteCell({kLeft + kColumn * hour, kTop + kRow * day, kColumn - 2, kRow - 2}, fill, value,
                most, words, page);
    }
  }
  ClosePlot(page);
}

void WriteTimeRows(const PlotHead& head, Span axis, const std::vector<TimeRow>& rows,
                   Markup* page) {
  constexpr double kLeft = 120, kRow = 30;
  const TimeAxis place = {axis, kLeft, kWidth - 8};
  const double bottom = kRow * static_cast<double>(rows.size()) + 4;
  OpenPlot(head, kWidth, bottom + 22, page);
  WriteDates(place, bottom, page);
  for (size_t i = 0; i < rows.size(); ++i) {
    const TimeRow& row = rows[i];
    const double y = kRow * static_cast<double>(i) + 4;
    WriteLabel(kLeft - 10, y + 16, "end", "label", row.label, page);
    const double from = place.Place(row.stands.from), to = place.Place(row.stands.to);
    WriteBox({from, y + 1, std::max(2.0, to - from), kRow - 8}, "valid", row.label + ": valid",
             page);
    for (const Span& span : row.in_force) {
      const double begin = place.Place(span.from), end = place.Place(span.to);
      WriteBox({begin, y + 6, std::max(2.0, end - begin), kRow - 18}, StyleOf(Fill::kAllowed),
               row.label + ": in force from " + UtcText(span.from) + " to " + UtcText(span.to),
               page);
    }
  }
  ClosePlot(page);
}

}  // namespace dialgate::report
