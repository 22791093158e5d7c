#include "platform/command/record_words.h"

#include "dialgate/posix/files.h"
#include "dialgate/words.h"
#include "platform/audit/log_keys.h"

namespace dialgate::command {

std::string_view KindWord(RecordKind kind) {
  switch (kind) {
    case RecordKind::kStart: return "start";
    case RecordKind::kDecided: return "decision";
    case RecordKind::kReported: return "outcome";
    case RecordKind::kPolicyTaken: return "policy";
    case RecordKind::kWithdrawn: return "withdrawal";
    case RecordKind::kRestored: return "restoration";
    case RecordKind::kEnd: return "end";
    case RecordKind::kReceiptTaken: return "receipt";
    case RecordKind::kCarried: return "carried call";
    case RecordKind::kCarriedWithdrawal: return "carried withdrawal";
    case RecordKind::kDropped: return "drop";
    case RecordKind::kNone: break;
  }
  return "unknown";
}

std::string_view StartWord(StartKind kind) {
  switch (kind) {
    case StartKind::kFresh: return "fresh";
    case StartKind::kCarriedOver: return "carried_over";
    case StartKind::kAgain: return "again";
    case StartKind::kSimulation: return "simulated";
    case StartKind::kNone: break;
  }
  return "unknown";
}

std::string_view WithdrawnWord(WithdrawalKind kind) {
  if (kind == WithdrawalKind::kAccount) return "account";
  return kind == WithdrawalKind::kRole ? "role" : "number";
}

std::string_view WithdrawnRole(WithdrawalKind kind, uint64_t what) {
  if (kind == WithdrawalKind::kRole) return Name(static_cast<Role>(what));
  if (kind == WithdrawalKind::kRefusedAsDebtor) return Name(Role::kDebtor);
  return kind == WithdrawalKind::kRefused ? "other" : "";
}

std::string WithdrawalId(uint64_t log, uint64_t sequence) {
  return audit::LogText(log) + ":" + std::to_string(sequence);
}

std::string DigestText(const PolicyTaken& policy) {
  return posix::Hex(policy.digest.data, policy.digest.size);
}

}  // namespace dialgate::command
