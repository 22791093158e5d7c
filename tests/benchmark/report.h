// The ratios that are promised or compared, of what one run measured.
#ifndef DIALGATE_TESTS_BENCHMARK_REPORT_H
#define DIALGATE_TESTS_BENCHMARK_REPORT_H

#include <string>
#include <vector>

#include "large_site.h"
#include "medians.h"

namespace dialgate::benchmarks {

// What the name of a set of benchmarks begins with.
std::string SetName(uint64_t contacts, const std::string& set);

void PrintSite(const LargeSite& site, PageSize page_size);

// Lookups and decisions over one dependent load for each table that they touch.
void PrintAgainstLoads(const Medians& medians, const LargeSite& site);

void PrintAgainstPeers(const Medians& medians, uint64_t contacts,
                       const std::vector<std::string>& peers);

void PrintOpening(const Medians& medians, const LargeSite& site);

void PrintLongestPath(const Medians& medians, uint64_t contacts, size_t header);

// Whether the budgets that are ratios of times hold, which are those of ten million contacts: in
// smaller tables a load costs next to nothing. Not for the exit code: a time is no test.
void PrintBudgets(const Medians& medians, const LargeSite& site);

}  // namespace dialgate::benchmarks

#endif
