#include "dialgate/flash_retention.h"

#include <algorithm>

#include "dialgate/carry.h"
#include "flash/flash_reader.h"

namespace dialgate {
namespace {

// The record of the drop, and what the ends of two sectors are too small for.
constexpr uint32_t kDropEntries = 3, kDropSize = 96;
constexpr uint32_t kMostGrowth = 20;  // bytes that are more when a record is sealed forward

}  // namespace

bool FlashRecords::Find(uint64_t sequence, Seal* seal, int64_t* at) const {
  class Finder final : public RecordTaker {
   public:
    explicit Finder(uint64_t sequence) : sequence_(sequence) {}
    bool Take(const Entry& entry, const Record& record) override {
      if (record.sequence != sequence_) return true;
      seal = entry.seal;
      at = record.at;
      found = true;
      return false;
    }
    bool found = false;
    Seal seal = {};
    int64_t at = 0;

   private:
    const uint64_t sequence_;
  };
  const FlashReader reader(log_);
  FlashReader::Sector sector;
  for (bool there = reader.Oldest(&sector); there; there = reader.Next(&sector)) {
    if (sequence >= sector.end) continue;
    Finder finder(sequence);
    reader.Read(sector, finder);
    *seal = finder.seal;
    *at = finder.at;
    return finder.found;
  }
  return false;
}

// The calls of a sector whose records were not carried yet, as many as there is room for.
class FlashRetention::CollectCalls final : public RecordTaker {
 public:
  explicit CollectCalls(FlashRetention& retention) : retention_(retention) {}
  bool Take(const Entry& entry, const Record& record) override {
    newest_at = std::max(newest_at, retention_.TimeOf(record.sequence, record.at));
    if (!retention_.MustBeCarried(record)) return true;
    ++entries;
    bytes += static_cast<uint32_t>(entry.size) + kMostGrowth;
    if (record.kind != RecordKind::kDecided) return true;
    if (retention_.count_ == kMostCalls) {
      retention_.until_ = std::min(retention_.until_, record.sequence);
      return true;
    }
    retention_.calls_[retention_.count_] = record.sequence;
    retention_.outcomes_[retention_.count_++] = Outcome::kUnknown;
    return true;
  }
  int64_t newest_at = 0;
  uint32_t entries = kDropEntries, bytes = kDropEntries * kDropSize;  // that the drop will take

 private:
  FlashRetention& retention_;
};

class FlashRetention::CollectOutcomes final : public RecordTaker {
 public:
  explicit CollectOutcomes(FlashRetention& retention) : retention_(retention) {}
  bool Take(const Entry&, const Record& record) override {
    if (record.kind != RecordKind::kReported || record.reported.withdraws_only) return true;
    const uint64_t call = record.reported.attempt.sequence;
    uint64_t* end = retention_.calls_ + retention_.count_;
    uint64_t* found = std::lower_bound(retention_.calls_, end, call);
    if (found != end && *found == call) {
      retention_.outcomes_[found - retention_.calls_] = record.reported.outcome;
    }
    return true;
  }

 private:
  FlashRetention& retention_;
};

// Seals forward one record after the other.
class FlashRetention::CarryRecords final : public RecordTaker {
 public:
  explicit CarryRecords(FlashRetention& retention) : retention_(retention) {}

  bool Take(const Entry&, const Record& record) override {
    const bool due = record.sequence < retention_.until_ && retention_.MustBeCarried(record);
    return !due || Carry(record);
  }

 private:
  bool Carry(const Record& record) {
    Carried call;
    CarriedWithdrawal withdrawal;
    RecordedGate& gate = retention_.gate_;
    if (CallOf(record, &call)) {
      if (record.kind == RecordKind::kDecided) call.outcome = retention_.OutcomeOf(record.sequence);
      return gate.Carry(call).has_value();
    }
    (void)WithdrawalOf(record, gate.log(), &withdrawal);
    return gate.Carry(withdrawal).has_value();
  }

  FlashRetention& retention_;
};

Outcome FlashRetention::OutcomeOf(uint64_t call) const {
  const uint64_t* end = calls_ + count_;
  const uint64_t* found = std::lower_bound(calls_, end, call);
  return found != end && *found == call ? outcomes_[found - calls_] : Outcome::kUnknown;
}

int64_t FlashRetention::TimeOf(uint64_t sequence, int64_t at) const {
  return gate_.Bounded({{}, sequence, at, 0}).at;
}

// Whether what `record` says still matters, and was not sealed forward yet.
bool FlashRetention::MustBeCarried(const Record& record) const {
  Carried call;
  CarriedWithdrawal withdrawal;
  if (record.sequence <= gate_.memory().carried) return false;
  if (CallOf(record, &call)) {
    return now_ - TimeOf(record.sequence, call.attempt.at) <= kLongestHistory;
  }
  return WithdrawalOf(record, gate_.log(), &withdrawal) && gate_.IsInForce(withdrawal);
}

FlashRetention::Progress FlashRetention::Step(int64_t now) {
  if (until_ == 0) return Collect(now);
  return looked_ < log_.newest_sector() ? Look() : CarryOn();
}

FlashRetention::Progress FlashRetention::Collect(int64_t now) {
  FlashReader::Sector sector;
  const FlashReader reader(log_);
  if (log_.unused() != 0 || !reader.Oldest(&sector)) return Progress::kIdle;
  const bool held = sector.end <= gate_.memory().newest_held && sector.end <= seal_.kept();
  if (!held || sector.number == log_.newest_sector() || sector.end <= log_.kept()) {
    return Progress::kIdle;
  }
  CollectCalls calls(*this);
  now_ = now;
  until_ = sector.end;
  count_ = 0;
  looked_ = sector.number - 1;
  const bool read = reader.Read(sector, calls);
  const bool old = now - calls.newest_at >= kUntilClosed;
  const bool fits = log_.MayCarry(calls.entries, calls.bytes);
  if (read && old && fits) return Progress::kMore;
  until_ = 0;
  if (!read) return Progress::kFailed;
  return old ? Progress::kFull : Progress::kIdle;
}

// An outcome stands behind its call, at most a day's records further.
FlashRetention::Progress FlashRetention::Look() {
  FlashReader::Sector sector;
  const FlashReader reader(log_);
  bool found = reader.Oldest(&sector);
  while (found && sector.number <= looked_) found = reader.Next(&sector);
  CollectOutcomes outcomes(*this);
  if (!found || !reader.Read(sector, outcomes)) {
    until_ = 0;
    return Progress::kFailed;
  }
  looked_ = sector.number;
  return Progress::kMore;
}

FlashRetention::Progress FlashRetention::CarryOn() {
  FlashReader::Sector sector;
  const FlashReader reader(log_);
  CarryRecords records(*this);
  const uint64_t until = until_;
  const bool carried = reader.Oldest(&sector) && reader.Read(sector, records);
  until_ = 0;
  if (!carried) return Progress::kFailed;
  if (until < sector.end) return Progress::kMore;
  return gate_.Drop(sector.end) ? Progress::kDropped : Progress::kFailed;
}

}  // namespace dialgate
