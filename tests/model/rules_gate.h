// The core's decision over a past that is kept in plain lists: what tests rows 12 to 14, 19 and 22,
// and RetryAt over caps, apart from any storage. It can be given a flaw, so that a comparison is
// seen to find it.
#ifndef DIALGATE_TESTS_MODEL_RULES_GATE_H
#define DIALGATE_TESTS_MODEL_RULES_GATE_H

#include "listed_history.h"
#include "policy_gate.h"

namespace dialgate::model {

class RulesGate final : public PolicyGate {
 public:
  RulesGate(const testing::DeviceFacts& device, int64_t provisioned, Flaw flaw = Flaw::kNone);

  size_t slots() const override { return 28; }
  bool Report(size_t event, Outcome outcome, int64_t now) override;

 private:
  const History& history() const override { return history_; }
  void Remember(const Attempt& attempt) override;
  void Withdraw(WithdrawalKind kind, uint64_t what, size_t id) override;
  void Restore(size_t id) override;
  void Replace(const std::vector<Attempt>& attempts) override;

  bool Is(Flaw flaw) const { return flaw_ == flaw; }
  bool Takes(size_t event, Outcome outcome, int64_t now) const;

  Flaw flaw_;
  ListedHistory history_;
};

}  // namespace dialgate::model

#endif
