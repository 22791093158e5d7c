// Events and withdrawals in lists, behind the core's own interface to the past.
#ifndef DIALGATE_TESTS_MODEL_LISTED_HISTORY_H
#define DIALGATE_TESTS_MODEL_LISTED_HISTORY_H

#include <vector>

#include "dialgate/attempts.h"

namespace dialgate::model {

enum class Flaw {
  kNone,
  kForgetsTheTwelfth,      // an event when eleven newer ones of any key came
  kCountsNoUnknown,        // calls in flight do not count
  kOneSecondMore,          // a cap of minutes counts the second at which its window begins
  kOneDayMore,             // a cap of days counts the day before its first
  kForgetsRoles,           // what is about an account counts whatever the role
  kForgetsOtherAccounts,   // a number's events count only under its account
  kLateReportsStand,       // outcomes are taken after 24 hours
  kSecondReportsStand,     // an outcome can be changed
  kAnsweredIsFinal,        // `answered` cannot become `conversation`
  kRefusedIsOfOneAccount,  // a refusal withdraws the number under its account only
  kRefusedIsOfAllRoles,    // a refusal withdraws the number whatever its role
  kLateRefusedIsLost,      // a refusal that comes late is an error and nothing else
  kWrongPartyIsAnswered,   // a wrong party counts as the debtor
  kRestoresNothing,        // no policy ends a withdrawal
  kNewestRecordIsTheLast,  // a record of the past sets the clock back
  kFutureStays,            // a clock that is reset leaves events in the future
  kFullTooSoon,            // says history_full at every eighth event of an account
};
constexpr Flaw kLastFlaw = Flaw::kFullTooSoon;

class ListedHistory final : public History {
 public:
  explicit ListedHistory(Flaw flaw) : flaw_(flaw) {}

  struct Entry {
    Attempt attempt;
    dialgate::Outcome outcome;
  };
  std::vector<Entry> entries;
  struct Made {
    WithdrawalKind kind;
    uint64_t what;
    size_t id;
  };
  std::vector<Made> withdrawals;
  struct Refusal {
    HistoryKey key;
    bool wrong_party;
  };
  std::vector<Refusal> refusals;

  bool IsKept() const override { return true; }
  void Prefetch(const HistoryKey&) const override {}
  unsigned CountAfter(const HistoryKey& key, const Cap& cap, int64_t from) const override;
  int64_t NewestAtMax(const HistoryKey& key, const Cap& cap) const override;
  unsigned DebtorTries(uint64_t account, int32_t day) const override;
  bool DebtorAnswered(uint64_t account, int32_t day) const override;
  bool HasRoom(const HistoryKey& key, const Policy& policy, int64_t now) const override;
  bool IsNumberWithdrawn(const HistoryKey& key) const override;
  bool IsAccountWithdrawn(uint64_t account) const override;
  bool IsRoleWithdrawn(Role role) const override;

 private:
  std::vector<int64_t> TimesOf(const HistoryKey& key, const Cap& cap) const;
  bool Concerns(const HistoryKey& event, const HistoryKey& key, Per per) const;
  bool IsMade(WithdrawalKind kind, uint64_t what) const;

  Flaw flaw_;
};

}  // namespace dialgate::model

#endif
