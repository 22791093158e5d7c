// A record as an object for programs.
#include <nlohmann/json.hpp>

#include "dialgate/words.h"
#include "platform/audit/log_keys.h"
#include "platform/command/answer.h"
#include "platform/command/record_text.h"
#include "platform/command/record_words.h"
#include "platform/command/times.h"

namespace dialgate::command {
namespace {

using Object = nlohmann::ordered_json;

template <typename Value>
Object OrNull(bool there, const Value& value) {
  return there ? Object(value) : Object(nullptr);
}

// What stands behind `kind`, for each kind of record.
Object MembersOf(const Start& start) {
  Object members = {{"start", StartWord(start.kind)},
                    {"log", audit::LogText(start.log)},
                    {"gate", start.gate},
                    {"site", start.site}};
  if (start.kind != StartKind::kCarriedOver) return members;
  members.update(
      {{"carries_on", audit::LogText(start.closed_log)}, {"closed_at", start.closed_at}});
  return members;
}

Object MembersOf(const Reported& reported) {
  return {{"decision", reported.attempt.sequence},
          {"outcome", Name(reported.outcome)},
          {"only_withdraws", reported.withdraws_only}};
}

Object MembersOf(const PolicyTaken& policy) {
  return {{"serial", policy.serial},
          {"issuer", policy.issuer},
          {"not_before", UtcText(policy.not_before)},
          {"not_after", UtcText(policy.not_after)},
          {"digest", DigestText(policy)}};
}

Object MembersOf(const Withdrawn& withdrawn, const std::string& id) {
  const std::string_view role = WithdrawnRole(withdrawn.kind, withdrawn.what);
  return {{"withdrawn", WithdrawnWord(withdrawn.kind)},
          {"role", OrNull(!role.empty(), role)},
          {"id", id}};
}

Object MembersOf(const SignedReceipt& taken) {
  const auto receipt = ReadReceipt(taken.receipt);
  if (!receipt) return Object::object();
  return {{"covers", receipt->covers.sequence},
          {"covers_at", UtcText(receipt->covers.at)},
          {"signed_at", UtcText(receipt->signed_at)},
          {"held", receipt->held},
          {"resets_clock", receipt->resets_clock}};
}

// Of a call in another log the decision has no sequence here.
Object MembersOf(const Carried& carried) {
  return {{"decision", OrNull(carried.attempt.sequence != 0, carried.attempt.sequence)},
          {"placed_at", UtcText(carried.attempt.at)},
          {"outcome", Name(carried.outcome)}};
}

std::string_view ByWord(WithdrawalKind kind) {
  if (kind == WithdrawalKind::kWrongParty) return Name(Outcome::kWrongParty);
  const bool refused =
      kind == WithdrawalKind::kRefused || kind == WithdrawalKind::kRefusedAsDebtor;
  return refused ? Name(Outcome::kRefused) : "device";
}

Object MembersOf(const CarriedWithdrawal& withdrawal) {
  const std::string_view role = WithdrawnRole(withdrawal.kind, withdrawal.what);
  const std::string id = WithdrawalId(withdrawal.log, withdrawal.sequence);
  return {{"record", OrNull(withdrawal.from != 0, withdrawal.from)},
          {"withdrawn", WithdrawnWord(withdrawal.kind)},
          {"role", OrNull(!role.empty(), role)},
          {"by", ByWord(withdrawal.kind)},
          {"id", OrNull(withdrawal.sequence != 0, id)}};
}

Object MembersOf(const Dropped& dropped) {
  return {{"before", dropped.before},
          {"covered", dropped.newest_covered},
          {"held", dropped.newest_held}};
}

}  // namespace

Object RecordText::Members(const Record& record) const {
  switch (record.kind) {
    case RecordKind::kStart: return MembersOf(record.start);
    case RecordKind::kDecided: return DecisionMembers(record);
    case RecordKind::kReported: return MembersOf(record.reported);
    case RecordKind::kPolicyTaken: return MembersOf(record.policy);
    case RecordKind::kWithdrawn: return MembersOf(record.withdrawn, IdOf(record.sequence));
    case RecordKind::kRestored:
      return {{"id", IdOf(record.restored.withdrawn, record.restored.log)},
              {"serial", record.restored.serial}};
    case RecordKind::kReceiptTaken: return MembersOf(record.receipt);
    case RecordKind::kCarried: return MembersOf(record.carried);
    case RecordKind::kCarriedWithdrawal: return MembersOf(record.carried_withdrawal);
    case RecordKind::kDropped: return MembersOf(record.dropped);
    case RecordKind::kEnd:
    case RecordKind::kNone: break;
  }
  return Object::object();
}

// What the role permits stands in the policy alone.
Object RecordText::DecisionMembers(const Record& record) const {
  Object members = JsonOf(AnswerOf(record));
  if (!members["role"].is_null() && policy_ == nullptr) members["disclosures"] = nullptr;
  return members;
}

std::string RecordText::Json(const Record& record) const {
  Object line = {{"sequence", record.sequence},
                 {"at", UtcText(record.at)},
                 {"kind", KindWord(record.kind)}};
  line.update(Members(record));
  return line.dump() + "\n";
}

}  // namespace dialgate::command
