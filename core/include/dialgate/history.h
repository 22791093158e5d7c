// What the rules ask of the past.
#ifndef DIALGATE_HISTORY_H
#define DIALGATE_HISTORY_H

#include <cstdint>
#include <limits>

#include "dialgate/call.h"
#include "dialgate/rules.h"

namespace dialgate {

class Policy;

// What a call would be remembered under: keyed tags, never numbers.
struct HistoryKey {
  uint64_t number;   // Tagger::Number
  uint64_t account;  // Tagger::Account
  uint64_t debtor;   // 48 bits, of the account's entry in the policy
  Role role;         // of the contact
};

// One small question a rule, so that any store can stand behind it. A store answers from memory: it
// is asked on the path of a decision. An *event* is a call that row 25 allowed.
class History {
 public:
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::min();

  // Whether there is a past at all. Where there is none, no tag of the number is made to ask for
  // it.
  virtual bool IsKept() const = 0;

  // What is asked next is asked about `key`: a store whose memory is far away can ask for all of it
  // at once. It answers nothing.
  virtual void Prefetch(const HistoryKey& key) const = 0;

  // How many events that `cap` counts lie after `from`: a local day (where the cap has days) or
  // else a second.
  virtual unsigned CountAfter(const HistoryKey& key, const Cap& cap, int64_t from) const = 0;

  // The day (where the cap has days) or else the second of the `cap.max`-th newest event that `cap`
  // counts; kNever if there are fewer.
  virtual int64_t NewestAtMax(const HistoryKey& key, const Cap& cap) const = 0;

  // Calls to contacts of role debtor about `account`: how many of local day `day` were dialed, if
  // fewer than 3; and whether one from `day` on counts as answered. A call of unknown outcome
  // counts in both; wrong_party in the first alone.
  virtual unsigned DebtorTries(uint64_t account, int32_t day) const = 0;
  virtual bool DebtorAnswered(uint64_t account, int32_t day) const = 0;

  // Whether one more event of this key can be remembered as long as the rules of `policy` need it.
  virtual bool HasRoom(const HistoryKey& key, const Policy& policy, int64_t now) const = 0;

  // What was withdrawn on the device, or by an outcome.
  virtual bool IsNumberWithdrawn(const HistoryKey& key) const = 0;
  virtual bool IsAccountWithdrawn(uint64_t account) const = 0;
  virtual bool IsRoleWithdrawn(Role role) const = 0;

 protected:
  ~History() = default;
};

// Where nothing is remembered: no cap is reached, and no debtor was ever tried.
class NoHistory : public History {
 public:
  bool IsKept() const override { return false; }
  void Prefetch(const HistoryKey&) const override {}
  unsigned CountAfter(const HistoryKey&, const Cap&, int64_t) const override { return 0; }
  int64_t NewestAtMax(const HistoryKey&, const Cap&) const override { return kNever; }
  unsigned DebtorTries(uint64_t, int32_t) const override { return 0; }
  bool DebtorAnswered(uint64_t, int32_t) const override { return false; }
  bool HasRoom(const HistoryKey&, const Policy&, int64_t) const override { return true; }
  bool IsNumberWithdrawn(const HistoryKey&) const override { return false; }
  bool IsAccountWithdrawn(uint64_t) const override { return false; }
  bool IsRoleWithdrawn(Role) const override { return false; }
};

}  // namespace dialgate

#endif
