// Records for logs that can be counted by hand: each is given its sequence as it is taken.
#ifndef DIALGATE_TESTS_REPORT_SMALL_LOG_H
#define DIALGATE_TESTS_REPORT_SMALL_LOG_H

#include <string>
#include <vector>

#include "platform/report/figures.h"

namespace dialgate::testing {

constexpr int64_t kMonday = 1795392000;  // 2026-11-23 00:00:00 UTC
constexpr int32_t kMondayDay = 20780;
constexpr int64_t kHour = 3600, kDay = 24 * kHour;
constexpr int32_t kShanghai = 8 * 3600;

class SmallLog {
 public:
  explicit SmallLog(std::vector<report::KnownPolicy> known = {}) : figures(std::move(known)) {}

  uint64_t Add(Record record, RecordKind kind, int64_t at) {
    record.kind = kind;
    record.at = at;
    record.sequence = ++sequence_;
    figures.Take(record);
    return sequence_;
  }

  uint64_t Begin(int64_t at, StartKind kind = StartKind::kFresh) {
    Record record;
    record.start = {"site", "gate", 7, kind};
    return Add(record, RecordKind::kStart, at);
  }

  // A policy of that serial, whose digest is 32 times `digest`.
  uint64_t TakePolicy(int64_t at, uint64_t serial, char digest) {
    const std::string bytes(32, digest);
    Record record;
    record.policy.serial = serial;
    record.policy.digest = {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
    record.policy.not_before = kMonday;
    record.policy.not_after = kMonday + 30 * kDay;
    record.policy.issuer = "issuer";
    return Add(record, RecordKind::kPolicyTaken, at);
  }

  // Of a contact in Shanghai, where there is a role.
  uint64_t Decide(int64_t at, Reason reason, const HistoryKey& key, const Detail& detail = {}) {
    Record record;
    record.decided.reason = reason;
    record.decided.key = key;
    record.decided.detail = detail;
    record.decided.purpose = Purpose::kCollect;
    record.decided.mode = Mode::kManual;
    if (key.role != Role::kNone) record.decided.utc_offset = kShanghai;
    return Add(record, RecordKind::kDecided, at);
  }
  uint64_t Allow(int64_t at, const HistoryKey& key) {
    return Decide(at, Reason::kDeclaredContact, key);
  }

  // Allows a call and has its outcome reported a minute later.
  uint64_t Call(int64_t at, const HistoryKey& key, Outcome outcome) {
    const uint64_t sequence = Allow(at, key);
    Report(at + 60, sequence, at, key, outcome);
    return sequence;
  }
  uint64_t Report(int64_t at, uint64_t sequence, int64_t placed_at, const HistoryKey& key,
                  Outcome outcome, bool withdraws_only = false) {
    Record record;
    record.reported.attempt = {key, sequence, placed_at, 0};
    record.reported.outcome = outcome;
    record.reported.withdraws_only = withdraws_only;
    return Add(record, RecordKind::kReported, at);
  }

  uint64_t Withdraw(int64_t at, WithdrawalKind kind, uint64_t what) {
    Record record;
    record.withdrawn = {kind, what};
    return Add(record, RecordKind::kWithdrawn, at);
  }
  uint64_t Restore(int64_t at, uint64_t sequence) {
    Record record;
    record.restored = {sequence, 2};
    return Add(record, RecordKind::kRestored, at);
  }
  uint64_t End(int64_t at) { return Add({}, RecordKind::kEnd, at); }

  report::Figures figures;

 private:
  uint64_t sequence_ = 0;
};

}  // namespace dialgate::testing

#endif
