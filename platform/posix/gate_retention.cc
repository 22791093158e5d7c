// What becomes of the oldest segments of a log once its auditor holds them.
#include <algorithm>

#include "dialgate/carry.h"
#include "gate_state.h"

namespace dialgate::posix {
namespace {

constexpr std::chrono::minutes kLookEvery{1};
constexpr int64_t kUntilReported = 48 * 3600;  // with room for a clock that was set
constexpr unsigned kAtOnce = 256;              // records that are appended between two syncs

// No later than the first reset of the clock behind it.
int64_t TimeOf(const Record& record, const std::vector<ClockReset>& resets) {
  for (const ClockReset& reset : resets) {
    if (reset.sequence > record.sequence) return std::min(record.at, reset.at);
  }
  return record.at;
}

}  // namespace

void Gate::Parts::DropHeld() {
  uint64_t held;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    held = gate.memory().newest_held;
  }
  const auto now = std::chrono::steady_clock::now();
  if (held == 0 || log.ended || (held == looked_held_ && now < next_look_)) return;
  looked_held_ = held;
  next_look_ = now + kLookEvery;
  Result<bool> dropped = true;
  while (dropped && *dropped && !stopping_) dropped = DropOldest(held);
  const std::string trouble = dropped ? "" : dropped.error().message;
  if (!trouble.empty() && trouble != drop_trouble_) {
    config.tell(trouble + ": what the auditor holds of the log stays until that is mended");
  }
  drop_trouble_ = trouble;
}

// One segment, unless record `held` is in it or a call of it is not closed. False: none may go now.
Result<bool> Gate::Parts::DropOldest(uint64_t held) {
  const Result<SegmentRange> segments = FindSegments(config.log);
  if (!segments) return tl::make_unexpected(segments.error());
  const unsigned oldest = segments->first;
  if (oldest >= log.folder->segment() || !clock.IsTrusted()) return false;
  const uint64_t before = FindFirst(config.log, oldest + 1).sequence;
  if (before == 0 || before > held) return false;
  const int64_t now = clock.Now();
  CarriedRecords records(LogNumber(keeper->settings()), before, now - kLongestHistory);
  const Result<bool> collected = CollectSegment(oldest, before, now - kUntilClosed, &records);
  if (!collected || !*collected) return collected;
  const Result<bool> carried = CarryForward(records);
  if (!carried || !*carried) return carried;
  std::unique_lock<std::mutex> lock(mutex);
  const bool recorded = gate.Drop(before).has_value();
  lock.unlock();
  if (!recorded || !commit.WaitFor(Newest())) {
    return tl::make_unexpected(Error{config.log + ": takes no record of a drop"});
  }
  const std::unique_lock<std::mutex> alone = GetRebuilding();
  const Result<void> removed = log.folder->RemoveBefore(oldest + 1);
  if (!removed) return tl::make_unexpected(removed.error());
  return true;
}

// False: a record before `before` is younger than `old`.
Result<bool> Gate::Parts::CollectSegment(unsigned segment, uint64_t before, int64_t old,
                                         CarriedRecords* into) {
  std::vector<ClockReset> known;
  {
    const std::lock_guard<std::mutex> lock(mutex);
    known = resets;
  }
  int64_t newest = 0;
  bool enough = false;
  const TakeEntry take = [&](const Entry&, const Record& record, const LogPlace&) -> Result<void> {
    const int64_t at = TimeOf(record, known);
    if (record.sequence < before) newest = std::max(newest, at);
    enough = stopping_ || newest > old || at > newest + kUntilReported;
    if (enough) return tl::make_unexpected(Error{});
    into->Take(record);
    return {};
  };
  const auto read = ReadLog(config.log, take, {segment, 0});
  if (!read && !enough) return tl::make_unexpected(read.error());
  return !stopping_ && newest <= old;
}

Result<bool> Gate::Parts::CarryForward(const CarriedRecords& records) {
  unsigned appended = 0;
  for (const CarriedRecords::Item& item : records.items()) {
    if (stopping_) return false;
    if (!Carry(item)) {
      return tl::make_unexpected(
          Error{config.log + ": has no room for what is sealed forward before a part is dropped"});
    }
    if (++appended % kAtOnce == 0 && !commit.WaitFor(Newest())) return false;
  }
  return true;
}

// Not what was carried before the power went, or was ended since.
bool Gate::Parts::Carry(const CarriedRecords::Item& item) {
  const std::lock_guard<std::mutex> lock(mutex);
  const uint64_t carried = gate.memory().carried;
  if (const auto* call = std::get_if<Carried>(&item)) {
    return call->attempt.sequence <= carried || gate.Carry(*call).has_value();
  }
  const auto* withdrawal = std::get_if<CarriedWithdrawal>(&item);
  if (withdrawal == nullptr || withdrawal->from <= carried) return true;
  return !gate.IsInForce(*withdrawal) || gate.Carry(*withdrawal).has_value();
}

}  // namespace dialgate::posix
