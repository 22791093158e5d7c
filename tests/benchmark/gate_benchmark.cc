// Calls placed and reported a second by a gate whose answers wait for the disk, beside the disk's
// own rate with batches of the same size, in turns.
//   gate_benchmark [--rounds=N] [--benchmark_...]
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <map>
#include <vector>

#include "disk_appends.h"
#include "medians.h"
#include "recording_site.h"

namespace dialgate::benchmarks {
namespace {

constexpr uint64_t kContacts = 400'000;
constexpr uint64_t kCallsADay = 2 * kContacts / kContactsPerAccount;
constexpr int kCallers[] = {1, 16, 256};
constexpr double kWanted = 20'000;  // places a second with the most callers, if the disk allows it
constexpr double kShare = 0.5;      // of what the disk allows

// What one run of a benchmark came to.
struct Rate {
  double calls = 0;    // a second
  double records = 0;  // a sync
  double bytes = 0;    // a sync
  double syncs = 0;    // a second
};

enum class What { kPlace, kPlaceAndReport };
const char* NameOf(What what) { return what == What::kPlace ? "place" : "place_and_report"; }
unsigned RecordsOf(What what) { return what == What::kPlace ? 1 : 2; }

// Calls of all threads of a run, and what the disk was asked for meanwhile.
class Load {
 public:
  explicit Load(RecordingSite* site) : site_(site) {}

  // Every thread of a run; the first one's result is that of all.
  void Run(benchmark::State& state, What what, Rate* rate) {
    Mark begin;
    if (state.thread_index() == 0) begin = Now();
    for (auto _ : state) {
      const Placement placement = site_->Place(next_++);
      if (what == What::kPlaceAndReport) {
        site_->Report(placement, Outcome::kNoAnswer);
      }
    }
    if (state.thread_index() == 0) *rate = Between(begin, Now(), RecordsOf(what));
    state.SetItemsProcessed(static_cast<int64_t>(state.iterations()));
  }

 private:
  struct Mark {
    uint64_t calls, syncs, bytes;
    double seconds;
  };
  Mark Now() const { return {next_.load(), SyncCount(), site_->LogBytes(), Seconds()}; }
  static Rate Between(const Mark& a, const Mark& b, unsigned records) {
    const double calls = static_cast<double>(b.calls - a.calls), seconds = b.seconds - a.seconds;
    const double syncs = static_cast<double>(b.syncs - a.syncs);
    return {calls / seconds, calls * records / syncs,
            static_cast<double>(b.bytes - a.bytes) / syncs, syncs / seconds};
  }

  RecordingSite* site_;
  std::atomic<uint64_t> next_{0};
};

// One line: medians over the rounds.
struct Line {
  std::vector<Rate> gate;
  std::vector<double> disk;   // syncs a second, of batches as large as the gate's of that round
  std::vector<double> ratio;  // the gate's calls over those that the disk would take
};

double Median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

template <typename Member>
double Median(const std::vector<Rate>& rates, Member member) {
  std::vector<double> values;
  for (const Rate& rate : rates) values.push_back(rate.*member);
  return Median(std::move(values));
}

// Runs the gate, and then the disk with what the gate asked of it.
class Turns {
 public:
  Turns(RecordingSite* site, DiskAppends* disk) : load_(site), disk_(disk) {}

  void Measure(What what, int callers, Line* line) {
    const std::string name = fmt::format("{}/{}", NameOf(what), callers);
    Rate gate;
    RunOnce(name, callers, [&](benchmark::State& state) { load_.Run(state, what, &gate); });
    if (gate.calls == 0) return;  // filtered out
    double syncs = 0;
    const auto size = static_cast<size_t>(gate.bytes);
    RunOnce(name + "/disk", 1, [&](benchmark::State& state) { syncs = disk_->Run(state, size); });
    line->gate.push_back(gate);
    line->disk.push_back(syncs);
    line->ratio.push_back(gate.calls * RecordsOf(what) / (syncs * gate.records));
  }

 private:
  void RunOnce(const std::string& name, int threads,
               const std::function<void(benchmark::State&)>& function) {
    benchmark::RegisterBenchmark(name.c_str(), function)->Threads(threads)->UseRealTime();
    benchmark::RunSpecifiedBenchmarks(&shown_);
    benchmark::ClearRegisteredBenchmarks();
  }

  Load load_;
  DiskAppends* disk_;
  Medians shown_;
};

void Print(What what, int callers, const Line& line) {
  if (line.gate.empty()) return;
  const auto range = std::minmax_element(line.ratio.begin(), line.ratio.end());
  fmt::print("  {:<17}{:>5}{:>10.0f}{:>9.0f}{:>9.1f}{:>9.0f}{:>10.0f}{:>9.2f}   {:.2f} to {:.2f}\n",
             NameOf(what), callers, Median(line.gate, &Rate::calls),
             Median(line.gate, &Rate::syncs), Median(line.gate, &Rate::records),
             Median(line.gate, &Rate::bytes), Median(line.disk), Median(line.ratio), *range.first,
             *range.second);
}

void PrintBudget(const Line& line) {
  if (line.gate.empty()) return;
  const double calls = Median(line.gate, &Rate::calls), ratio = Median(line.ratio);
  fmt::print(
      "\nbudget: {:.0f} places a second with {} callers, at least {:.0f}, or {:.2f} of what "
      "the disk takes, at least {:.1f}: {}\n",
      calls, kCallers[2], kWanted, ratio, kShare,
      calls >= kWanted || ratio >= kShare ? "holds" : "MISSED");
}

int Run(int rounds) {
  RecordingSite site(kContacts, {1 << 21, 1 << 20, 1 << 10}, kCallsADay);
  site.Open();
  DiskAppends disk(site.policy() + ".appended");
  Turns turns(&site, &disk);
  std::map<std::pair<What, int>, Line> lines;
  for (int round = 0; round < rounds; ++round) {
    for (int callers : kCallers) {
      for (What what : {What::kPlace, What::kPlaceAndReport}) {
        turns.Measure(what, callers, &lines[{what, callers}]);
      }
    }
  }
  fmt::print(
      "\nmedians of {} rounds; disk: appends of as many bytes, each made durable, by one "
      "thread\n  {:<17}{:>5}{:>10}{:>9}{:>9}{:>9}{:>10}{:>9}\n  {:<17}{:>5}{:>10}{:>9}{:>9}"
      "{:>9}{:>10}{:>9}   ratios\n",
      rounds, "", "", "calls", "syncs", "records", "bytes", "disk", "gate /", "", "callers",
      "a second", "a sec.", "a sync", "a sync", "syncs/sec", "disk");
  for (const auto& [key, line] : lines) Print(key.first, key.second, line);
  PrintBudget(lines[{What::kPlace, kCallers[2]}]);
  return 0;
}

}  // namespace
}  // namespace dialgate::benchmarks

int main(int argc, char** argv) {
  char time[] = "--benchmark_min_time=0.4";
  std::vector<char*> arguments = {argv[0], time};
  int rounds = 9;
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "--rounds=", 9) == 0) {
      rounds = std::atoi(argv[i] + 9);
    } else {
      arguments.push_back(argv[i]);
    }
  }
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (rounds < 1 || benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
  return dialgate::benchmarks::Run(rounds);
}
