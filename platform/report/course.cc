#include "platform/report/course.h"

#include <algorithm>

namespace dialgate::report {
namespace {

constexpr int64_t kClockTolerance = 60;      // seconds
constexpr int64_t kLongSilence = 24 * 3600;  // seconds

}  // namespace

std::optional<size_t> Course::policy() const {
  if (in_force.empty()) return std::nullopt;
  return in_force.back().policy;
}

void Course::Take(const Record& record) {
  TakeTime(record);
  if (record.kind == RecordKind::kStart) {
    const bool in_order = records == 0 || ended;
    starts.push_back({record.sequence, record.at, record.start.kind, in_order});
  } else if (record.kind == RecordKind::kPolicyTaken) {
    TakePolicy(record);
  } else if (record.kind == RecordKind::kReceiptTaken) {
    const auto receipt = ReadReceipt(record.receipt.receipt);
    if (receipt) receipts.push_back({record.sequence, record.at, *receipt});
  } else if (record.kind == RecordKind::kDecided) {
    Verdicts& verdicts = in_force.empty() ? without_policy : policies[*policy()].verdicts;
    verdicts.Add(IsAllowed(record.decided.reason));
  }
  ended = record.kind == RecordKind::kEnd;
  ++records;
  if (!in_force.empty()) in_force.back().to = newest_at;
}

void Course::TakeTime(const Record& record) {
  if (records == 0) first_at = newest_at = record.at;
  if (record.at - newest_at > kLongSilence) {
    silences.push_back({record.sequence - 1, newest_at, record.at, ended});
  }
  if (record.at < newest_at - kClockTolerance) {
    const bool goes_on = !clock_steps.empty() && clock_steps.back().last + 1 == record.sequence;
    if (!goes_on) clock_steps.push_back({record.sequence, record.sequence, newest_at, record.at});
    clock_steps.back().last = record.sequence;
    clock_steps.back().lowest = std::min(clock_steps.back().lowest, record.at);
  }
  newest_at = std::max(newest_at, record.at);
}

void Course::TakePolicy(const Record& record) {
  const PolicyTaken& taken = record.policy;
  const std::string digest(reinterpret_cast<const char*>(taken.digest.data), taken.digest.size);
  const auto known =
      std::find_if(policies.begin(), policies.end(),
                   [&digest](const TakenPolicy& each) { return each.digest == digest; });
  const auto place = static_cast<size_t>(known - policies.begin());
  if (known == policies.end()) {
    policies.push_back(
        {digest, std::string(taken.issuer), taken.serial, taken.not_before, taken.not_after, {}});
  }
  // A gate that starts again says again what is in force.
  if (policy() == place) return;
  if (!in_force.empty()) in_force.back().to = newest_at;
  in_force.push_back({place, newest_at, newest_at});
}

}  // namespace dialgate::report
