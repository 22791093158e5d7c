// The core's decision over the core's Attempts.
#ifndef DIALGATE_TESTS_MODEL_ATTEMPTS_GATE_H
#define DIALGATE_TESTS_MODEL_ATTEMPTS_GATE_H

#include <utility>

#include "policy_gate.h"

namespace dialgate::model {

// How much storage it has, in slots of 16 or 32 words.
struct Storage {
  uint32_t words_per_slot = 32;
  uint32_t slots = 512;
  uint32_t permits = 1024;
  // With too few slots or permits it may say history_full whenever it likes.
  bool is_enough = true;
};

class AttemptsGate final : public PolicyGate {
 public:
  AttemptsGate(const testing::DeviceFacts& device, int64_t provisioned, const Storage& storage);

  size_t slots() const override { return attempts_.events_per_key(); }
  bool has_all_keys() const override { return storage_.is_enough; }
  bool Report(size_t event, Outcome outcome, int64_t now) override;

 private:
  const History& history() const override { return attempts_; }
  void Remember(const Attempt& attempt) override;
  void Withdraw(WithdrawalKind kind, uint64_t what, size_t id) override;
  void Restore(size_t id) override;
  void Replace(const std::vector<Attempt>& attempts) override;

  Storage storage_;
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
