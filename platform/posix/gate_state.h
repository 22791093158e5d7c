// The inside of posix::Gate.
#ifndef DIALGATE_POSIX_GATE_STATE_H
#define DIALGATE_POSIX_GATE_STATE_H

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "attempt_tables.h"
#include "dialgate/posix/carried_records.h"
#include "dialgate/posix/gate.h"
#include "dialgate/posix/orders.h"
#include "dialgate/posix/seal_slots.h"
#include "gate_parts.h"
#include "group_commit.h"
#include "history_reader.h"

namespace dialgate::posix {

class Gate::Parts {
 public:
  Parts(const GateConfig& config, std::unique_ptr<PolicyKeeper> keeper,
        const Wiped<PermitKey>& permit_key);
  ~Parts();

  // Loads the policy, opens the log, replays it and begins. Errors: another gate is running on it.
  tl::expected<void, LogError> Start();

  // Records `next`, durably, and puts it in force; says whether it was recorded: a gate in trouble
  // does not.
  Result<bool> PutInForceDurably(LoadedPolicy next);

  // gate_receipts.cc: what Gate::TakeReceipt says.
  tl::expected<Receipt, ReceiptRefusal> TakeReceipt(ByteView receipt);

  // What the decision was taken by that the gate took at `at`, for whoever puts it into words.
  // Precondition: the mutex is held.
  Situation Shown(int64_t at) const;

  // The sequence of the newest record that was appended; 0: none.
  uint64_t Newest();

  // Has what was appended written before its time, by another thread, where that is much.
  void RelieveLog();

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
  Result<void> RefuseOutdated();
  Result<void> Begin(const SealChain& chain, bool fresh);

  tl::expected<SealChain, LogError> OpenFrom(const LogState& state, bool* fresh);

  // gate_policy.cc
  Result<bool> PutInForce(LoadedPolicy next);
  // Reads the log by the rules of `policy`. Precondition: `rebuilding` is held.
  // What is appended until the mutex is taken next is still to be read: FinishReading, under it.
  Result<void> ReadHistory(const Policy& policy, std::optional<HistoryReader>* reader);
  Result<void> ReadFiles(const Policy& policy, std::optional<HistoryReader>* reader);
  Result<void> CatchUp(HistoryReader* reader);
  Result<void> FinishReading(HistoryReader* reader);
  // What was appended: from memory, or, where that was too much to be noted, from the files.
  Result<void> ReadOn(HistoryReader* reader, const std::optional<std::string>& followed);
  Result<bool> TakeUnderLock(LoadedPolicy* next, HistoryReader* reader,
                             std::optional<LoadedPolicy>* old);

  // gate_upkeep.cc
  uint64_t Sync();
  void KeepUp();
  void KeepUpOnce(unsigned round);
  void TakeReceipts();
  void Remember();
  void KeepSeal();
  Result<void> MoveSeal(const SealPoint& point, Checkpoint head);
  void KeepRoom();
  void TakeCare();
  bool WaitToStop(std::chrono::milliseconds time);
  // `rebuilding`, for whoever cannot wait long: what can wait gives way.
  std::unique_lock<std::mutex> GetRebuilding();

  // gate_retention.cc
  void DropHeld();
  Result<bool> DropOldest(uint64_t held);
  Result<bool> CollectSegment(unsigned segment, uint64_t before, int64_t old, CarriedRecords* into);
  Result<bool> CarryForward(const CarriedRecords& records);
  bool Carry(const CarriedRecords::Item& item);

  // gate_snapshot.cc
  bool BeginWithSnapshot(LogState* state);
  void Forget(const GateMemory& blank);
  std::string SnapshotPath() const { return config.device + "/snapshot"; }
  void KeepSnapshot();
  bool IsSnapshotDue(unsigned open) const;
  void WriteNow(HistoryReader* reader);

  // gate_receipts.cc
  void CarryOutOrders(OrderKind kind);
  Result<std::string> CarryOut(const Order& order);
  Result<std::vector<ClockReset>> FindResets() const;
  Result<void> ReadAgain();
  Result<void> ReadAgainAtStart();

  std::optional<SealSlots> slots_;
  std::mutex seal_mutex_;
  Wiped<SealPoint> durable_;  // where the seal of what is durable stands; sequence 0: nowhere
  Checkpoint head_;           // the record before it
  std::chrono::steady_clock::time_point seal_kept_{};
  uint64_t settled_ = 0;  // the sequence of the point that both slots hold; 0: none
  bool had_room_ = true;

  std::mutex stop_mutex_;
  std::condition_variable stop_asked_;
  std::atomic<bool> stopping_{false};
  std::thread upkeep_, receiver_;

  const Wiped<dialgate::SealKey> snapshot_key_;
  std::atomic<uint64_t> seal_sequence_{0};  // of the newest seal that is kept
  std::atomic<unsigned> rebuilding_wanted_{0};  // by how many that wait for it
  std::thread caretaker_;  // what follows is its own:
  uint64_t looked_held_ = 0;
  std::chrono::steady_clock::time_point next_look_{};
  std::string drop_trouble_;
  unsigned snapshot_from_ = 0;   // the segment from which on it must be read
  uint64_t snapshot_size_ = 0;
  unsigned snapshot_looked_ = 0;
};

}  // namespace dialgate::posix

#endif
