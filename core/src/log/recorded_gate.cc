#include "dialgate/recorded_gate.h"

#include <algorithm>

#include "decision/contact_case.h"
#include "log/withdrawal_id.h"

namespace dialgate {
namespace {

// What the record of a decision says of the case.
Decided RecordOf(const ContactCase& c, const Decision& decision) {
  Decided decided;
  decided.reason = decision.reason;
  decided.detail = decision.detail;
  decided.purpose = c.call.purpose;
  decided.mode = c.call.mode;
  decided.disclosures = c.call.disclosures;
  if (c.contact.role != Role::kNone) {
    decided.key = c.key;
    decided.utc_offset = c.policy().ZonesOf(c.contact).zones[0].At(c.situation.now).utc_offset;
    return decided;
  }
  const Tagger& tagger = c.situation.tagger;
  if (!c.number.empty()) decided.key.number = tagger.Number(c.number);
  decided.key.account = tagger.Account(c.call.account).value;
  return decided;
}

}  // namespace

Situation RecordedGate::Now() {
  const bool knows_resets =
      memory_.newest_reset == 0 ||
      (reset_count_ != 0 && resets_[reset_count_ - 1].sequence >= memory_.newest_reset);
  device_.clock_trusted = parts_.clock.IsTrusted() && knows_resets;
  device_.record_durable = parts_.log.HasRoom();
  device_.newest_record = memory_.newest_record;
  device_.receipted = memory_.receipted;
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
  memory_.newest_record = std::max(memory_.newest_record, record->at);
  return record->sequence;
}

uint64_t RecordedGate::AppendNow(Record* record) {
  record->at = parts_.clock.Now();
  return Append(record);
}

tl::expected<void, OrderError> RecordedGate::Begin(const SealChain& chain, const Start& start) {
  chain_ = chain;
  Record record;
  record.kind = RecordKind::kStart;
  record.start = start;
  if (AppendNow(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  Replay(record);
  return {};
}

// What it restores comes first: where the power goes in between, it is taken anew as a newer one.
tl::expected<void, OrderError> RecordedGate::TakePolicy(const Policy& policy, ByteView digest) {
  Record record;
  record.kind = RecordKind::kRestored;
  const unsigned restores = policy.serial() > memory_.newest_serial ? policy.restore_count() : 0;
  for (unsigned i = 0; i < restores; ++i) {
    const Policy::Restore restore = policy.RestoreAt(i);
    if (!parts_.attempts.IsWithdrawn(WithdrawalId(restore.log, restore.sequence))) continue;
    const bool own = restore.log == memory_.log;
    record.restored = {restore.sequence, policy.serial(), own ? 0 : restore.log};
    if (AppendNow(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
    Replay(record);
  }
  record.kind = RecordKind::kPolicyTaken;
  record.policy = {policy.serial(), digest, policy.not_before(), policy.not_after(),
                   policy.issuer()};
  if (AppendNow(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  memory_.newest_serial = policy.serial();
  policy_ = &policy;
  return {};
}

// An allow of row 25 is counted as soon as its record is appended: whatever comes of that, it
// counts.
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
  const Attempt attempt{record.decided.key, record.sequence, record.at, record.decided.utc_offset};
  parts_.attempts.Add(attempt, *policy_);
  placement.permit = MakePermit(attempt, permit_key_, parts_.crypto);
  return placement;
}

tl::expected<void, ReportError> RecordedGate::Report(const Permit& permit, Outcome outcome) {
  const auto permitted = ReadPermit(permit, permit_key_, parts_.crypto);
  if (!permitted) return tl::unexpected(permitted.error());
  const Attempt attempt = Bounded(*permitted);
  Record record;
  record.kind = RecordKind::kReported;
  record.at = parts_.clock.Now();
  const auto may = parts_.attempts.MayReport(attempt, outcome, record.at);
  const bool withdraws = outcome == Outcome::kRefused || outcome == Outcome::kWrongParty;
  // What was withdrawn for good is not recorded again: each such record would be kept for good.
  if (!may && (!withdraws || parts_.attempts.IsWithdrawnBy(attempt.key, outcome))) return may;
  record.reported = {attempt, outcome, !may};
  if (Append(&record) == 0) return tl::unexpected(ReportError::kNotRecorded);
  Replay(record);
  return may;
}

tl::expected<uint64_t, OrderError> RecordedGate::Withdraw(WithdrawalKind kind, uint64_t what) {
  Record record;
  record.kind = RecordKind::kWithdrawn;
  record.withdrawn = {kind, what};
  if (AppendNow(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  Replay(record);
  return record.sequence;
}

tl::expected<void, OrderError> RecordedGate::End() {
  Record record;
  record.kind = RecordKind::kEnd;
  if (AppendNow(&record) == 0) return tl::unexpected(OrderError::kNotRecorded);
  return {};
}

}  // namespace dialgate
