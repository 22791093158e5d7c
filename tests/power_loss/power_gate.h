// A gate over traced files, whose every answer is noted.
#ifndef DIALGATE_TESTS_POWER_GATE_H
#define DIALGATE_TESTS_POWER_GATE_H

#include <string>
#include <vector>

#include "dialgate/record.h"
#include "dialgate/sodium_crypto.h"
#include "power_site.h"
#include "recording_gate.h"

namespace dialgate::testing {

// What the gate answered: from then on it holds, whatever the power does.
struct Answer {
  size_t after;      // so many operations on files came before it
  std::string line;  // of its record, as LinesOf gives it
};

// What answers may rest on, in words: a call is told by its number and time, so that what was
// carried says the same as the records for which it stands.
std::vector<std::string> LinesOf(const Record& record);

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
  // The site's receipt, unless the log has it; and until all that may be dropped for it is gone.
  void TakeHeld();
  void WaitForSnapshot();  // one since the gate was opened
  void End();

  uint64_t Tag(unsigned number) const;
  void Require(bool holds, const std::string& what);
  const std::string& wrong() const { return wrong_; }
  const std::vector<Answer>& answers() const { return answers_; }

 private:
  bool Start(uint64_t serial);
  void Answered(const std::string& line) { answers_.push_back({files_->count(), line}); }
  size_t SealsKept() const;
  bool SnapshotIsKept() const;
  bool HeldIsDropped() const;

  const PowerSite& site_;
  TracedFiles* const files_;
  const FakeCrypto crypto_{};
  const SodiumCrypto seals_{};
  SetClock clock_;
  std::unique_ptr<posix::Gate> gate_;
  Placement placement_ = {};
  unsigned number_ = 0;   // that it was allowed to
  size_t opened_at_ = 0;  // so many operations came before
  std::vector<Answer> answers_;
  std::string wrong_;
  std::mutex told_mutex_;
  std::string told_;
};

}  // namespace dialgate::testing

#endif
