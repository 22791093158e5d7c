// The core's gate over a log in memory: now and then it is started again, and then knows nothing
// but what its log says.
#ifndef DIALGATE_TESTS_MODEL_LOGGED_GATE_H
#define DIALGATE_TESTS_MODEL_LOGGED_GATE_H

#include <memory>
#include <string>
#include <vector>

#include "against_core.h"
#include "attempts_gate.h"
#include "dialgate/recorded_gate.h"
#include "driven_gate.h"
#include "fake_crypto.h"
#include "policy_maker.h"

namespace dialgate::model {

class LoggedGate final : public DrivenGate {
 public:
  // It is started again after every `starts_every` steps.
  LoggedGate(const testing::DeviceFacts& device, int64_t provisioned, const Storage& storage,
             unsigned starts_every);
  ~LoggedGate() override;

  size_t slots() const override { return storage_.words_per_slot == 32 ? 28 : 12; }
  bool has_all_keys() const override { return storage_.is_enough; }
  bool Load(const testing::Site& site, const std::vector<size_t>& restores, int64_t now) override;
  Placed Place(const testing::CallFacts& call, int64_t now) override;
  bool Report(size_t event, Outcome outcome, int64_t now) override;
  void Withdraw(const Withdrawal& withdrawal, int64_t now) override;
  void TakeReceipt(int64_t covered, int64_t own, bool reset_clock, int64_t now) override;

 private:
  // What the gate is told from outside.
  class World final : public Clock, public LogWriter, public SealedRecords {
   public:
    int64_t Now() const override { return now; }
    bool IsTrusted() const override { return trusted; }
    bool HasRoom() const override { return durable; }
    bool Append(ByteView entry) override;
    bool Find(uint64_t sequence, Seal* seal, int64_t* at) const override;
    Record At(size_t i, Seal* seal = nullptr) const;

    int64_t now = 0;
    bool trusted = true, durable = true;
    std::vector<std::string> entries;
  };
  // A gate from one start to the next.
  struct Running;

  void Step(int64_t now);
  void StartAgain(int64_t now);

  testing::DeviceFacts facts_;
  CoreDevice device_;
  Storage storage_;
  const unsigned starts_every_;
  unsigned steps_ = 0;
  World world_;
  testing::FakeCrypto crypto_;
  std::vector<std::unique_ptr<testing::AlignedBytes>> images_;
  std::unique_ptr<Policy> policy_;
  std::unique_ptr<Running> running_;
  std::vector<ClockReset> resets_;
  std::vector<Permit> permits_;
  std::vector<uint64_t> withdrawals_;  // sequences of their records
  Seal covered_seal_ = {};             // by the newest receipt
  uint64_t covered_ = 0;
};

}  // namespace dialgate::model

#endif
