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
  Permit permit;       // on kDeclaredContact: to be dialed once, within kDialWithin, and reported
  uint64_t sequence;   // of its record; 0: there is none
  int64_t at;          // UTC seconds since 1970: what the clock showed
};

// Why an order was not carried out.
enum class OrderError : uint8_t {
  kNotRecorded = 1,  // its record cannot be appended
};

// A gate over one log. Not for several threads at once: platform/posix has one that is. What it
// appends need not be durable when it returns (dialgate/log.h); until it is, nothing that is returned
// may be acted on, but an emergency call.
//
//   gate.Replay(record) for each record of the log, oldest first; then gate.Begin(...); then calls.
class RecordedGate {
 public:
  // `provisioned` is what the device is, without what its log and its clock say.
  RecordedGate(const GateParts& parts, const PermitKey& permit_key, const Device& provisioned)
      : parts_(parts), permit_key_(permit_key), device_(provisioned) {}

  // The policy in force, or null; it must outlive its use here. Before it is replaced in a gate that
  // has begun, TakePolicy.
  void SetPolicy(const Policy* policy) { policy_ = policy; }

  // Takes a record that the log already holds into the history. Precondition: not begun; records in
  // order; a policy is set, by whose rules the history is kept.
  void Replay(const Record& record);

  // From here on records are sealed by `chain`. Appends `start`. Errors: kNotRecorded.
  tl::expected<void, OrderError> Begin(const SealChain& chain, const Start& start);

  // Records that `policy` comes into force, ends the withdrawals that it names, and puts it in force.
  // `digest` is its Policy::Identity. Errors: kNotRecorded; the policy in force stays.
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

  // Records that the gate stops in order. Errors: kNotRecorded.
  tl::expected<void, OrderError> End();

  const SealChain& chain() const { return chain_; }
  const Policy* policy() const { return policy_; }
  uint64_t log() const { return log_; }  // the random number in its log's id

 private:
  Situation Now();
  uint64_t Append(Record* record);
  void Count(const Record& decided, const Policy& policy);

  GateParts parts_;
  PermitKey permit_key_;
  Device device_;
  const Policy* policy_ = nullptr;
  SealChain chain_{SealKey{}, 0};
  uint64_t log_ = 0;
  uint64_t newest_serial_ = 0;  // of the policies that the log names
};

}  // namespace dialgate

#endif
