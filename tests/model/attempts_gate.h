// The core's decision over the core's Attempts.
#ifndef DIALGATE_TESTS_MODEL_ATTEMPTS_GATE_H
#define DIALGATE_TESTS_MODEL_ATTEMPTS_GATE_H

#include <utility>

#include "policy_gate.h"

namespace dialgate::model {

class AttemptsGate final : public PolicyGate {
 public:
  // Slots of 16 or 32 words.
  AttemptsGate(const testing::DeviceFacts& device, int64_t provisioned, uint32_t words_per_slot);

  size_t slots() const override { return attempts_.events_per_key(); }
  bool Report(size_t event, Outcome outcome, int64_t now) override;

 private:
  const History& history() const override { return attempts_; }
  void Remember(const Attempt& attempt) override;
  void Withdraw(WithdrawalKind kind, uint64_t what, size_t id) override;
  void Restore(size_t id) override;
  void Replace(const std::vector<Attempt>& attempts) override;

  std::vector<uint32_t> slots_, permits_, withdrawals_;
  Attempts attempts_;
  std::vector<Attempt> placed_;
  // What is to be told again when the history is made anew.
  std::vector<dialgate::Outcome> outcomes_;
  std::vector<std::pair<HistoryKey, dialgate::Outcome>> refusals_;
  struct Made {
    WithdrawalKind kind;
    uint64_t what;
    size_t id;
  };
  std::vector<Made> made_;
};

}  // namespace dialgate::model

#endif
