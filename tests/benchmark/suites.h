// The benchmarks, as they are given to Google Benchmark. A name is SIZE/SET/WHAT/cold or warm:
//   10000000/dialgate/decide_allow/cold
// What is in one set is measured in turns, so that each of it meets the same machine.
#ifndef DIALGATE_TESTS_BENCHMARK_SUITES_H
#define DIALGATE_TESTS_BENCHMARK_SUITES_H

#include <benchmark/benchmark.h>

#include <string>

#include "large_site.h"
#include "peers.h"
#include "pointer_chase.h"
#include "queries.h"

namespace dialgate::benchmarks {

// Loads that nothing can foresee, over areas as large as what is looked up in.
struct Chases {
  Chases(const LargeSite& site, PageSize page_size)
      : small(size_t{1} << 20, page_size),
        accounts(site.policy().accounts().size, page_size),
        contacts(site.policy().contacts().size, page_size) {}

  PointerChase small;  // 1 MiB
  PointerChase accounts;
  PointerChase contacts;
};

// Times ask(query), which says whether the answer is the right one, about every `every`-th account.
template <typename Ask>
void Time(benchmark::State& state, const LargeSite& site, Whom whom, bool cold, Ask ask,
          uint64_t every = 1) {
  Queries queries(site, whom, every);
  queries.Draw(cold ? Queries::kMany : Queries::kFew);
  uint64_t wrong = 0;
  while (state.KeepRunningBatch(Queries::kMany)) {
    if (cold) {
      state.PauseTiming();
      queries.Draw(Queries::kMany);
      state.ResumeTiming();
    }
    for (const Query& query : queries.all()) {
      wrong += ask(query) ? 0 : 1;
      Serialize();
    }
  }
  if (wrong != 0) state.SkipWithError("wrong answers");
}

template <typename Ask>
void RegisterOne(const std::string& name, const LargeSite& site, Whom whom, bool cold, Ask ask) {
  benchmark::RegisterBenchmark(
      (name + (cold ? "/cold" : "/warm")).c_str(),
      [=, &site](benchmark::State& state) { Time(state, site, whom, cold, ask); });
}

template <typename Ask>
void Register(const std::string& name, const LargeSite& site, Whom whom, Ask ask) {
  RegisterOne(name, site, whom, true, ask);
  RegisterOne(name, site, whom, false, ask);
}

// A step of the chase where a lookup would stand: what queries, loop and waiting cost, and what
// they drive out of the caches, is the same.
void RegisterLoad(const std::string& name, const LargeSite& site, PointerChase* chase);

// Lookups, decisions, opening, and the loads that they are held to.
void RegisterDialgate(const std::string& set, const LargeSite& site, Chases* chases);

// What a peer is compared with, in its own set.
void RegisterBesidePeer(const std::string& set, const LargeSite& site, Chases* chases);

template <typename Peer>
void RegisterPeer(const std::string& set, const LargeSite& site, const Peer& peer) {
  Register(set + "peer_hit", site, Whom::kContact,
           [&peer](const Query& query) { return peer.Contains(query); });
  if constexpr (!std::is_same_v<Peer, PhoneLibrary>) {
    Register(set + "peer_miss", site, Whom::kNobody,
             [&peer](const Query& query) { return !peer.Contains(query); });
  }
}

// The calls that tests/gates/workloads found to take longest, over the largest policy there is.
class LongestPath {
 public:
  LongestPath();
  void Register(const std::string& set) const;
  size_t header_size() const { return site_.At(gates::kNow).policy->header().size; }

 private:
  gates::Site site_;
  gates::LongText texts_[gates::kLongTexts];
  Pages image_;
};

}  // namespace dialgate::benchmarks

#endif
