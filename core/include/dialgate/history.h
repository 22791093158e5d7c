// What the rules ask of the past.
#ifndef DIALGATE_HISTORY_H
#define DIALGATE_HISTORY_H

#include <cstdint>
#include <limits>

#include "dialgate/call.h"
#include "dialgate/phone_number.h"
#include "dialgate/rules.h"

namespace dialgate {

// What a call would be remembered under.
struct HistoryKey {
  PhoneNumber number;
  uint64_t account;  // 48-bit tag
  uint64_t debtor;   // 48-bit tag
  Role role;
};

// One small question a rule, so that any store can stand behind it. A store answers from memory: it
// is asked on the path of a decision.
class History {
 public:
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::min();

  // The day (where the cap has days) or else the second of the `cap.max`-th newest event that `cap`
  // counts; kNever if there are fewer.
  virtual int64_t NewestAtMax(const HistoryKey& key, const Cap& cap) const = 0;

  // Whether the debtor stands unreached on local day `today` by the `rules` of the role that waits
  // for that.
  virtual bool DebtorUnreached(const HistoryKey& key, const RoleRules& rules,
                               int32_t today) const = 0;

  // Whether one more event of this key can be remembered.
  virtual bool HasRoom(const HistoryKey& key) const = 0;

 protected:
  ~History() = default;
};

// Where nothing is remembered: no cap is reached, and no debtor was ever tried.
class NoHistory final : public History {
 public:
  int64_t NewestAtMax(const HistoryKey&, const Cap&) const override { return kNever; }
  bool DebtorUnreached(const HistoryKey&, const RoleRules&, int32_t) const override {
    return false;
  }
  bool HasRoom(const HistoryKey&) const override { return true; }
};

}  // namespace dialgate

#endif
