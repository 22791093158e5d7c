// The model's ledger where a gate is driven: what histories of known answers are first held
// against. Of a decision it gives the reason.
#ifndef DIALGATE_TESTS_MODEL_LEDGER_GATE_H
#define DIALGATE_TESTS_MODEL_LEDGER_GATE_H

#include <limits>
#include <memory>

#include "driven_gate.h"
#include "ledger.h"

namespace dialgate::model {

class LedgerGate final : public DrivenGate {
 public:
  LedgerGate(const DeviceFacts& device, int64_t provisioned) : ledger_({}, device, provisioned) {}

  size_t slots() const override { return std::numeric_limits<size_t>::max(); }
  bool Load(const Site& site, const std::vector<size_t>& restores, int64_t now) override {
    ledger_.Load(site, restores, now);
    return true;
  }
  Placed Place(const CallFacts& call, int64_t now) override {
    Placed placed;
    placed.retry_at = ledger_.RetryAt(call, now);
    placed.decision.reason = ledger_.Place(call, now).reason;
    return placed;
  }
  bool Report(size_t event, Outcome outcome, int64_t now) override {
    return ledger_.Report(event, outcome, now).stands();
  }
  void Withdraw(const Withdrawal& withdrawal, int64_t now) override {
    ledger_.Withdraw(withdrawal, now);
  }
  void TakeReceipt(int64_t covered, int64_t own, bool reset_clock, int64_t now) override {
    if (reset_clock) {
      ledger_.ResetClock(covered, own, now);
    } else {
      ledger_.TakeReceipt(covered, own, now);
    }
  }

 private:
  Ledger ledger_;
};

}  // namespace dialgate::model

#endif
