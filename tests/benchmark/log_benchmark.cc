// How fast a log of a month is verified by its auditor, and replayed by its gate at a start, beside
// the bare seals of as many records.
//   log_benchmark [--calls=N] [--benchmark_...]
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstring>
#include <vector>

#include "dialgate/recorded_gate.h"
#include "medians.h"
#include "platform/audit/log_walk.h"
#include "recording_site.h"

namespace dialgate::benchmarks {
namespace {

constexpr uint64_t kContacts = 400'000;
constexpr uint64_t kDays = 30;
constexpr double kMaxReplay = 5;          // seconds, for a million calls
constexpr double kMinVerified = 200'000;  // records a second
constexpr unsigned kSeals = 100'000;      // at a time

// Of eight calls that a campaign makes.
constexpr Outcome kOutcomes[8] = {Outcome::kNoAnswer,     Outcome::kNoAnswer, Outcome::kVoicemail,
                                  Outcome::kNotConnected, Outcome::kNoAnswer, Outcome::kAnswered,
                                  Outcome::kConversation, Outcome::kNotDialed};

// A month of calls with their outcomes, in a log.
class Month {
 public:
  explicit Month(uint64_t calls) : site_(kContacts, {}, (calls + kDays - 1) / kDays) {
    site_.Open();
    for (uint64_t i = 0; i < calls; ++i) {
      site_.Report(site_.Place(i, false), kOutcomes[i % 8], false);
      if (i % 1000 == 999) site_.gate().MakeDurable();
    }
    site_.Close();
    bytes_ = site_.LogBytes();
    keys_ = *audit::ReadAuditorKeys(site_.auditor());
    records_ = Verify();
  }

  // The number of records; 0: the log is not whole.
  uint64_t Verify() const {
    const auto take = [](const Record&, uint64_t, uint64_t) {};
    const auto walked = audit::WalkLog(site_.log(), &keys_, take);
    return walked && !walked->fault ? walked->records : 0;
  }

  // All that a start does: the policy and the keys, too.
  void Start() { site_.Open(); }
  void Stop() { site_.Close(); }

  std::string log() const { return site_.log(); }
  uint64_t records() const { return records_; }
  // Of the record itself, without its seal and what stands around both.
  size_t record_size() const { return bytes_ / records_ - 24; }

 private:
  RecordingSite site_;
  audit::AuditorKeys keys_;
  uint64_t bytes_ = 0, records_ = 0;
};

void Seal(benchmark::State& state, size_t size) {
  const SodiumCrypto crypto;
  const std::vector<uint8_t> record(size, 7);
  SealChain chain(SealKey{}, 1);
  while (state.KeepRunningBatch(kSeals)) {
    for (unsigned i = 0; i < kSeals; ++i) chain.Next(crypto, {record.data(), record.size()});
  }
  benchmark::DoNotOptimize(chain.key().bytes[0]);
}

// What a start does with each record, and nothing else of it.
void Replay(benchmark::State& state, const Month& month, const LargeSite& site) {
  const SodiumCrypto crypto;
  struct NoLog final : LogWriter {
    bool HasRoom() const override { return false; }
    bool Append(ByteView) override { return false; }
  } log;
  const SetClock clock;
  const posix::HistorySizes sizes;
  std::vector<uint32_t> slots(size_t{sizes.slots()} * 32), permits(size_t{sizes.calls_a_day} * 2),
      withdrawals(size_t{sizes.withdrawals} * 4);
  Attempts attempts({slots.data(), sizes.slots(), 32, permits.data(), sizes.calls_a_day,
                     withdrawals.data(), sizes.withdrawals});
  const Situation situation = site.At(0);
  for (auto _ : state) {
    state.PauseTiming();
    attempts.Clear();
    RecordedGate gate({site.tagger(), crypto, clock, log, attempts}, {}, situation.device);
    gate.SetPolicy(situation.policy);
    state.ResumeTiming();
    const auto read = posix::ReadLog(
        month.log(), [&gate](const Entry&, const Record& record, const posix::LogPlace&) {
          gate.Replay(record);
          return posix::Result<void>{};
        });
    if (!read || read->entries < month.records()) return state.SkipWithError("not read");
  }
}

void Register(const std::string& set, Month* month, const LargeSite& site) {
  benchmark::RegisterBenchmark((set + "seals").c_str(), [month](benchmark::State& state) {
    Seal(state, month->record_size());
  });
  benchmark::RegisterBenchmark((set + "verify").c_str(), [month](benchmark::State& state) {
    for (auto _ : state) {
      if (month->Verify() == 0) return state.SkipWithError("not whole");
    }
  })->Iterations(1);
  benchmark::RegisterBenchmark((set + "replay").c_str(), [month, &site](benchmark::State& state) {
    Replay(state, *month, site);
  })->Iterations(1);
  benchmark::RegisterBenchmark((set + "start").c_str(), [month](benchmark::State& state) {
    for (auto _ : state) month->Start();
    month->Stop();
  })->Iterations(1);
}

void Print(const Medians& medians, const std::string& set, const Month& month, uint64_t calls) {
  const auto records = static_cast<double>(month.records());
  const double seal = medians.Of(set + "seals"), verify = medians.Of(set + "verify") / records;
  fmt::print("\n{} calls in {} days: {} records of {} bytes each without their seals; one core\n",
             calls, kDays, month.records(), month.record_size());
  const auto row = [&](const char* what, double ns) {
    fmt::print(
        "  {:<8}{:>8.0f} ns a record{:>10.0f} a second{:>7.2f} bare seals{:>8.2f} s in all\n", what,
        ns, 1e9 / ns, ns / seal, ns * records / 1e9);
  };
  row("seals", seal);
  row("verify", verify);
  row("replay", medians.Of(set + "replay") / records);
  row("start", medians.Of(set + "start") / records);
  const double start = medians.Of(set + "start") / 1e9 * 1e6 / static_cast<double>(calls);
  fmt::print(
      "budgets: {:.0f} records verified a second, at least {:.0f}: {}\n         {:.2f} s to "
      "start behind a million calls, at most {:.0f}: {}\n",
      1e9 / verify, kMinVerified, 1e9 / verify >= kMinVerified ? "holds" : "MISSED", start,
      kMaxReplay, start <= kMaxReplay ? "holds" : "MISSED");
}

int Run(uint64_t calls) {
  Month month(calls);
  if (month.records() == 0) return 1;
  const LargeSite site(kContacts, PageSize::k4KiB);
  const std::string set = fmt::format("{}/", calls);
  Medians medians;
  Register(set, &month, site);
  benchmark::RunSpecifiedBenchmarks(&medians);
  Print(medians, set, month, calls);
  return medians.failed() ? 1 : 0;
}

}  // namespace
}  // namespace dialgate::benchmarks

int main(int argc, char** argv) {
  char repetitions[] = "--benchmark_repetitions=5", time[] = "--benchmark_min_time=0.2";
  char turns[] = "--benchmark_enable_random_interleaving=true";
  std::vector<char*> arguments = {argv[0], repetitions, time, turns};
  uint64_t calls = 1'000'000;
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "--calls=", 8) == 0) {
      calls = std::strtoull(argv[i] + 8, nullptr, 10);
    } else {
      arguments.push_back(argv[i]);
    }
  }
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (calls == 0 || benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
  return dialgate::benchmarks::Run(calls);
}
