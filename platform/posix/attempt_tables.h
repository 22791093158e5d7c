// The memory in which a gate of this platform remembers its calls.
#ifndef DIALGATE_POSIX_ATTEMPT_TABLES_H
#define DIALGATE_POSIX_ATTEMPT_TABLES_H

#include <cstdlib>
#include <memory>
#include <new>

#include "dialgate/attempts.h"
#include "dialgate/posix/gate.h"

namespace dialgate::posix {

// Pages that nobody wrote to take no memory: calloc leaves them to the system.
class AttemptTables {
 public:
  explicit AttemptTables(const HistorySizes& sizes)
      : slots_(Zeros(size_t{sizes.slots()} * kWordsPerSlot)),
        permits_(Zeros(size_t{sizes.calls_a_day} * 2)),
        withdrawals_(Zeros(size_t{sizes.withdrawals} * 4)) {
    storage_.slots = slots_.get();
    storage_.slot_count = sizes.slots();
    storage_.words_per_slot = kWordsPerSlot;
    storage_.permits = permits_.get();
    storage_.permit_count = sizes.calls_a_day;
    storage_.withdrawals = withdrawals_.get();
    storage_.withdrawal_count = sizes.withdrawals;
  }

  const AttemptStorage& storage() const { return storage_; }

 private:
  static constexpr uint32_t kWordsPerSlot = 32;

  struct Free {
    void operator()(uint32_t* words) const { std::free(words); }
  };
  using Words = std::unique_ptr<uint32_t, Free>;
  static Words Zeros(size_t count) {
    auto* words = static_cast<uint32_t*>(std::calloc(count, sizeof(uint32_t)));
    if (words == nullptr) throw std::bad_alloc();
    return Words(words);
  }

  Words slots_, permits_, withdrawals_;
  AttemptStorage storage_;
};

}  // namespace dialgate::posix

#endif
