// What one load costs that nothing can foresee: what every lookup in memory is measured by.
#ifndef DIALGATE_TESTS_BENCHMARK_POINTER_CHASE_H
#define DIALGATE_TESTS_BENCHMARK_POINTER_CHASE_H

#include "pages.h"

namespace dialgate::benchmarks {

// An area of cache lines, each of which names the next one, all of them on one random cycle.
class PointerChase {
 public:
  PointerChase(size_t bytes, PageSize page_size);

  // One load, whose address was not known before the one before it was done.
  void Step() { at_ = *static_cast<void**>(at_); }
  const void* at() const { return at_; }

 private:
  Pages pages_;
  void* at_;
};

}  // namespace dialgate::benchmarks

#endif
