// Runs decisions between two marks, for toolchains/count-instructions.sh: first those that allow,
// then as many that deny because the contact is not declared. With SLOT-BYTES (64 or 128) every
// debtor has a past, in slots of that size.
//   decide_instructions CONTACTS DECISIONS [SLOT-BYTES]
#include <cstdio>
#include <cstdlib>
#include <optional>

#include "past.h"

extern "C" {
__attribute__((noinline)) void dialgate_mark_begin() { asm volatile("" ::"r"(1)); }
__attribute__((noinline)) void dialgate_mark_end() { asm volatile("" ::"r"(2)); }
}

namespace dialgate::benchmarks {
namespace {

bool Count(const LargeSite& site, const std::optional<Past>& past, Whom whom, unsigned decisions,
           Reason expected) {
  Queries queries(site, whom);
  queries.Draw(Queries::kMany);
  unsigned right = 0;
  for (unsigned i = 0; i < decisions; ++i) {
    const Call call = CallOf(queries.all()[i % Queries::kMany]);
    const Situation situation = past ? past->At(site, gates::kNow) : site.At(gates::kNow);
    dialgate_mark_begin();
    const Decision decision = Decide(situation, call);
    dialgate_mark_end();
    right += decision.reason == expected ? 1 : 0;
  }
  return right == decisions;
}

}  // namespace
}  // namespace dialgate::benchmarks

int main(int argc, char** argv) {
  using namespace dialgate;
  using benchmarks::Whom;
  if (argc != 3 && argc != 4) {
    std::fputs("usage: decide_instructions CONTACTS DECISIONS [SLOT-BYTES]\n", stderr);
    return 2;
  }
  constexpr auto kPages = benchmarks::PageSize::k4KiB;
  const benchmarks::LargeSite site(std::strtoull(argv[1], nullptr, 10), kPages);
  const auto decisions = static_cast<unsigned>(std::atoi(argv[2]));
  std::optional<benchmarks::Past> past;
  if (argc == 4) {
    const auto words = static_cast<unsigned>(std::atoi(argv[3])) / 4;
    past.emplace(site, site.accounts() * benchmarks::Past::kKeysPerDebtor, words, kPages);
  }
  const bool right =
      benchmarks::Count(site, past, Whom::kDebtor, decisions, Reason::kDeclaredContact) &&
      benchmarks::Count(site, past, Whom::kNobody, decisions, Reason::kContactNotDeclared);
  return right ? 0 : 1;
}
