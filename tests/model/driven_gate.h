// A gate that a history can be played to: what is held against the model's ledger.
#ifndef DIALGATE_TESTS_MODEL_DRIVEN_GATE_H
#define DIALGATE_TESTS_MODEL_DRIVEN_GATE_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "dialgate/decision.h"
#include "dialgate/outcome.h"
#include "past.h"
#include "site.h"

namespace dialgate::model {

// The two have the same words in the same order.
inline dialgate::Outcome CoreOutcome(Outcome outcome) {
  return static_cast<dialgate::Outcome>(outcome);
}

class DrivenGate {
 public:
  virtual ~DrivenGate() = default;

  // How many events a key it remembers, and whether it has room for every key; one that has not may
  // say history_full at any time, and else must answer like the others.
  virtual size_t slots() const = 0;
  virtual bool has_all_keys() const { return true; }

  // A policy, its serial above that of the one before it, which ends the withdrawals of these ids.
  virtual bool Load(const testing::Site& site, const std::vector<size_t>& restores,
                    int64_t now) = 0;

  // An event that it allows is known from here on by its place among those that it allowed.
  struct Placed {
    Decision decision;
    std::optional<int64_t> retry_at;
  };
  virtual Placed Place(const testing::CallFacts& call, int64_t now) = 0;

  // Whether the report stands.
  virtual bool Report(size_t event, Outcome outcome, int64_t now) = 0;

  // A withdrawal is known from here on by its place among those made.
  virtual void Withdraw(const Withdrawal& withdrawal, int64_t now) = 0;

  // A receipt over all records so far, of which the newest is of time `covered`.
  virtual void TakeReceipt(int64_t covered, int64_t own, bool reset_clock, int64_t now) = 0;
};

}  // namespace dialgate::model

#endif
