// The log of a gate that ran: placed calls, heard what came of them, stopped and started.
#ifndef DIALGATE_TESTS_AUDIT_GATE_LOG_H
#define DIALGATE_TESTS_AUDIT_GATE_LOG_H

#include <memory>
#include <string>
#include <vector>

#include "dialgate/sodium_crypto.h"
#include "made_log.h"
#include "recording_gate.h"

namespace dialgate::testing {

// A gate under seals that hold, of an auditor of its own; its folders can be copied.
class SealedGate {
 public:
  SealedGate();

  // Starts it, or starts it again, on copies of its folders that are at `place` (Copy). False: it
  // does not start.
  bool Start(const std::string& place = "first");
  void Stop();
  // As it lies on the disk: device/ and log/.
  void Copy(const std::string& from, const std::string& to);
  // device/ as it was before the first start, without a log.
  void CopyProvisioned(const std::string& to);

  // Some thirty records of all the kinds that a gate writes; what is in them depends on `turn`.
  void Work(unsigned turn);
  // An auditor's receipt for all that is recorded.
  void TakeReceipt();
  Placement Place(std::string_view dialed, std::string_view account = "L-1042");

  std::string folder(const std::string& place = "first") const { return work_ / place; }
  std::string log(const std::string& place = "first") const { return folder(place) + "/log"; }
  std::string device(const std::string& place = "first") const { return folder(place) + "/device"; }
  const audit::AuditorKeys& auditor() const { return auditor_; }
  posix::Gate& gate() { return *gate_; }

  // The entries of a log, and the keys that sealed each, of which the auditor makes the first.
  MadeLog Entries(const std::string& place = "first") const;

 private:
  const TemporaryFolder work_;
  const GateOfTests provisioned_;
  const audit::AuditorKeys auditor_;
  const FakeCrypto crypto_{};
  const SodiumCrypto seals_{};
  SetClock clock_;
  std::string place_;
  uint64_t serial_ = 6;
  std::unique_ptr<posix::Gate> gate_;
};

}  // namespace dialgate::testing

#endif
