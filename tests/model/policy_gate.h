// What gates over the core's decision have in common: they open the policy, keep the device, and
// know of each allowed call what it would be remembered as. How they remember is theirs.
#ifndef DIALGATE_TESTS_MODEL_POLICY_GATE_H
#define DIALGATE_TESTS_MODEL_POLICY_GATE_H

#include <memory>

#include "dialgate/attempts.h"
#include "dialgate/gate.h"
#include "driven_gate.h"
#include "policy_maker.h"

namespace dialgate::model {

class PolicyGate : public DrivenGate {
 public:
  bool Load(const testing::Site& site, const std::vector<size_t>& restores, int64_t now) final;
  Placed Place(const testing::CallFacts& call, int64_t now) final;
  void Withdraw(const Withdrawal& withdrawal, int64_t now) final;
  void TakeReceipt(int64_t covered, int64_t own, bool reset_clock, int64_t now) final;

 protected:
  PolicyGate(const testing::DeviceFacts& device, int64_t provisioned);

  virtual const History& history() const = 0;
  virtual void Remember(const Attempt& attempt) = 0;
  // `id` is the place of the withdrawal among those made.
  virtual void Withdraw(WithdrawalKind kind, uint64_t what, size_t id) = 0;
  virtual void Restore(size_t id) = 0;
  // What was placed is to be taken as placed like this.
  virtual void Replace(const std::vector<Attempt>& attempts) = 0;

  // A record of that time is made.
  void Record(int64_t now);
  const Policy& policy() const { return *policy_; }

  bool newest_record_is_the_last_ = false;  // a flaw

 private:
  void Allowed(const testing::CallFacts& call, const Decision& decision, int64_t now);

  testing::DeviceFacts device_;
  std::vector<Attempt> attempts_;
  size_t withdrawn_ = 0;
  std::unique_ptr<testing::AlignedBytes> image_;
  std::unique_ptr<Policy> policy_;
};

}  // namespace dialgate::model

#endif
