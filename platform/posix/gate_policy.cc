#include <utility>

#include "gate_state.h"

namespace dialgate::posix {

namespace {

constexpr unsigned kCatchUps = 3;  // each a small part of the one before

}  // namespace

Result<bool> Gate::Parts::PutInForce(LoadedPolicy next) {
  const std::unique_lock<std::mutex> alone = GetRebuilding();
  const HistoryNeed need = NeedOf(next.policy);
  bool more;
  {
    const PolicyHolder::Lease lease = keeper->in_force().Acquire();
    const Policy* now = lease.policy();
    more = log.folder != nullptr && (now == nullptr || !Covers(NeedOf(*now), need));
  }
  std::optional<HistoryReader> reader;
  if (more) {
    const Result<void> read = ReadHistory(next.policy, &reader);
    if (!read) return tl::make_unexpected(read.error());
  }
  const std::lock_guard<std::mutex> lock(mutex);
  return TakeUnderLock(&next, reader ? &*reader : nullptr);
}

// From the snapshot on, if that is of use: the files off the lock, and what is appended meanwhile
// from memory, so that whoever places a call waits neither for the disk nor for the reading.
Result<void> Gate::Parts::ReadHistory(const Policy& policy, std::optional<HistoryReader>* reader) {
  {
    const std::lock_guard<std::mutex> lock(mutex);
    log.BeginToFollow();
  }
  Result<void> read = log.folder->Flush();
  if (read) read = ReadFiles(policy, reader);
  for (unsigned i = 0; read && i < kCatchUps; ++i) read = (*reader)->ReadOn(TakeFollowed());
  if (!read) {
    const std::lock_guard<std::mutex> lock(mutex);
    log.EndFollowing();
  }
  return read;
}

std::string Gate::Parts::TakeFollowed() {
  const std::lock_guard<std::mutex> lock(mutex);
  return log.TakeFollowed();
}

Result<void> Gate::Parts::FinishReading(HistoryReader* reader) {
  const Result<void> read = reader->ReadOn(log.TakeFollowed());
  log.EndFollowing();
  return read;
}

Result<void> Gate::Parts::ReadFiles(const Policy& policy, std::optional<HistoryReader>* reader) {
  Result<void> read;
  for (const bool from_snapshot : {true, false}) {
    reader->emplace(config, keeper->tagger(), clock, device, LogNumber(keeper->settings()), resets,
                    policy);
    if (from_snapshot && !(*reader)->BeginWith(SnapshotPath(), snapshot_key_.value)) continue;
    read = (*reader)->ReadOn();
    if (read) break;
  }
  return read;
}

Result<bool> Gate::Parts::TakeUnderLock(LoadedPolicy* next, HistoryReader* reader) {
  const Attempts before = attempts;
  if (reader != nullptr) {
    const Result<void> read = FinishReading(reader);
    if (!read) return tl::make_unexpected(read.error());
    attempts = reader->attempts();
  }
  uint8_t digest[Policy::kDigestSize];
  next->policy.Identity(config.crypto, digest);
  const bool taken = gate.TakePolicy(next->policy, {digest, sizeof digest}).has_value();
  if (!taken && log.folder != nullptr) {
    attempts = before;
    gate.SetPolicy(keeper->in_force().Acquire().policy());
    return tl::make_unexpected(
        Error{config.log + ": the policy cannot be recorded, so the one before stays in force"});
  }
  if (reader != nullptr) std::swap(tables, reader->tables());  // they go once the lock is free
  keeper->in_force().Replace(std::move(*next));
  gate.SetPolicy(keeper->in_force().Acquire().policy());
  return taken;
}

}  // namespace dialgate::posix
