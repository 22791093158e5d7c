// Runs decisions between two marks, for toolchains/count-instructions.sh: first those that allow,
// then as many that deny because the contact is not declared.
//   decide_instructions CONTACTS DECISIONS
#include <cstdio>
#include <cstdlib>

#include "queries.h"

extern "C" {
__attribute__((noinline)) void dialgate_mark_begin() { asm volatile("" ::"r"(1)); }
__attribute__((noinline)) void dialgate_mark_end() { asm volatile("" ::"r"(2)); }
}

namespace dialgate::benchmarks {
namespace {

bool Count(const LargeSite& site, Whom whom, unsigned decisions, Reason expected) {
  Queries queries(site, whom);
  queries.Draw(Queries::kMany);
  unsigned right = 0;
  for (unsigned i = 0; i < decisions; ++i) {
    const Call call = CallOf(queries.all()[i % Queries::kMany]);
    const Situation situation = site.At(gates::kNow);
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
  if (argc != 3) {
    std::fputs("usage: decide_instructions CONTACTS DECISIONS\n", stderr);
    return 2;
  }
  const benchmarks::LargeSite site(std::strtoull(argv[1], nullptr, 10),
                                   benchmarks::PageSize::k4KiB);
  const auto decisions = static_cast<unsigned>(std::atoi(argv[2]));
  const bool right =
      benchmarks::Count(site, benchmarks::Whom::kDebtor, decisions, Reason::kDeclaredContact) &&
      benchmarks::Count(site, benchmarks::Whom::kNobody, decisions, Reason::kContactNotDeclared);
  return right ? 0 : 1;
}
