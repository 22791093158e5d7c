#include <utility>

#include "gate_state.h"

namespace dialgate::posix {

namespace {

constexpr unsigned kCatchUps = 3;  // each a small part of the one before

}  // namespace

// One whose record a power cut could take away must not be remembered: at the next start it would
// bar the one that the log has.
Result<bool> Gate::Parts::PutInForceDurably(LoadedPolicy next) {
  const Result<bool> recorded = PutInForce(std::move(next));
  if (!recorded || !*recorded || commit.WaitFor(Newest())) return recorded;
  return tl::make_unexpected(
      Error{config.log + ": the policy's record cannot be made durable: mend the disk and start "
                         "the gate again; until then everything but emergency calls is denied"});
}

Result<bool> Gate::Parts::PutInForce(LoadedPolicy next) {
  const std::unique_lock<std::mutex> alone = GetRebuilding();
  const HistoryNeed need = NeedOf(next.policy);
  const Policy* now = gate.policy();  // nobody else replaces it meanwhile
  const bool more = log.folder != nullptr && (now == nullptr || !Covers(NeedOf(*now), need));
  std::optional<HistoryReader> reader;
  if (more) {
    const Result<void> read = ReadHistory(next.policy, &reader);
    if (!read) return tl::make_unexpected(read.error());
  }
  std::optional<LoadedPolicy> old;  // it goes once the lock is free, as do the old tables
  const std::lock_guard<std::mutex> lock(mutex);
  return TakeUnderLock(&next, reader ? &*reader : nullptr, &old);
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
  for (unsigned i = 0; read && i < kCatchUps; ++i) read = CatchUp(&**reader);
  if (!read) {
    const std::lock_guard<std::mutex> lock(mutex);
    log.EndFollowing();
  }
  return read;
}

Result<void> Gate::Parts::CatchUp(HistoryReader* reader) {
  std::unique_lock<std::mutex> lock(mutex);
  const std::optional<std::string> followed = log.TakeFollowed();
  if (!followed) log.BeginToFollow();
  lock.unlock();
  return ReadOn(reader, followed);
}

Result<void> Gate::Parts::FinishReading(HistoryReader* reader) {
  return ReadOn(reader, log.EndFollowing());
}

Result<void> Gate::Parts::ReadOn(HistoryReader* reader,
                                 const std::optional<std::string>& followed) {
  if (followed) return reader->ReadOn(*followed);
  const Result<void> written = log.folder->Flush();
  return written ? reader->ReadOn() : written;
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

Result<bool> Gate::Parts::TakeUnderLock(LoadedPolicy* next, HistoryReader* reader,
                                        std::optional<LoadedPolicy>* old) {
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
  if (reader != nullptr) std::swap(tables, reader->tables());
  *old = keeper->in_force().Replace(std::move(*next));
  gate.SetPolicy(keeper->in_force().Acquire().policy());
  return taken;
}

}  // namespace dialgate::posix
