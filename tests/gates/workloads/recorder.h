// A gate that records, as firmware has one: what a call costs besides its decision.
#ifndef DIALGATE_TESTS_GATES_RECORDER_H
#define DIALGATE_TESTS_GATES_RECORDER_H

#include "dialgate/recorded_gate.h"
#include "scenario.h"

namespace dialgate::gates {

// What HMAC-SHA-512 costs is the difference to it.
class NoSeals final : public SealCrypto {
 public:
  void Mac(const SealKey& key, ByteView message, uint8_t (&mac)[64]) const override;
};

// It takes what it is given to a place in RAM, and no more of it: what programming a flash costs is
// the flash's.
class LogInRam final : public LogWriter {
 public:
  bool HasRoom() const override { return true; }
  bool Append(ByteView entry) override;

 private:
  uint8_t last_[kMaxEntrySize];
};

class ClockAtNow final : public Clock {
 public:
  int64_t Now() const override { return kNow; }
  bool IsTrusted() const override { return true; }
};

// A gate with a past of three calls to the debtor, in slots of 64 bytes. `site` is open, and
// nothing else remembers on it meanwhile.
class Recorder {
 public:
  Recorder(Site* site, const SealCrypto& crypto);

  Placement Place(const Call& call) { return gate_.Place(call); }
  bool Report(const Permit& permit) { return gate_.Report(permit, Outcome::kNoAnswer).has_value(); }

 private:
  LogInRam log_;
  ClockAtNow clock_;
  RecordedGate gate_;
};

}  // namespace dialgate::gates

#endif
