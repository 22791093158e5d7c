// Random histories: some hundred calls to few people, at the seconds at which answers change.
#ifndef DIALGATE_TESTS_MODEL_RANDOM_HISTORY_H
#define DIALGATE_TESTS_MODEL_RANDOM_HISTORY_H

#include <optional>
#include <string>
#include <vector>

#include "ledger.h"
#include "random.h"

namespace dialgate::model {

// What the gate can be asked to remember.
struct HistoryKind {
  unsigned events = 28;  // a key
  bool clock_resets = true;
  bool new_caps = true;  // policies on the way may ask for more of the past than those before them
};

// Few accounts, debtors and numbers, mixed as badly as a policy may: the same number under several
// accounts and roles, accounts of one debtor, a debtor who is named like another account.
Site RandomHistorySite(const HistoryKind& kind, testing::Random* random);
// The same site in a later policy: its validity moved so that it holds `now`, and its caps
// sometimes drawn anew, if they may be.
Site Reissued(const Site& site, int64_t now, const HistoryKind& kind, testing::Random* random);

struct Step {
  enum class Kind { kPlace, kReport, kWithdraw, kLoad, kReceipt, kResetClock };
  Kind kind = Kind::kPlace;
  int64_t now = 0;
  CallFacts call;
  size_t event = 0;
  Outcome outcome = Outcome::kUnknown;
  Withdrawal withdrawal{};
  Site site;
  std::vector<size_t> restores;
  int64_t covered = 0, own = 0;
};
std::string Describe(const Step& step);

class RandomHistory {
 public:
  RandomHistory(uint64_t seed, const HistoryKind& kind);

  const Site& site() const { return site_; }
  const DeviceFacts& device() const { return device_; }
  int64_t start() const { return start_; }

  // What happens next at a gate of which all that `ledger` says has happened.
  Step Next(const Ledger& ledger);

 private:
  int64_t NextNow(const Ledger& ledger);
  int64_t Edge(const Ledger& ledger);
  Step NextKind(const Ledger& ledger);
  Step Burst(const Ledger& ledger);
  Step Place(const Ledger& ledger);
  Step Report(const Ledger& ledger);
  Step Withdraw(const Ledger& ledger);
  Step Load(const Ledger& ledger);
  Step Receipt(const Ledger& ledger);
  Step Reset(const Ledger& ledger);
  Outcome RandomOutcome();

  testing::Random random_;
  HistoryKind kind_;
  Site site_;
  DeviceFacts device_;
  int64_t start_ = 0;
  int64_t now_ = 0;
  unsigned reachable_ = 0;           // percent of calls that somebody answers
  unsigned patience_ = 0;            // percent of steps that follow within the hour
  unsigned refusing_ = 0;            // one outcome in so many is a refusal
  unsigned reporting_ = 0;           // percent of calls that are reported at once
  std::optional<int64_t> true_now_;  // while the clock runs ahead
  std::optional<size_t> just_placed_;
  // Calls to one contact within minutes, as many as fill a key, of which outcomes come after all.
  unsigned burst_ = 0;
  size_t burst_reports_ = 0;  // the first event whose outcome is to come
  CallFacts burst_call_;
};

}  // namespace dialgate::model

#endif
