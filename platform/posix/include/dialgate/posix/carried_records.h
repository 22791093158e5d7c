// What still matters of records that will be gone.
#ifndef DIALGATE_POSIX_CARRIED_RECORDS_H
#define DIALGATE_POSIX_CARRIED_RECORDS_H

#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "dialgate/record.h"

namespace dialgate::posix {

// Takes the records of a log in their order and keeps of those before record `before` the calls
// since `since` and the withdrawals; the records behind tell what came of them.
class CarriedRecords {
 public:
  // Neither: a withdrawal that a policy ended.
  using Item = std::variant<std::monostate, Carried, CarriedWithdrawal>;

  CarriedRecords(uint64_t log, uint64_t before, int64_t since)
      : log_(log), before_(before), since_(since) {}

  void Take(const Record& record);

  // In the order of the records that they stand for, which each names.
  const std::vector<Item>& items() const { return items_; }

 private:
  void TakeOutcome(const Reported& reported);
  void TakeRestored(const Restored& restored);
  void BoundTimes(int64_t reset_to);

  const uint64_t log_, before_;
  const int64_t since_;
  std::vector<Item> items_;
  std::vector<std::pair<uint64_t, size_t>> calls_;  // of records Decided, and where they stand
  size_t bounded_ = 0;  // so many have a time that no reset of the clock changes any more
};

}  // namespace dialgate::posix

#endif
