// Calls that are remembered and reported, as time goes by.
#ifndef DIALGATE_TESTS_BENCHMARK_TRAFFIC_H
#define DIALGATE_TESTS_BENCHMARK_TRAFFIC_H

#include <benchmark/benchmark.h>

#include <deque>
#include <vector>

#include "past.h"

namespace dialgate::benchmarks {

// The time moves on with every 1,024 calls, so that what no cap asks for any more makes room.
class Traffic {
 public:
  Traffic(const LargeSite& site, Past* past) : site_(site), past_(past) {}

  // Attempts::Add. Not cold: behind HasRoom of the same call, as a gate adds.
  void TimeAdd(benchmark::State& state, bool cold);

  // MayReport and Report. Cold: of a call behind which so many others were placed that its slots
  // are in no near cache any more.
  void TimeReport(benchmark::State& state, bool cold);

 private:
  std::vector<Attempt> NextCalls();
  void Add(const std::vector<Attempt>& calls);
  bool Report(const Attempt& call);
  void KeepOpen(const std::vector<Attempt>& calls);
  std::vector<Attempt> Oldest();
  void Check(benchmark::State& state) const;

  const LargeSite& site_;
  Past* past_;
  Queries queries_{site_, Whom::kDebtor, past_->every()};
  std::deque<Attempt> open_;  // of this benchmark: those before may be too old to be reported
  int64_t now_ = gates::kNow;
  uint64_t wrong_ = 0;
};

}  // namespace dialgate::benchmarks

#endif
