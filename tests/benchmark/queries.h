// What is asked, prepared outside of what is timed.
#ifndef DIALGATE_TESTS_BENCHMARK_QUERIES_H
#define DIALGATE_TESTS_BENCHMARK_QUERIES_H

#include <string>
#include <vector>

#include "large_site.h"
#include "random.h"

namespace dialgate::benchmarks {

// Nothing behind it begins before everything before it is done: what is timed is latency, however
// far the processor would have looked ahead.
inline void Serialize() {
#if defined(__x86_64__)
  __builtin_ia32_lfence();
#elif defined(__aarch64__)
  asm volatile("dsb sy\n\tisb" ::: "memory");
#else
#error "say here how this processor is made to wait"
#endif
}

// One question in all the forms in which it is asked.
struct Query {
  AccountId account;
  AccountId unlisted_account;
  NumberText dialed;
  PhoneNumber number;
  Tag known;        // of `account`
  std::string key;  // `account|number`, for those who look strings up
};

enum class Whom {
  kDebtor,   // a call to him is allowed
  kContact,  // any listed one
  kNobody,   // of a listed account
};

// Few are asked again and again and stay in the nearest cache; many are new ones each time, from
// all over the tables.
class Queries {
 public:
  static constexpr unsigned kFew = 16;
  static constexpr unsigned kMany = 1024;  // 200 kB: they themselves stay in the second cache

  // About every `every`-th account.
  Queries(const LargeSite& site, Whom whom, uint64_t every = 1)
      : site_(&site), whom_(whom), every_(every), queries_(kMany) {}

  // Makes new ones at random; the first `distinct` are repeated until there are kMany.
  void Draw(unsigned distinct);

  const std::vector<Query>& all() const { return queries_; }

 private:
  void Make(Query* query);

  const LargeSite* site_;
  Whom whom_;
  uint64_t every_;
  testing::Random random_{20261116};
  std::vector<Query> queries_;
};

// A call to the debtor by a campaign.
Call CallOf(const Query& query);

}  // namespace dialgate::benchmarks

#endif
