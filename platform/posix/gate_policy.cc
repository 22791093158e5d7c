#include <utility>

#include "gate_state.h"

namespace dialgate::posix {
namespace {

bool Covers(const Cap& now, const Cap& next) {
  return now.counts == next.counts && now.per == next.per && now.max >= next.max &&
         now.days >= next.days && now.minutes >= next.minutes;
}

bool IsCovered(FieldList now, const Cap& next) {
  for (ByteView item; now.Next(&item);) {
    if (Covers(ReadCap(item), next)) return true;
  }
  return false;
}

bool AsksForMore(const RoleRules& now, const RoleRules& next) {
  FieldList caps = next.caps;
  for (ByteView item; caps.Next(&item);) {
    if (!IsCovered(now.caps, ReadCap(item))) return true;
  }
  return next.unreached_days > now.unreached_days;
}

// Whether `next` may need events that are not kept by the rules of `now`.
bool AsksForMore(const Policy* now, const Policy& next) {
  if (now == nullptr) return true;
  for (Role role : {Role::kDebtor, Role::kGuarantor, Role::kReference, Role::kRepresentative}) {
    if (AsksForMore(now->RulesOf(role), next.RulesOf(role))) return true;
  }
  return false;
}

}  // namespace

// Off the lock the log is read as far as it is written; under it, the rest.
Result<void> Gate::Parts::PutInForce(LoadedPolicy next) {
  const std::lock_guard<std::mutex> alone(rebuilding);
  std::optional<AttemptTables> fresh;
  std::optional<Attempts> read;
  LogPlace end = {1, 0};
  bool more;
  {
    const PolicyHolder::Lease lease = keeper->in_force().Acquire();
    more = log.folder != nullptr && AsksForMore(lease.policy(), next.policy);
  }
  if (more) {
    fresh.emplace(config.history);
    read.emplace(fresh->storage());
    const Result<LogPlace> place = ReadInto(&*read, next.policy, end);
    if (!place) return tl::make_unexpected(place.error());
    end = *place;
  }
  const std::lock_guard<std::mutex> lock(mutex);
  return TakeUnderLock(&next, more ? &*fresh : nullptr, more ? &*read : nullptr, end);
}

Result<void> Gate::Parts::TakeUnderLock(LoadedPolicy* next, AttemptTables* fresh, Attempts* read,
                                        LogPlace from) {
  const Attempts before = attempts;
  if (read != nullptr) {
    const Result<void> written = log.folder->Flush();
    if (!written) return written;
    const Result<LogPlace> place = ReadInto(read, next->policy, from);
    if (!place) return tl::make_unexpected(place.error());
    attempts = *read;
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
  if (read != nullptr) tables = std::move(*fresh);
  keeper->in_force().Replace(std::move(*next));
  gate.SetPolicy(keeper->in_force().Acquire().policy());
  return {};
}

Result<LogPlace> Gate::Parts::ReadInto(Attempts* into, const Policy& policy, LogPlace from) {
  GateLog none;
  RecordedGate reader({keeper->tagger(), config.seal_crypto, clock, none, *into}, {}, device);
  reader.SetPolicy(&policy);
  reader.SetClockResets(resets.data(), resets.size());
  const TakeEntry take = [&reader](const Entry&, const Record& record, const LogPlace&) {
    reader.Replay(record);
    return Result<void>();
  };
  const Result<LogContents> contents = ReadLog(config.log, take, from);
  if (!contents) return tl::make_unexpected(contents.error());
  return contents->end;
}

}  // namespace dialgate::posix
