#include "log_oracle.h"

#include "audit.pb.h"

namespace dialgate::fuzz {
namespace {

// Gathers the first field that is not what the core says.
class Held {
 public:
  template <typename Theirs, typename Ours>
  void Same(const char* field, const Theirs& theirs, const Ours& ours) {
    if (theirs != static_cast<Theirs>(ours) && differs_.empty()) differs_ = field;
  }
  void Same(const char* field, const std::string& theirs, std::string_view ours) {
    if (theirs != ours && differs_.empty()) differs_ = field;
  }
  void Same(const char* field, const std::string& theirs, ByteView ours) {
    Same(field, theirs, std::string_view(TextOf(ours)));
  }
  void Same(const char* field, const std::string& theirs, const Seal& ours) {
    Same(field, theirs, ByteView{ours.bytes, sizeof ours.bytes});
  }
  const std::string& differs() const { return differs_; }

 private:
  std::string differs_;
};

template <typename Message>
std::string Parse(ByteView bytes, Message* message) {
  const std::string text = TextOf(bytes);
  if (!message->ParseFromString(text)) return "Protobuf does not parse it";
  return message->SerializeAsString() == text ? "" : "Protobuf writes other bytes";
}

void Compare(const proto::Start& theirs, const Start& ours, Held* held) {
  held->Same("start.site", theirs.site(), ours.site);
  held->Same("start.gate", theirs.gate(), ours.gate);
  held->Same("start.log", theirs.log(), ours.log);
  held->Same("start.kind", theirs.kind(), ours.kind);
  held->Same("start.closed_log", theirs.closed_log(), ours.closed_log);
  held->Same("start.closed_at", theirs.closed_at(), ours.closed_at);
}

// The members that messages about a call have in common.
template <typename Message>
void Compare(const Message& theirs, const HistoryKey& ours, Held* held) {
  held->Same("number", theirs.number(), ours.number);
  held->Same("account", theirs.account(), ours.account);
  held->Same("debtor", theirs.debtor(), ours.debtor);
  held->Same("role", theirs.role(), ours.role);
}

void Compare(const proto::Decided& theirs, const Decided& ours, Held* held) {
  held->Same("decided.reason", theirs.reason(), ours.reason);
  Compare(theirs, ours.key, held);
  held->Same("decided.utc_offset", theirs.utc_offset(), ours.utc_offset);
  held->Same("decided.detail", theirs.detail(), ours.detail.kind);
  held->Same("decided.detail_zone", theirs.detail_zone(), ours.detail.zone);
  held->Same("decided.detail_index", theirs.detail_index(), ours.detail.index);
  held->Same("decided.purpose", theirs.purpose(), ours.purpose);
  held->Same("decided.mode", theirs.mode(), ours.mode);
  held->Same("decided.disclosures", theirs.disclosures(), ours.disclosures.bits);
}

template <typename Message>
void Compare(const Message& theirs, const Attempt& ours, Outcome outcome, Held* held) {
  Compare(theirs, ours.key, held);
  held->Same("outcome", theirs.outcome(), outcome);
  held->Same("placed_at", theirs.placed_at(), ours.at);
  held->Same("utc_offset", theirs.utc_offset(), ours.utc_offset);
}

void Compare(const proto::PolicyTaken& theirs, const PolicyTaken& ours, Held* held) {
  held->Same("policy.serial", theirs.serial(), ours.serial);
  held->Same("policy.digest", theirs.digest(), ours.digest);
  held->Same("policy.not_before", theirs.not_before(), ours.not_before);
  held->Same("policy.not_after", theirs.not_after(), ours.not_after);
  held->Same("policy.issuer", theirs.issuer(), ours.issuer);
}

void Compare(const proto::CarriedWithdrawal& theirs, const CarriedWithdrawal& ours, Held* held) {
  held->Same("carried_withdrawal.from", theirs.from(), ours.from);
  held->Same("carried_withdrawal.kind", theirs.kind(), ours.kind);
  held->Same("carried_withdrawal.what", theirs.what(), ours.what);
  held->Same("carried_withdrawal.log", theirs.log(), ours.log);
  held->Same("carried_withdrawal.sequence", theirs.sequence(), ours.sequence);
}

void Compare(const proto::Dropped& theirs, const Dropped& ours, Held* held) {
  held->Same("dropped.before", theirs.before(), ours.before);
  held->Same("dropped.log", theirs.log(), ours.log);
  held->Same("dropped.serial", theirs.serial(), ours.serial);
  held->Same("dropped.newest", theirs.newest(), ours.newest);
  held->Same("dropped.receipted", theirs.receipted(), ours.receipted);
  held->Same("dropped.newest_covered", theirs.newest_covered(), ours.newest_covered);
  held->Same("dropped.newest_held", theirs.newest_held(), ours.newest_held);
}

void Compare(const proto::Reported& theirs, const Reported& ours, Held* held) {
  held->Same("reported.decided", theirs.decided(), ours.attempt.sequence);
  Compare(theirs, ours.attempt, ours.outcome, held);
  held->Same("reported.withdraws_only", theirs.withdraws_only(), ours.withdraws_only);
}

void Compare(const proto::Carried& theirs, const Carried& ours, Held* held) {
  held->Same("carried.from", theirs.from(), ours.attempt.sequence);
  Compare(theirs, ours.attempt, ours.outcome, held);
}

void Compare(const proto::Withdrawn& theirs, const Withdrawn& ours, Held* held) {
  held->Same("withdrawn.kind", theirs.kind(), ours.kind);
  held->Same("withdrawn.what", theirs.what(), ours.what);
}

void Compare(const proto::Restored& theirs, const Restored& ours, Held* held) {
  held->Same("restored.withdrawn", theirs.withdrawn(), ours.withdrawn);
  held->Same("restored.serial", theirs.serial(), ours.serial);
  held->Same("restored.log", theirs.log(), ours.log);
}

void Compare(const proto::SignedReceipt& theirs, const SignedReceipt& ours, Held* held) {
  held->Same("receipt", theirs.receipt(), ours.receipt);
  held->Same("signature", theirs.signature(), ours.signature);
}

void Compare(const proto::Record& theirs, const Record& ours, Held* held) {
  held->Same("sequence", theirs.sequence(), ours.sequence);
  held->Same("at", theirs.at(), ours.at);
  switch (ours.kind) {
    case RecordKind::kStart: return Compare(theirs.start(), ours.start, held);
    case RecordKind::kDecided: return Compare(theirs.decided(), ours.decided, held);
    case RecordKind::kReported: return Compare(theirs.reported(), ours.reported, held);
    case RecordKind::kPolicyTaken: return Compare(theirs.policy(), ours.policy, held);
    case RecordKind::kWithdrawn: return Compare(theirs.withdrawn(), ours.withdrawn, held);
    case RecordKind::kRestored: return Compare(theirs.restored(), ours.restored, held);
    case RecordKind::kEnd: return held->Same("end.why", theirs.end().why(), 1);
    case RecordKind::kReceiptTaken: return Compare(theirs.receipt(), ours.receipt, held);
    case RecordKind::kCarried: return Compare(theirs.carried(), ours.carried, held);
    case RecordKind::kCarriedWithdrawal:
      return Compare(theirs.carried_withdrawal(), ours.carried_withdrawal, held);
    case RecordKind::kDropped: return Compare(theirs.dropped(), ours.dropped, held);
    case RecordKind::kNone: return held->Same("kind", 1, 0);
  }
}

bool HasKind(const proto::Record& record, RecordKind kind) {
  const auto* field = record.GetDescriptor()->FindFieldByNumber(static_cast<int>(kind));
  return field != nullptr && record.GetReflection()->HasField(record, field);
}

}  // namespace

std::string EntryDisagreement(ByteView bytes, const Entry& entry) {
  proto::Log log;
  const std::string wrong = Parse(bytes, &log);
  if (!wrong.empty()) return wrong;
  if (log.entries_size() != 1) return "it is not one entry";
  Held held;
  held.Same("entry.record", log.entries(0).record(), entry.record);
  held.Same("entry.seal", log.entries(0).seal(), entry.seal);
  return held.differs();
}

std::string RecordDisagreement(ByteView bytes, const Record& record) {
  proto::Record theirs;
  const std::string wrong = Parse(bytes, &theirs);
  if (!wrong.empty()) return wrong;
  if (!HasKind(theirs, record.kind)) return "it is a record of another kind";
  Held held;
  Compare(theirs, record, &held);
  return held.differs();
}

std::string ReceiptDisagreement(ByteView bytes, const Receipt& receipt) {
  proto::Receipt theirs;
  const std::string wrong = Parse(bytes, &theirs);
  if (!wrong.empty()) return wrong;
  Held held;
  held.Same("log", theirs.log(), receipt.covers.log);
  held.Same("sequence", theirs.sequence(), receipt.covers.sequence);
  held.Same("seal", theirs.seal(), receipt.covers.seal);
  held.Same("at", theirs.at(), receipt.covers.at);
  held.Same("signed_at", theirs.signed_at(), receipt.signed_at);
  held.Same("previous_sequence", theirs.previous_sequence(), receipt.previous_sequence);
  if (receipt.previous_sequence != 0) {
    held.Same("previous_seal", theirs.previous_seal(), receipt.previous_seal);
  }
  held.Same("held", theirs.held(), receipt.held);
  held.Same("resets_clock", theirs.resets_clock(), receipt.resets_clock);
  return held.differs();
}

std::string SignedReceiptDisagreement(ByteView bytes, const SignedReceipt& receipt) {
  proto::SignedReceipt theirs;
  const std::string wrong = Parse(bytes, &theirs);
  if (!wrong.empty()) return wrong;
  Held held;
  Compare(theirs, receipt, &held);
  return held.differs();
}

}  // namespace dialgate::fuzz
