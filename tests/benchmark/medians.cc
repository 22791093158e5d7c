#include "medians.h"

#include <algorithm>
#include <limits>

namespace dialgate::benchmarks {

// It is told anew for every set of benchmarks that runs.
bool Medians::ReportContext(const Context& context) {
  if (context_shown_) return true;
  context_shown_ = true;
  return ConsoleReporter::ReportContext(context);
}

void Medians::ReportRuns(const std::vector<Run>& runs) {
  std::vector<Run> shown;
  std::vector<double> times;
  for (const Run& run : runs) {
    failed_ = failed_ || run.error_occurred;
    if (run.run_type == Run::RT_Iteration) times.push_back(run.GetAdjustedCPUTime());
    const bool is_told = run.aggregate_name == "median" || run.aggregate_name == "cv";
    if (is_told || run.error_occurred || run.repetitions == 1) shown.push_back(run);
  }
  if (!times.empty()) {
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
    std::nth_element(times.begin(), middle, times.end());
    medians_[runs.front().run_name.function_name] = *middle;
  }
  ConsoleReporter::ReportRuns(shown);
}

double Medians::Of(const std::string& name) const {
  const auto found = medians_.find(name);
  return found == medians_.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
}

std::vector<char*> InitializeInTurns(int argc, char** argv) {
  static char repetitions[] = "--benchmark_repetitions=9", time[] = "--benchmark_min_time=0.05",
              turns[] = "--benchmark_enable_random_interleaving=true";
  std::vector<char*> arguments = {argv[0], repetitions, time, turns};
  arguments.insert(arguments.end(), argv + 1, argv + argc);
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  arguments.resize(static_cast<size_t>(count));
  return arguments;
}

}  // namespace dialgate::benchmarks
