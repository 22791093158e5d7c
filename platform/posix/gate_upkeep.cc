// What a gate does beside its calls, in a thread of its own.
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
  if (log.folder == nullptr) return;
  commit.WaitFor(Newest());
  seal_kept_ = {};
  KeepSeal();
}

// For GroupCommit: what was appended before the chain is looked at is what the sync covers.
uint64_t Gate::Parts::Sync() {
  if (log.folder == nullptr) return 0;
  Wiped<SealPoint> point;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    point.value = {gate.chain().sequence(), gate.chain().key()};
  }
  const Result<void> synced = log.folder->Sync();
  if (!synced) {
    config.tell(synced.error().message);
    return 0;
  }
  const std::lock_guard<std::mutex> lock(seal_mutex_);
  durable_.value = point.value;
  return point.value.sequence - 1;
}

void Gate::Parts::KeepUp() {
  for (unsigned round = 0;; ++round) {
    KeepUpOnce(round);
    if (WaitToStop(kRound)) return;
  }
}

bool Gate::Parts::WaitToStop(std::chrono::milliseconds time) {
  std::unique_lock<std::mutex> lock(stop_mutex_);
  return stop_asked_.wait_for(lock, time, [this] { return stopping_.load(); });
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
  rebuilding_wanted_ = true;
  std::unique_lock<std::mutex> alone(rebuilding);
  rebuilding_wanted_ = false;
  return alone;
}

void Gate::Parts::KeepUpOnce(unsigned round) {
  clock.Refresh();
  CarryOutOrders();
  if (log.folder != nullptr) {
    commit.WaitFor(Newest());  // denials: nobody else waits for them
    KeepSeal();
    if (round % kRoundsPerSecond == 0) KeepRoom();
  }
  if (round % kRoundsPerMinute != kRoundsPerMinute - 1) return;
  const Result<void> remembered = keeper->Remember(clock.Reading());
  if (!remembered) config.tell(remembered.error().message);
}

// As long as the seal's place cannot be kept, its old key stays readable: nothing is allowed on it.
void Gate::Parts::KeepSeal() {
  Wiped<SealPoint> point;
  {
    const std::lock_guard<std::mutex> lock(seal_mutex_);
    point.value = durable_.value;
  }
  const auto now = steady_clock::now();
  if (point.value.sequence == slots_->newest().sequence) {
    seal_kept_ = now;
    return;
  }
  if (now - seal_kept_ < kSealEvery) return;
  const Result<void> kept = slots_->Keep(point.value);
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
