#include "platform/report/plot_parts.h"

#include <fmt/format.h>

namespace dialgate::report {

std::string At(double value) { return fmt::format("{:.1f}", value); }

void OpenPlot(const PlotHead& head, double width, double height, Markup* page) {
  page->Open("figure");
  page->Open("svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                     {"role", "img"},
                     {"aria-labelledby", head.id + "-title " + head.id + "-text"},
                     {"viewBox", "0 0 " + At(width) + " " + At(height)}});
  page->Leaf("title", head.title, {{"id", head.id + "-title"}});
  page->Leaf("desc", head.description, {{"id", head.id + "-text"}});
}

void ClosePlot(Markup* page) { page->Close().Close(); }

void WriteBox(const Box& box, const std::string& style, const std::string& words, Markup* page) {
  page->Open("rect", {{"x", At(box.x)},
                      {"y", At(box.y)},
                      {"width", At(box.width)},
                      {"height", At(box.height)},
                      {"class", style}});
  page->Leaf("title", words).Close();
}

std::string StyleOf(Fill fill) { return "fill" + std::to_string(static_cast<unsigned>(fill)); }

void WriteLabel(double x, double y, const std::string& anchor, const std::string& style,
                const std::string& text, Markup* page) {
  page->Leaf("text", text, {{"x", At(x)}, {"y", At(y)}, {"text-anchor", anchor}, {"class", style}});
}

void WriteLine(double x1, double y1, double x2, double y2, Markup* page) {
  page->Empty("line",
              {{"x1", At(x1)}, {"y1", At(y1)}, {"x2", At(x2)}, {"y2", At(y2)}, {"class", "grid"}});
}

uint64_t StepOf(uint64_t most) {
  for (uint64_t power = 1;; power *= 10) {
    for (const uint64_t step : {power, 2 * power, 5 * power}) {
      if (step * 4 >= most) return step;
    }
  }
}

}  // namespace dialgate::report
