// The signed policy of a LargeSite, made by the builder's own rules and tables, without files.
#ifndef DIALGATE_TESTS_BENCHMARK_SITE_IMAGE_H
#define DIALGATE_TESTS_BENCHMARK_SITE_IMAGE_H

#include <cstdint>
#include <string>

namespace dialgate::benchmarks {

// The rules are those of rules.txtpb; every account is 90 days past due; the keys are the tests'.
// Ends the program if the rules cannot be read.
std::string SiteImage(uint64_t contacts);

}  // namespace dialgate::benchmarks

#endif
