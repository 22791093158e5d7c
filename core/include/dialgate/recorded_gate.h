// The gate that remembers: it decides, counts the call, and has it recorded before it says yes.
#ifndef DIALGATE_RECORDED_GATE_H
#define DIALGATE_RECORDED_GATE_H

#include <cstdint>
#include <string_view>
#include <tl/expected.hpp>

#include "dialgate/attempts.h"
#include "dialgate/clock.h"
#include "dialgate/gate.h"
#include "dialgate/log.h"
#include "dialgate/permit.h"
#include "dialgate/receipt.h"
#include "dialgate/record.h"

namespace dialgate {

// What a gate works with; all of it must outlive the gate.
struct GateParts {
  const Tagger& tagger;  // under the site's lookup key
  const SealCrypto& crypto;
  const Clock& clock;
  LogWriter& log;
  Attempts& attempts;
};

// The answer to a call that was placed.
struct Placement {
  Decision decision;
  Permit permit;      // on kDeclaredContact: to be dialed once, within kDialWithin, and reported
  uint64_t sequence;  // of its record; 0: there is none
  int64_t at;         // UTC seconds since 1970: what the clock showed
};

// Why an order was not carried out.
enum class OrderError : uint8_t {
  kNotRecorded = 1,  // its record cannot be appended
};

// A receipt in the log that reset the clock: what was recorded before it as of a later time than
// `at` is taken as of `at`.
struct ClockReset {
  uint64_t sequence;  // of its record
  int64_t at;         // UTC seconds since 1970
};

// What a gate knows of its log beside the calls; it and the Attempts are all that a replay makes.
struct GateMemory {
  uint64_t log = 0;             // the random number in its id
  uint64_t oldest = 0;          // sequence of the first record that was replayed
  uint64_t carried = 0;         // of the newest record that was carried forward
  uint64_t newest_serial = 0;   // of the policies that it names
  int64_t newest_record = 0;    // the newest time of a record since the newest reset of the clock
  int64_t receipted = 0;        // from when a policy's receipt_within_hours runs
  uint64_t newest_covered = 0;  // sequence of the newest record that a receipt covers
  uint64_t newest_held = 0;     // likewise a receipt that says `held`
  uint64_t newest_reset = 0;    // of the newest receipt's record that reset the clock
};

// A gate over one log. Not for several threads at once: platform/posix has one that is. What it
// appends need not be durable when it returns (dialgate/log.h); until it is, nothing that is
// returned may be acted on, but an emergency call.
//
//   gate.Replay(record) for each record of the log, oldest first; then gate.Begin(...); then calls.
class RecordedGate {
 public:
  // `provisioned` is what the device is, without what its log and its clock say.
  RecordedGate(const GateParts& parts, const PermitKey& permit_key, const Device& provisioned)
      : parts_(parts), permit_key_(permit_key), device_(provisioned) {
    memory_.receipted = provisioned.receipted;
  }

  // The policy in force, or null; it must outlive its use here. Before it is replaced in a gate
  // that has begun, TakePolicy.
  void SetPolicy(const Policy* policy) { policy_ = policy; }

  // The `count` resets of the clock that the log holds, in its order; they must outlive the gate,
  // or the next call of this. Before Replay, where there are any. A gate that meets one that it was
  // not told of trusts no clock.
  void SetClockResets(const ClockReset* resets, size_t count);

  // Takes a record that the log already holds into the history. Precondition: not begun, or not
  // meant to (a gate of its own reads a log into other Attempts); records in order; a policy is
  // set, by whose rules the history is kept.
  void Replay(const Record& record);

  // `attempt` as it counts: no later than the first reset of the clock behind it.
  Attempt Bounded(const Attempt& attempt) const;

  // Goes on from what Replay made of a log once, its Attempts apart. Before Replay of a log whose
  // beginning was dropped: from memory(), and in it the log's number.
  void Resume(const GateMemory& memory) { memory_ = memory; }
  const GateMemory& memory() const { return memory_; }

  // From here on records are sealed by `chain`. Appends `start`. Errors: kNotRecorded.
  tl::expected<void, OrderError> Begin(const SealChain& chain, const Start& start);

  // Ends the withdrawals that `policy` names, records that it comes into force, and puts it in
  // force. `digest` is its Policy::Identity. Precondition: where its rules may ask for more of the
  // past than those in force, the log was read again by its rules (Replay into Attempts of their
  // own, or a new start): what the rules before did not need is forgotten. Errors: kNotRecorded;
  // the policy in force stays.
  tl::expected<void, OrderError> TakePolicy(const Policy& policy, ByteView digest);

  // Decides `call` by the platform's clock, and where row 25 allows it, counts it.
  Placement Place(const Call& call);

  // Takes what came of a call. An error changes nothing, but that refused and wrong_party withdraw
  // whenever they come. Errors, of which the first that applies is given: kNotAuthentic,
  // kUnknownOutcome, kTooLate, kAlreadyReported, kNotRecorded.
  tl::expected<void, ReportError> Report(const Permit& permit, Outcome outcome);

  // Withdraws on the device, in force when it returns: `what` is the tag of the number
  // (Tagger::Number) or of the account (value of Tagger::Account), or the number of the role. The
  // sequence of its record is what a policy names to end it. Errors: kNotRecorded.
  tl::expected<uint64_t, OrderError> Withdraw(WithdrawalKind kind, uint64_t what);

  // Takes an auditor's receipt (a message SignedReceipt) into the log, by his public key. One that
  // resets the clock asks for the history to be read again, with SetClockResets: until then no
  // clock is trusted. Errors, of which the first that applies is given: kMalformed, kNotAuthentic,
  // kAnotherLog, kNotOnChain, kNothingNew, kNotRecorded. An error changes nothing.
  tl::expected<Receipt, ReceiptError> TakeReceipt(ByteView receipt, const IssuerKey& auditor,
                                                  const Crypto& crypto,
                                                  const SealedRecords& records);

  // Seals forward what a record says that will be dropped: a call with its outcome, a withdrawal
  // that is in force.
  // Precondition: in the order of the records that they stand for, each once, no call that is less
  // than 25 hours old. Errors: kNotRecorded.
  tl::expected<void, OrderError> Carry(const Carried& carried);
  tl::expected<void, OrderError> Carry(const CarriedWithdrawal& carried);

  // Whether no policy is known to have ended it.
  bool IsInForce(const CarriedWithdrawal& withdrawal) const;

  // Records that all before record `before` may be removed. Precondition: a held receipt covers it
  // (memory().newest_held), and all that matters of it was carried. Errors: kNotRecorded.
  tl::expected<void, OrderError> Drop(uint64_t before);

  // Records that the gate stops in order. Errors: kNotRecorded.
  tl::expected<void, OrderError> End();

  const SealChain& chain() const { return chain_; }
  const Policy* policy() const { return policy_; }
  uint64_t log() const { return memory_.log; }  // the random number in its log's id

 private:
  Situation Now();
  uint64_t Append(Record* record);
  uint64_t AppendNow(Record* record);
  void Take(const Carried& carried);
  void Take(const Start& start, int64_t at);
  void Take(const SignedReceipt& signed_receipt, const Record& record);
  void Take(const Dropped& dropped);

  GateParts parts_;
  PermitKey permit_key_;
  Device device_;
  const Policy* policy_ = nullptr;
  SealChain chain_{SealKey{}, 0};
  GateMemory memory_;
  const ClockReset* resets_ = nullptr;
  size_t reset_count_ = 0;
};

}  // namespace dialgate

#endif
