// A gate over a folder of keys and a folder of log: it decides, remembers, and gives an answer once
// its record is on the disk.
#ifndef DIALGATE_POSIX_GATE_H
#define DIALGATE_POSIX_GATE_H

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "dialgate/clock.h"
#include "dialgate/crypto.h"
#include "dialgate/posix/log_folder.h"
#include "dialgate/posix/policy_keeper.h"
#include "dialgate/recorded_gate.h"

namespace dialgate::posix {

// How much can be remembered; what finds no room is denied (history_full). Memory is used as it
// fills.
struct HistorySizes {
  // Kept at a time: a call has three or four (its number, account and debtor, and the account's
  // days), and a key is kept as long as a rule needs it. Each has four slots of 128 bytes: then one
  // key in 10,000,000 finds no place (dialgate/attempts.h).
  uint32_t keys = 1 << 18;
  uint32_t calls_a_day = 1 << 20;  // 8 bytes each
  uint32_t withdrawals = 1 << 18;  // 16 bytes each, kept for good

  uint32_t slots() const { return keys * 4; }
};

// The folders and ports of a gate. `policy` empty: it starts without one. The clock is the system's
// unless another is given; it, and both ports to cryptography, must outlive the gate.
struct GateConfig {
  std::string device, log, policy;
  const Crypto& crypto;
  const SealCrypto& seal_crypto;
  HistorySizes history = {};
  LogSizes log_sizes = {};
  const Clock* clock = nullptr;
  // Gets a line for a person when something goes wrong that no caller is told; from any thread.
  std::function<void(const std::string&)> tell = [](const std::string&) {};
};

// Why a receipt was not taken: by the receipt itself, or, without a reason, by a file.
struct ReceiptRefusal {
  std::optional<ReceiptError> reason;
  std::string message;  // one line for a person
};

// For any number of threads. A call that is allowed, a report and a withdrawal return once their
// record is durable; many that wait share one sync. Denials do not wait, and an emergency call
// waits for nothing: where the gate is held up for more than some hundredths of a second it passes
// without a record.
//
// A log that is missing, damaged, shorter than the device knows it or under another seal, a disk
// that is full or cannot be written: everything but emergency calls is denied (audit_unavailable),
// and `tell` says why.
class Gate {
 public:
  // Starts the gate, as its log says it was left. Errors: the folder of keys is not a gate's;
  // another gate is running on the log.
  static tl::expected<std::unique_ptr<Gate>, LogError> Open(const GateConfig& config);
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;
  ~Gate();

  // Brings the policy at `path` into force (PolicyKeeper::Load) and records it. Where it asks for
  // more of the past than the one before, the log is read again, beside the calls: while they wait,
  // only what was recorded in the last moment is counted.
  tl::expected<void, LoadError> Load(const std::string& path);

  // RecordedGate's, each of its own record durable.
  Placement Place(const Call& call);
  tl::expected<void, ReportError> Report(const Permit& permit, Outcome outcome);
  tl::expected<uint64_t, OrderError> Withdraw(WithdrawalKind kind, uint64_t what);

  // RecordedGate::TakeReceipt by the auditor's key in the gate's folder, its record durable. Where
  // the receipt resets the clock, the log is read again, beside the calls, which are denied until
  // that is done (clock_untrusted).
  tl::expected<Receipt, ReceiptRefusal> TakeReceipt(ByteView receipt);

  // For whoever has several on hand: places or reports, and then waits once for all of them.
  // `look`, if there is one, sees what the decision was taken by, before anything changes it.
  using Look = std::function<void(const Situation&, const Placement&)>;
  Placement PlaceAhead(const Call& call, const Look& look = nullptr);
  tl::expected<void, ReportError> ReportAhead(const Permit& permit, Outcome outcome);
  // Whether all of them are durable. Where not, no allow may be acted on, emergencies apart
  // (TakeBack), and no report counts.
  bool MakeDurable();
  // Makes an allow that did not become durable the denial that it is.
  static void TakeBack(Placement* placement);

  // Records that the gate stops in order; from then on nothing is allowed.
  tl::expected<void, OrderError> End();

  // Why nothing is recorded; empty: it is.
  const std::string& trouble() const;
  const Tagger& tagger() const;
  const GateSettings& settings() const;

 private:
  class Parts;
  explicit Gate(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace dialgate::posix

#endif
