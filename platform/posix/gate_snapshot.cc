// What a start goes on from, so that it need not read the whole log.
#include <algorithm>
#include <filesystem>

#include "gate_state.h"

namespace dialgate::posix {
namespace {

constexpr std::chrono::milliseconds kSealPause{100};
constexpr unsigned kSealTries = 50;

uint64_t SizeOf(const std::string& path) {
  std::error_code failed;
  const uint64_t size = std::filesystem::file_size(path, failed);
  return failed ? 0 : size;
}

}  // namespace

// False: there is none, or it is of no use, and nothing changed.
bool Gate::Parts::BeginWithSnapshot(LogState* state) {
  const Policy* policy = gate.policy();
  if (policy == nullptr) return false;
  AttemptTables fresh(config.history);
  const auto snapshot =
      ReadSnapshot(SnapshotPath(), snapshot_key_.value, config.seal_crypto, fresh.storage());
  if (!snapshot || snapshot->log != LogNumber(keeper->settings())) return false;
  if (!snapshot->Serves(NeedOf(*policy))) return false;
  if (snapshot->state.next > slots_->newest().sequence) return false;
  tables = std::move(fresh);
  attempts = Attempts(tables.storage());
  attempts.Resume(snapshot->counters);
  gate.Resume(snapshot->memory);
  resets = snapshot->resets;
  gate.SetClockResets(resets.data(), resets.size());
  *state = snapshot->state;
  snapshot_from_ = snapshot->state.place.segment;
  snapshot_size_ = SizeOf(SnapshotPath());
  return true;
}

void Gate::Parts::Forget(const GateMemory& blank) {
  tables = AttemptTables(config.history);
  attempts = Attempts(tables.storage());
  gate.Resume(blank);
  resets.clear();
  gate.SetClockResets(nullptr, 0);
  snapshot_from_ = 0;
  snapshot_size_ = 0;
}

// Where as much was written since as the last one holds, or a segment: what is written to keep it
// at hand stays in proportion to the log.
bool Gate::Parts::IsSnapshotDue(unsigned open) const {
  uint64_t bytes = 0;
  const Result<SegmentRange> segments = FindSegments(config.log);
  if (!segments) return false;
  for (unsigned number = std::max(segments->first, snapshot_from_); number < open; ++number) {
    bytes += SizeOf(config.log + "/" + SegmentName(number));
  }
  return bytes >= std::max(config.log_sizes.segment, snapshot_size_);
}

// From segments that are closed, in memory of its own, which is then given back.
void Gate::Parts::KeepSnapshot() {
  const unsigned open = log.folder->segment();
  if (open == snapshot_looked_ || stopping_) return;
  snapshot_looked_ = open;
  if (!IsSnapshotDue(open)) return;
  std::optional<HistoryReader> reader;
  {
    const std::lock_guard<std::mutex> alone(rebuilding);
    const PolicyHolder::Lease lease = keeper->in_force().Acquire();
    if (lease.policy() == nullptr) return;
    Result<void> read;
    for (const bool from_last : {true, false}) {
      reader.emplace(config, keeper->tagger(), clock, device, LogNumber(keeper->settings()), resets,
                     *lease.policy());
      reader->GiveWayTo([this] { return rebuilding_wanted_ != 0 || stopping_; });
      if (from_last && !reader->BeginWith(SnapshotPath(), snapshot_key_.value)) continue;
      read = reader->ReadOn(open - 1);
      if (read || stopping_ || rebuilding_wanted_ != 0) break;
    }
    if (!read) {
      snapshot_looked_ = 0;  // again
      return;
    }
    reader->Close();
  }
  WriteNow(&*reader);
}

// A start believes it no further than the seal was kept.
void Gate::Parts::WriteNow(HistoryReader* reader) {
  const Snapshot& snapshot = reader->taken();
  for (unsigned tries = 0; seal_sequence_ < snapshot.state.next; ++tries) {
    if (tries == kSealTries || WaitToStop(kSealPause)) return;
  }
  if (!snapshot.Knows(snapshot.memory.newest_reset)) return;
  const auto written = WriteSnapshot(SnapshotPath(), snapshot_key_.value, config.seal_crypto,
                                     snapshot, reader->tables().storage());
  if (!written) {
    config.tell(written.error().message + ": the next start reads the whole log");
    return;
  }
  snapshot_from_ = snapshot.state.place.segment;
  snapshot_size_ = *written;
}

}  // namespace dialgate::posix
