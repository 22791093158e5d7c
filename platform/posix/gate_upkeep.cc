// What a gate does beside its calls, in threads of its own.
#include "dialgate/posix/checkpoint.h"
#include "gate_state.h"

namespace dialgate::posix {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kRound{100}, kCare{200};
constexpr unsigned kRoundsPerSecond = 10;
constexpr unsigned kRoundsPerMinute = 600;
constexpr std::chrono::milliseconds kSealEvery{400};
constexpr std::chrono::seconds kSealAtLast{1};

}  // namespace

Gate::Parts::~Parts() {
  {
    const std::lock_guard<std::mutex> lock(stop_mutex_);
    stopping_ = true;
  }
  stop_asked_.notify_all();
  if (caretaker_.joinable()) caretaker_.join();
  if (upkeep_.joinable()) upkeep_.join();
  if (receiver_.joinable()) receiver_.join();
  if (log.folder == nullptr) return;
  commit.WaitFor(Newest());
  for (unsigned slot = 0; slot < 2; ++slot) {
    seal_kept_ = {};
    KeepSeal();
  }
}

// For GroupCommit: what was appended before the chain is looked at is what the sync covers.
uint64_t Gate::Parts::Sync() {
  if (log.folder == nullptr) return 0;
  Wiped<SealPoint> point;
  Checkpoint head;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    point.value = {gate.chain().sequence(), gate.chain().key()};
    head = log.Head();
  }
  const Result<void> synced = log.folder->Sync();
  if (!synced) {
    config.tell(synced.error().message);
    return 0;
  }
  const std::lock_guard<std::mutex> lock(seal_mutex_);
  durable_.value = point.value;
  head_ = head;
  return point.value.sequence - 1;
}

void Gate::Parts::KeepUp() {
  for (unsigned round = 0; !stopping_; ++round) {
    KeepUpOnce(round);
    std::unique_lock<std::mutex> lock(stop_mutex_);
    stop_asked_.wait_for(lock, kRound, [this] { return stopping_ || log.IsPressed(); });
  }
}

// Without the lock, which nobody who places a call should wait for: where that comes too early to
// wake the other thread, its next round is soon.
void Gate::Parts::RelieveLog() {
  if (log.IsPressed()) stop_asked_.notify_all();
}

bool Gate::Parts::WaitToStop(std::chrono::milliseconds time) {
  std::unique_lock<std::mutex> lock(stop_mutex_);
  return stop_asked_.wait_for(lock, time, [this] { return stopping_.load(); });
}

// Apart from all else: the history may be read anew for one.
void Gate::Parts::TakeReceipts() {
  do {
    CarryOutOrders(OrderKind::kReceipt);
  } while (!WaitToStop(kRound));
}

// What takes its time, in a thread of its own: nobody waits for it.
void Gate::Parts::TakeCare() {
  if (log.folder == nullptr) return;
  do {
    DropHeld();
    KeepSnapshot();
  } while (!WaitToStop(kCare));
}

std::unique_lock<std::mutex> Gate::Parts::GetRebuilding() {
  ++rebuilding_wanted_;
  std::unique_lock<std::mutex> alone(rebuilding);
  --rebuilding_wanted_;
  return alone;
}

void Gate::Parts::KeepUpOnce(unsigned round) {
  clock.Refresh();
  CarryOutOrders(OrderKind::kWithdrawal);
  if (log.folder != nullptr) {
    commit.WaitFor(Newest());  // denials: nobody else waits for them
    KeepSeal();
    if (round % kRoundsPerSecond == 0) KeepRoom();
  }
  if (round % kRoundsPerMinute == kRoundsPerMinute - 1) Remember();
}

// One that no log has was not in force: the one before it must still load once there is a log.
void Gate::Parts::Remember() {
  if (log.folder == nullptr || !commit.WaitFor(Newest())) return;
  const Result<void> remembered = keeper->Remember(clock.Reading());
  if (remembered) return;
  config.tell(remembered.error().message +
              ": the policy in force cannot be remembered: make room there, or let the gate write; "
              "it is tried again every minute");
}

// As long as the seal's place cannot be kept, its old key stays readable: nothing is allowed on it.
// Where nothing new came meanwhile, the newest place takes the older's slot too, once.
void Gate::Parts::KeepSeal() {
  Wiped<SealPoint> point;
  Checkpoint head;
  {
    const std::lock_guard<std::mutex> lock(seal_mutex_);
    point.value = durable_.value;
    head = head_;
  }
  const auto now = steady_clock::now();
  if (point.value.sequence == settled_) {
    seal_kept_ = now;
    return;
  }
  if (now - seal_kept_ < kSealEvery) return;
  const Result<void> kept = MoveSeal(point.value, head);
  if (kept) {
    seal_kept_ = now;
    seal_sequence_ = point.value.sequence;
    log.seal_stuck = false;
  } else if (now - seal_kept_ > kSealAtLast && !log.seal_stuck.exchange(true)) {
    config.tell(kept.error().message +
                ": the seal's key cannot be moved on; until it can, everything but emergency calls "
                "is denied (audit_unavailable)");
  }
}

// The last key before the end of the log goes only once its last record can be told without it.
Result<void> Gate::Parts::MoveSeal(const SealPoint& point, Checkpoint head) {
  const bool again = point.sequence == slots_->newest().sequence;
  if (again) {
    head.log = LogNumber(keeper->settings());
    const Result<void> known = KeepHead(head, config.device, config.seal_crypto);
    if (!known) return known;
  }
  const Result<void> kept = slots_->Keep(point);
  if (kept && again) settled_ = point.sequence;
  return kept;
}

void Gate::Parts::KeepRoom() {
  if (!log.folder->HasRoom()) log.folder->MakeRoom();
  const bool has_room = log.folder->HasRoom();
  if (had_room_ && !has_room) {
    config.tell(config.log +
                ": has no more room on its disk: make room; until then everything but emergency "
                "calls is denied (audit_unavailable)");
  }
  had_room_ = has_room;
}

}  // namespace dialgate::posix
