// A past in memory: some debtors of a site, each called three times.
#ifndef DIALGATE_TESTS_BENCHMARK_PAST_H
#define DIALGATE_TESTS_BENCHMARK_PAST_H

#include "dialgate/attempts.h"
#include "large_site.h"
#include "queries.h"

namespace dialgate::benchmarks {

class Past {
 public:
  static constexpr uint64_t kKeysPerDebtor = 4;  // number, account, debtor, days of the account
  static constexpr uint64_t kSlotsPerKey = 4;    // as dialgate/attempts.h advises
  static constexpr unsigned kCalls = 3;          // two days ago; nobody answered
  static constexpr uint32_t kRefusals = 10'000;  // of numbers that are nobody's here

  // `keys` of them, in slots of `words`; at most as many as the site has. The program ends if they
  // find no room.
  Past(const LargeSite& site, uint64_t keys, unsigned words, PageSize page_size);

  Attempts& attempts() { return attempts_; }
  const Attempts& attempts() const { return attempts_; }
  size_t slot_bytes() const { return slot_bytes_; }
  unsigned words() const { return words_; }
  uint64_t every() const { return every_; }  // so many accounts there are for each that has a past

  // What a decision is taken by, with the past.
  Situation At(const LargeSite& site, int64_t now) const {
    const Situation none = site.At(now);
    return {none.policy, none.tagger, none.device, attempts_, now};
  }

  // The next call to the debtor of a query.
  Attempt Next(const LargeSite& site, const Query& query, int64_t at);

 private:
  const unsigned words_;
  const uint64_t every_;
  size_t slot_bytes_;
  Pages slots_, permits_, withdrawals_;
  Attempts attempts_;
  uint64_t sequence_ = 0;
};

}  // namespace dialgate::benchmarks

#endif
