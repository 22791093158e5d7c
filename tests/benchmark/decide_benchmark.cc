// What a lookup and a decision cost, beside one dependent load and beside what else could look a
// number up, in one run.
//   decide_benchmark [--contacts=N[,N...]] [--pages=2MiB] [--benchmark_...]
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstring>

#include "report.h"
#include "suites.h"

namespace dialgate::benchmarks {
namespace {

struct Options {
  std::vector<uint64_t> contacts = {1'000, 400'000, 10'000'000};
  PageSize page_size = PageSize::k4KiB;
};

// Ends the program where an argument is none of ours.
Options ReadOptions(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--pages=2MiB") {
      options.page_size = PageSize::k2MiB;
    } else if (argument.substr(0, 11) == "--contacts=") {
      options.contacts.clear();
      for (char* at = argv[i] + 10; *at != '\0';) {
        options.contacts.push_back(std::strtoull(at + 1, &at, 10) / kContactsPerAccount *
                                   kContactsPerAccount);
        if ((*at != ',' && *at != '\0') || options.contacts.back() == 0) {
          std::fprintf(stderr, "%s: numbers of contacts are wanted, joined by commas\n", argv[i]);
          std::exit(2);
        }
      }
    } else {
      std::fprintf(stderr,
                   "unknown argument %s; there are --contacts=N[,N...], --pages=2MiB and "
                   "Google Benchmark's\n",
                   argv[i]);
      std::exit(2);
    }
  }
  return options;
}

void RunRegistered(Medians* medians) {
  benchmark::RunSpecifiedBenchmarks(medians);
  benchmark::ClearRegisteredBenchmarks();
}

// One peer after the other, since at ten million contacts each takes a gigabyte or so.
template <typename Peer>
void RunPeer(const LargeSite& site, Chases* chases, Medians* medians,
             std::vector<std::string>* names) {
  const Peer peer(site.contacts());
  const std::string set = SetName(site.contacts(), Peer::kName);
  RegisterBesidePeer(set, site, chases);
  RegisterPeer(set, site, peer);
  RunRegistered(medians);
  names->push_back(Peer::kName);
}

void RunSize(uint64_t contacts, PageSize page_size, Medians* medians) {
  const LargeSite site(contacts, page_size);
  Chases chases(site, page_size);
  PrintSite(site, page_size);
  RegisterDialgate(SetName(contacts, "dialgate"), site, &chases);
  RunRegistered(medians);
  std::vector<std::string> peers;
  RunPeer<StandardSet>(site, &chases, medians, &peers);
  RunPeer<AbslSet>(site, &chases, medians, &peers);
  RunPeer<Sqlite>(site, &chases, medians, &peers);
  RunPeer<PhoneLibrary>(site, &chases, medians, &peers);
  PrintAgainstLoads(*medians, site);
  PrintAgainstPeers(*medians, contacts, peers);
  PrintOpening(*medians, site);
  PrintBudgets(*medians, site);
}

int Run(const Options& options) {
  Medians medians;
  for (uint64_t contacts : options.contacts) RunSize(contacts, options.page_size, &medians);
  const LongestPath longest;
  longest.Register(SetName(options.contacts.back(), "longest"));
  RunRegistered(&medians);
  PrintLongestPath(medians, options.contacts.back(), longest.header_size());
  return medians.failed() ? 1 : 0;
}

}  // namespace
}  // namespace dialgate::benchmarks

int main(int argc, char** argv) {
  using namespace dialgate::benchmarks;
  std::vector<char*> arguments = InitializeInTurns(argc, argv);
  return Run(ReadOptions(static_cast<int>(arguments.size()), arguments.data()));
}
