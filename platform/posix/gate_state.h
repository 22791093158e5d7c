// The inside of posix::Gate.
#ifndef DIALGATE_POSIX_GATE_STATE_H
#define DIALGATE_POSIX_GATE_STATE_H

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "attempt_tables.h"
#include "dialgate/posix/gate.h"
#include "dialgate/posix/orders.h"
#include "dialgate/posix/seal_slots.h"
#include "gate_parts.h"
#include "group_commit.h"

namespace dialgate::posix {

class Gate::Parts {
 public:
  Parts(const GateConfig& config, std::unique_ptr<PolicyKeeper> keeper,
        const Wiped<PermitKey>& permit_key);
  ~Parts();

  // Loads the policy, opens the log, replays it and begins. Errors: another gate is running on it.
  tl::expected<void, LogError> Start();

  // Records `next` and puts it in force.
  Result<void> PutInForce(LoadedPolicy next);

  // gate_receipts.cc: what Gate::TakeReceipt says.
  tl::expected<Receipt, ReceiptRefusal> TakeReceipt(ByteView receipt);

  // What the decision was taken by that the gate took at `at`, for whoever puts it into words.
  // Precondition: the mutex is held.
  Situation Shown(int64_t at) const;

  // The sequence of the newest record that was appended; 0: none.
  uint64_t Newest();

 private:
  const std::vector<std::string_view> emergency_;  // views of the settings

 public:
  const GateConfig config;
  const std::unique_ptr<PolicyKeeper> keeper;
  const Device device;  // as it was provisioned
  const Device shown;   // the same, where nothing stands against a decision: it was taken
  std::string trouble;
  GateClock clock;
  GateLog log;

  std::mutex mutex;  // held while one of these is used:
  AttemptTables tables;
  Attempts attempts;
  RecordedGate gate;

  GroupCommit commit;

  std::mutex rebuilding;  // held while the history is read again, with or without the mutex
  std::vector<ClockReset> resets;  // of the log; changed under both

 private:
  // gate_start.cc
  void LoadFirst();
  tl::expected<SealChain, LogError> OpenLog(bool* fresh);
  Result<void> Begin(const SealChain& chain, bool fresh);

  // gate_policy.cc: reads the log, from `from` on, into `into` by the rules of `policy`; its end.
  Result<LogPlace> ReadInto(Attempts* into, const Policy& policy, LogPlace from);
  Result<void> TakeUnderLock(LoadedPolicy* next, AttemptTables* fresh, Attempts* read,
                             LogPlace from);

  // gate_upkeep.cc
  uint64_t Sync();
  void KeepUp();
  void KeepUpOnce(unsigned round);
  void KeepSeal();
  void KeepRoom();

  // gate_receipts.cc
  void CarryOutOrders();
  Result<std::string> CarryOut(const Order& order);
  Result<std::vector<ClockReset>> FindResets() const;
  Result<void> ReadAgain();
  Result<void> ReadAgainAtStart();

  std::optional<SealSlots> slots_;
  std::mutex seal_mutex_;
  Wiped<SealPoint> durable_;  // where the seal of what is durable stands; sequence 0: nowhere
  std::chrono::steady_clock::time_point seal_kept_{};
  bool had_room_ = true;

  std::mutex stop_mutex_;
  std::condition_variable stop_asked_;
  bool stopping_ = false;
  std::thread upkeep_;
};

}  // namespace dialgate::posix

#endif
