#include <utility>

#include "gate_state.h"

namespace dialgate::posix {

// Off the lock the log is read as far as it is written; under it, the rest.
Result<void> Gate::Parts::PutInForce(LoadedPolicy next) {
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
    if (!read) return read;
  }
  const std::lock_guard<std::mutex> lock(mutex);
  return TakeUnderLock(&next, reader ? &*reader : nullptr);
}

// From the snapshot on, if that is of use.
Result<void> Gate::Parts::ReadHistory(const Policy& policy, std::optional<HistoryReader>* reader) {
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

Result<void> Gate::Parts::TakeUnderLock(LoadedPolicy* next, HistoryReader* reader) {
  const Attempts before = attempts;
  if (reader != nullptr) {
    Result<void> read = log.folder->Flush();
    if (read) read = reader->ReadOn();
    if (!read) return read;
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
  if (reader != nullptr) tables = std::move(reader->tables());
  keeper->in_force().Replace(std::move(*next));
  gate.SetPolicy(keeper->in_force().Acquire().policy());
  return {};
}

}  // namespace dialgate::posix
