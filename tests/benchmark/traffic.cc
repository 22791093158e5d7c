#include "traffic.h"

namespace dialgate::benchmarks {
namespace {

constexpr size_t kOpen = 64 * Queries::kMany;
constexpr int64_t kBatchSeconds = 600;

}  // namespace

void Traffic::TimeAdd(benchmark::State& state, bool cold) {
  open_.clear();
  while (state.KeepRunningBatch(Queries::kMany)) {
    state.PauseTiming();
    const std::vector<Attempt> calls = NextCalls();
    for (const Attempt& call : calls) {
      if (!cold && !past_->attempts().HasRoom(call.key, site_.policy(), now_)) ++wrong_;
    }
    state.ResumeTiming();
    for (const Attempt& call : calls) {
      past_->attempts().Add(call, site_.policy());
      Serialize();
    }
    state.PauseTiming();
    KeepOpen(calls);
    state.ResumeTiming();
  }
  Check(state);
}

void Traffic::TimeReport(benchmark::State& state, bool cold) {
  open_.clear();
  while (state.KeepRunningBatch(Queries::kMany)) {
    state.PauseTiming();
    std::vector<Attempt> calls = NextCalls();
    Add(calls);
    if (cold) {
      open_.insert(open_.end(), calls.begin(), calls.end());
      while (open_.size() < kOpen) {
        const std::vector<Attempt> more = NextCalls();
        Add(more);
        open_.insert(open_.end(), more.begin(), more.end());
      }
      calls = Oldest();
    }
    state.ResumeTiming();
    for (const Attempt& call : calls) {
      wrong_ += Report(call) ? 0 : 1;
      Serialize();
    }
  }
  Check(state);
}

std::vector<Attempt> Traffic::NextCalls() {
  now_ += kBatchSeconds;
  queries_.Draw(Queries::kMany);
  std::vector<Attempt> calls;
  for (const Query& query : queries_.all()) calls.push_back(past_->Next(site_, query, now_));
  return calls;
}

void Traffic::Add(const std::vector<Attempt>& calls) {
  for (const Attempt& call : calls) past_->attempts().Add(call, site_.policy());
}

bool Traffic::Report(const Attempt& call) {
  if (!past_->attempts().MayReport(call, Outcome::kNoAnswer, now_)) return false;
  past_->attempts().Report(call, Outcome::kNoAnswer);
  return true;
}

// Of those that are open longest, as many are reported as come in.
void Traffic::KeepOpen(const std::vector<Attempt>& calls) {
  open_.insert(open_.end(), calls.begin(), calls.end());
  if (open_.size() <= kOpen) return;
  for (const Attempt& call : Oldest()) wrong_ += Report(call) ? 0 : 1;
}

std::vector<Attempt> Traffic::Oldest() {
  const auto end = open_.begin() + Queries::kMany;
  std::vector<Attempt> calls(open_.begin(), end);
  open_.erase(open_.begin(), end);
  return calls;
}

void Traffic::Check(benchmark::State& state) const {
  const HistoryKey nobody = {1, 1, 1, Role::kReference};
  const bool room = past_->attempts().HasRoom(nobody, site_.policy(), now_);
  if (wrong_ != 0 || !room) state.SkipWithError("a call or its report found no room");
}

}  // namespace dialgate::benchmarks
