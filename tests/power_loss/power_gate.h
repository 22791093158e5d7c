// A gate over traced files, whose every answer is noted.
#ifndef DIALGATE_TESTS_POWER_GATE_H
#define DIALGATE_TESTS_POWER_GATE_H

#include <string>
#include <vector>

#include "dialgate/record.h"
#include "dialgate/sodium_crypto.h"
#include "platform/audit/log_keys.h"
#include "recording_gate.h"
#include "traced_files.h"

namespace dialgate::testing {

constexpr unsigned kCallsToANumber = 3;  // the cap of the policies here

// A gate as it was provisioned, and policies of serial 7 and 8 for it: eight numbers, one account.
class PowerSite {
 public:
  PowerSite();

  FolderImage image() const;  // device/
  const std::string& policy(uint64_t serial) const { return serial == 7 ? policy7_ : policy8_; }
  const audit::AuditorKeys& auditor() const { return auditor_; }
  std::string root() const { return work_ / "root"; }

 private:
  const TemporaryFolder work_;
  const GateOfTests gate_;
  const std::string policy7_, policy8_;
  const audit::AuditorKeys auditor_;
};

// What the gate answered: from then on it holds, whatever the power does.
struct Answer {
  size_t after;      // so many operations on files came before it
  std::string line;  // of its record, as LineOf gives it
};

// What an answer may rest on, in words; empty for any other record.
std::string LineOf(const Record& record);

// Its rounds beside the calls are held up, but for orders: so that only what is called writes. Each
// function goes on after an error; the first one is in `wrong`.
class PowerGate {
 public:
  // `files` traces the site's root. The clock begins at `now`, and each call takes a second.
  PowerGate(const PowerSite& site, TracedFiles* files, int64_t now) : site_(site), files_(files) {
    clock_.now = now;
  }
  ~PowerGate() { Close(); }

  bool Open(uint64_t serial);           // false: it allows nothing, which is wrong
  void OpenInTrouble(uint64_t serial);  // it may allow something or not
  void Close();
  Reason Place(unsigned number, const char* account = "L-1042");  // 0 to 7
  Reason PlaceEmergency();
  void Allow(unsigned number);
  void Deny(unsigned number, Reason reason);
  void Report(Outcome outcome);  // of the call before
  void Withdraw(unsigned number);
  // By a file, which the gate finds in a round; and more of them, until it kept its seal's place.
  void Order(unsigned number);
  void Load(uint64_t serial);
  void End();

  uint64_t Tag(unsigned number) const;
  void Require(bool holds, const std::string& what);
  const std::string& wrong() const { return wrong_; }
  const std::vector<Answer>& answers() const { return answers_; }

 private:
  bool Start(uint64_t serial);
  void Answered(const std::string& line) { answers_.push_back({files_->count(), line}); }
  size_t SealsKept() const;

  const PowerSite& site_;
  TracedFiles* const files_;
  const FakeCrypto crypto_{};
  const SodiumCrypto seals_{};
  SetClock clock_;
  std::unique_ptr<posix::Gate> gate_;
  Placement placement_ = {};
  std::vector<Answer> answers_;
  std::string wrong_;
  std::mutex told_mutex_;
  std::string told_;
};

}  // namespace dialgate::testing

#endif
