// Who asked not to be called, and whether that was honoured.
#ifndef DIALGATE_PLATFORM_REPORT_WITHDRAWALS_H
#define DIALGATE_PLATFORM_REPORT_WITHDRAWALS_H

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>
#include <vector>

#include "dialgate/record.h"

namespace dialgate::report {

constexpr size_t kWithdrawalKinds = static_cast<size_t>(WithdrawalKind::kWrongParty) + 1;

// One kind of withdrawal.
struct Honoured {
  uint64_t withdrawn = 0;      // numbers, accounts or roles
  uint64_t restored = 0;       // ended by a policy
  uint64_t refused_since = 0;  // calls to them that were refused for it
  std::vector<uint64_t>
      allowed_since;  // records of calls to them that were allowed; none should be
};

class Withdrawals {
 public:
  // Takes any record: decisions, outcomes, withdrawals and what ends them.
  void Take(const Record& record);

  const Honoured& of(WithdrawalKind kind) const { return honoured_[static_cast<size_t>(kind)]; }
  // Calls to contacts that the policy itself, or an older log, has as withdrawn.
  uint64_t refused_by_policy() const { return refused_by_policy_; }

 private:
  using Ordered = std::pair<WithdrawalKind, uint64_t>;  // on the device: of what

  void Report(const Reported& reported);
  void Decide(const Record& record);
  void Restore(uint64_t sequence);
  bool IsWithdrawn(WithdrawalKind kind, const HistoryKey& key) const;
  Honoured& At(WithdrawalKind kind) { return honoured_[static_cast<size_t>(kind)]; }

  std::array<Honoured, kWithdrawalKinds> honoured_ = {};
  std::unordered_set<uint64_t> refused_as_debtor_, refused_otherwise_;  // numbers
  std::set<std::pair<uint64_t, uint64_t>> wrong_party_;                 // number and debtor
  std::map<uint64_t, Ordered> orders_;                                  // by their sequence
  std::map<Ordered, unsigned> ordered_;                                 // how many stand
  uint64_t refused_by_policy_ = 0;
};

}  // namespace dialgate::report

#endif
