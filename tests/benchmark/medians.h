// What Google Benchmark measured, by name, for what is computed of it.
#ifndef DIALGATE_TESTS_BENCHMARK_MEDIANS_H
#define DIALGATE_TESTS_BENCHMARK_MEDIANS_H

#include <benchmark/benchmark.h>

#include <map>
#include <string>
#include <vector>

namespace dialgate::benchmarks {

// Shows the median of each benchmark and how much its repetitions differ, and remembers the median.
// All figures are nanoseconds of processor time: others may be using the machine.
class Medians : public benchmark::ConsoleReporter {
 public:
  Medians() : ConsoleReporter(OO_None) {}

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;

  // Not a number for what was not measured.
  double Of(const std::string& name) const;

  bool failed() const { return failed_; }

 private:
  bool context_shown_ = false;
  bool failed_ = false;
  std::map<std::string, double> medians_;
};

// Initialises Google Benchmark for many short repetitions, in turns, or as the arguments say
// otherwise; what it did not take is left of them.
std::vector<char*> InitializeInTurns(int argc, char** argv);

}  // namespace dialgate::benchmarks

#endif
