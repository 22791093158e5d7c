#include "dialgate/recorded_gate.h"

#include <algorithm>

#include "contact_case.h"

namespace dialgate {
namespace {

constexpr int32_t kSecondsPerDay = 86400;

// The local day of a call, `utc_offset` seconds east of UTC.
int32_t LocalDay(int64_t at, int32_t utc_offset) {
  const auto local = ToLocal(at, utc_offset);
  return local ? local->day : static_cast<int32_t>(static_cast<uint32_t>(at) / kSecondsPerDay);
}

// What the record of a decision says of the case.
Decided RecordOf(const ContactCase& c, const Decision& decision) {
  Decided decided;
  decided.reason = decision.reason;
  decided.detail = decision.detail;
  decided.purpose = c.call.purpose;
  decided.mode = c.call.mode;
  decided.disclosures = c.call.disclosures;
  if (!c.number.empty()) decided.key.number = c.situation.tagger.Number(c.number);
  if (c.contact.role == Role::kNone) {
    decided.key.account = c.situation.tagger.Account(c.call.account).value;
    return decided;
  }
  decided.key = {decided.key.number, c.account.tag.value, c.account.debtor, c.contact.role};
  const ZoneSet zones = c.policy().ZonesOf(c.contact);
  decided.utc_offset = zones.zones[0].At(c.situation.now).utc_offset;
  return decided;
}

}  // namespace

Situation RecordedGate::Now() {
  device_.clock_trusted = parts_.clock.IsTrusted();
  device_.record_durable = parts_.log.HasRoom();
  return {policy_, parts_.tagger, device_, parts_.attempts, parts_.clock.Now()};
}

// The sequence it got; 0: it was not taken, and the chain stands where it stood.
uint64_t RecordedGate::Append(Record* record) {
  if (chain_.sequence() == 0) return 0;
  record->sequence = chain_.sequence();
  SealChain moved = chain_;
  uint8_t entry[kMaxEntrySize];
  const size_t size = WriteEntry(*record, parts_.crypto, &moved, entry);
  if (!parts_.log.Append({entry, size})) return 0;
  chain_ = moved;
  device_.newest_record = std::max(device_.newest_record, record->at);
  return record->sequence;
}

void RecordedGate::Replay(const Record& record) {
  device_.newest_record = std::max(device_.newest_record, record.at);
  switch (record.kind) {
    case RecordKind::kStart:
      if (log_ == 0) device_.receipted = record.at;
      log_ = record.start.log;
      break;
    case RecordKind::kDecided:
      if (record.decided.reason == Reason::kDeclaredContact && policy_ != nullptr) {
        Count(record, *policy_);
      }
      break;
    case RecordKind::kReported:
      if (!record.reported.withdraws_only) {
        parts_.attempts.Report(record.reported.attempt, record.reported.outcome);
      }
      parts_.attempts.WithdrawBy(record.reported.attempt.key, record.reported.outcome);
      break;
    case RecordKind::kPolicyTaken: newest_serial_ = record.policy.serial; break;
    case RecordKind::kWithdrawn:
      parts_.attempts.Withdraw(record.withdrawn.kind, record.withdrawn.what, record.sequence);
      break;
    case RecordKind::kRestored: parts_.attempts.Restore(record.restored.withdrawn); break;
    case RecordKind::kEnd:
    case RecordKind::kNone: break;
  }
}

void RecordedGate::Count(const Record& record, const Policy& policy) {
  const int32_t day = LocalDay(record.at, record.decided.utc_offset);
  parts_.attempts.Add({record.decided.key, record.sequence, record.at, day}, policy);
}

tl::expected<void, OrderError> RecordedGate::Begin(const SealChain& chain, const Start& start) {
  chain_ = chain;
  Record record;
  record.kind = RecordKind::kStart;
  record.at = parts_.clock.Now();
  record.start = start;
  if (Append(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  Replay(record);
  return {};
}

tl::expected<void, OrderError> RecordedGate::TakePolicy(const Policy& policy, ByteView digest) {
  Record record;
  record.kind = RecordKind::kPolicyTaken;
  record.at = parts_.clock.Now();
  record.policy = {policy.serial(), digest, policy.not_before(), policy.not_after(),
                   policy.issuer()};
  if (Append(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  const bool newer = policy.serial() > newest_serial_;
  newest_serial_ = policy.serial();
  policy_ = &policy;
  if (!newer) return {};
  record.kind = RecordKind::kRestored;
  for (unsigned i = 0; i < policy.restore_count(); ++i) {
    const Policy::Restore restore = policy.RestoreAt(i);
    if (restore.log != log_) continue;
    record.restored = {restore.sequence, policy.serial()};
    if (Append(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
    parts_.attempts.Restore(restore.sequence);
  }
  return {};
}

// An allow of row 25 is counted as soon as its record is appended: whatever comes of that, it counts.
Placement RecordedGate::Place(const Call& call) {
  const Situation situation = Now();
  ContactCase c{situation, call};
  Placement placement{AnswerTo(c), {}, 0, situation.now};
  Decision& decision = placement.decision;
  Record record;
  record.kind = RecordKind::kDecided;
  record.at = situation.now;
  record.decided = RecordOf(c, decision);
  placement.sequence = Append(&record);
  if (placement.sequence == 0) {
    if (decision.allowed() && decision.reason != Reason::kEmergency) {
      decision = {};
      decision.reason = Reason::kAuditUnavailable;
      decision.role = c.contact.role;
    }
    return placement;
  }
  if (decision.reason != Reason::kDeclaredContact) return placement;
  Count(record, *policy_);
  const int32_t day = LocalDay(record.at, record.decided.utc_offset);
  placement.permit = MakePermit({record.decided.key, record.sequence, record.at, day}, permit_key_,
                                parts_.crypto);
  return placement;
}

tl::expected<void, ReportError> RecordedGate::Report(const Permit& permit, Outcome outcome) {
  const auto attempt = ReadPermit(permit, permit_key_, parts_.crypto);
  if (!attempt) return tl::unexpected(attempt.error());
  Record record;
  record.kind = RecordKind::kReported;
  record.at = parts_.clock.Now();
  const auto may = parts_.attempts.MayReport(*attempt, outcome, record.at);
  const bool withdraws = outcome == Outcome::kRefused || outcome == Outcome::kWrongParty;
  if (!may && !withdraws) return may;
  record.reported = {*attempt, outcome, !may};
  if (Append(&record) == 0) return tl::unexpected(ReportError::kNotRecorded);
  Replay(record);
  return may;
}

tl::expected<uint64_t, OrderError> RecordedGate::Withdraw(WithdrawalKind kind, uint64_t what) {
  Record record;
  record.kind = RecordKind::kWithdrawn;
  record.at = parts_.clock.Now();
  record.withdrawn = {kind, what};
  if (Append(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  Replay(record);
  return record.sequence;
}

tl::expected<void, OrderError> RecordedGate::End() {
  Record record;
  record.kind = RecordKind::kEnd;
  record.at = parts_.clock.Now();
  if (Append(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  return {};
}

}  // namespace dialgate
