// What a decision costs that asks a past, and what remembering costs, beside one dependent load for
// each slot and table that is touched, in one run.
//   history_benchmark [--contacts=N] [--keys=N] [--benchmark_...]
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "medians.h"
#include "past.h"
#include "suites.h"
#include "traffic.h"

namespace dialgate::benchmarks {
namespace {

constexpr double kMaxDecision = 2;  // loads
constexpr unsigned kSlotWords[] = {16, 32};

struct Options {
  uint64_t contacts = 10'000'000, keys = 1'000'000;
};

bool Decides(const Situation& situation, const Query& query, Reason expected) {
  return Decide(situation, CallOf(query)).reason == expected;
}

template <typename Ask>
void RegisterAbout(const std::string& name, const LargeSite& site, Whom whom, uint64_t every,
                   Ask ask) {
  for (bool cold : {true, false}) {
    benchmark::RegisterBenchmark(
        (name + (cold ? "/cold" : "/warm")).c_str(),
        [=, &site](benchmark::State& state) { Time(state, site, whom, cold, ask, every); });
  }
}

// Nothing changes: every decision meets the past as it was made.
void RegisterDecisions(const std::string& set, const LargeSite& site, const Past& past,
                       Chases* chases, PointerChase* slots) {
  RegisterLoad(set + "load_accounts", site, &chases->accounts);
  RegisterLoad(set + "load_contacts", site, &chases->contacts);
  RegisterLoad(set + "load_slots", site, slots);
  const auto add = [&](const char* what, Whom whom, uint64_t every, Reason reason) {
    RegisterAbout(set + what, site, whom, every, [&site, &past, reason](const Query& q) {
      return Decides(past.At(site, gates::kNow), q, reason);
    });
  };
  RegisterAbout(set + "without", site, Whom::kDebtor, past.every(), [&site](const Query& q) {
    return Decides(site.At(gates::kNow), q, Reason::kDeclaredContact);
  });
  add("allow", Whom::kDebtor, past.every(), Reason::kDeclaredContact);
  add("anyone", Whom::kDebtor, 1, Reason::kDeclaredContact);
  add("deny", Whom::kNobody, 1, Reason::kContactNotDeclared);
}

// Every answer here changes what the next one meets.
void RegisterChanges(const std::string& set, const LargeSite& site, PointerChase* slots,
                     Traffic* traffic) {
  RegisterLoad(set + "load_slots", site, slots);
  for (bool cold : {true, false}) {
    const char* const suffix = cold ? "/cold" : "/warm";
    benchmark::RegisterBenchmark((set + "add" + suffix).c_str(),
                                 [=](benchmark::State& state) { traffic->TimeAdd(state, cold); });
    benchmark::RegisterBenchmark((set + "report" + suffix).c_str(), [=](benchmark::State& state) {
      traffic->TimeReport(state, cold);
    });
  }
}

// What is told of one size of slot.
class Figures {
 public:
  Figures(const Medians& medians, std::string set) : medians_(medians), set_(std::move(set)) {}

  void Print(const Past& past) const {
    fmt::print("\nslots of {} bytes, {:.0f} MB of them; one debtor in {} has a past; ns\n",
               past.words() * 4, static_cast<double>(past.slot_bytes()) / 1e6, past.every());
    fmt::print(
        "  one dependent load in the loop of what follows: {:.1f} accounts, {:.1f} contacts, "
        "{:.1f} slots\n",
        Load("accounts"), Load("contacts"), Load("slots"));
    fmt::print("  {:<10}{:>8}{:>8}{:>8}{:>8}\n", "", "warm", "cold", "loads", "x");
    const double policy = Load("accounts") + Load("contacts"), slots = Load("slots");
    Row("without", policy);
    Row("allow", policy + Past::kKeysPerDebtor * slots);
    Row("anyone", policy + Past::kKeysPerDebtor * slots);
    Row("deny", policy);
    Row("add", Past::kKeysPerDebtor * slots);
    Row("report", Past::kKeysPerDebtor * slots);
    for (const char* what : {"allow", "anyone"}) {
      PrintBudget(what, "a table, each key of the past being one",
                  Of(what) / (policy + Past::kKeysPerDebtor * slots));
      PrintBudget(what, "a table, the past being one", Of(what) / (policy + slots));
    }
    PrintBudget("deny", "a table", Of("deny") / policy);
  }

 private:
  double Of(const std::string& what) const { return medians_.Of(set_ + what + "/cold"); }
  double Load(const std::string& table) const { return Of("load_" + table); }
  void Row(const std::string& what, double loads) const {
    fmt::print("  {:<10}{:>8.0f}{:>8.0f}{:>8.0f}{:>8.2f}\n", what,
               medians_.Of(set_ + what + "/warm"), Of(what), loads, Of(what) / loads);
  }
  static void PrintBudget(const char* what, const char* unit, double value) {
    const char* verdict = value <= kMaxDecision  ? "holds"
                          : value > kMaxDecision ? "MISSED"
                                                 : "not measured";
    fmt::print("  budget: {:<7}{:>5.2f} loads {}, at most {:.0f}: {}\n", what, value, unit,
               kMaxDecision, verdict);
  }

  const Medians& medians_;
  const std::string set_;
};

void RunSlots(const LargeSite& site, uint64_t keys, unsigned words, Chases* chases,
              Medians* medians) {
  Past past(site, keys, words, PageSize::k4KiB);
  PointerChase slots(past.slot_bytes(), PageSize::k4KiB);
  const std::string set = fmt::format("{}/{}_keys/{}_bytes/", site.contacts(), keys, words * 4);
  RegisterDecisions(set, site, past, chases, &slots);
  benchmark::RunSpecifiedBenchmarks(medians);
  benchmark::ClearRegisteredBenchmarks();
  Traffic traffic(site, &past);
  RegisterChanges(set, site, &slots, &traffic);
  benchmark::RunSpecifiedBenchmarks(medians);
  benchmark::ClearRegisteredBenchmarks();
  Figures(*medians, set).Print(past);
}

// False: an argument is none of ours.
bool Read(int argc, char** argv, Options* options) {
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const size_t equals = argument.find('=') + 1;
    const uint64_t value = std::strtoull(argv[i] + equals, nullptr, 10);
    if (argument.rfind("--contacts=", 0) == 0) {
      options->contacts = value / kContactsPerAccount * kContactsPerAccount;
    } else if (argument.rfind("--keys=", 0) == 0) {
      options->keys = value / Past::kKeysPerDebtor * Past::kKeysPerDebtor;
    } else {
      return false;
    }
  }
  return options->contacts > 0 && options->keys > 0;
}

int Run(const Options& options) {
  const LargeSite site(options.contacts, PageSize::k4KiB);
  Chases chases(site, PageSize::k4KiB);
  Medians medians;
  for (unsigned words : kSlotWords) RunSlots(site, options.keys, words, &chases, &medians);
  return medians.failed() ? 1 : 0;
}

}  // namespace
}  // namespace dialgate::benchmarks

int main(int argc, char** argv) {
  using namespace dialgate::benchmarks;
  std::vector<char*> arguments = InitializeInTurns(argc, argv);
  Options options;
  if (!Read(static_cast<int>(arguments.size()), arguments.data(), &options)) {
    fmt::print(stderr, "there are --contacts=N, --keys=N and Google Benchmark's arguments\n");
    return 2;
  }
  return Run(options);
}
