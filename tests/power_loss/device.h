// A device with its log and its seal on simulated flash, and what it said while it had power.
#ifndef DIALGATE_TESTS_DEVICE_H
#define DIALGATE_TESTS_DEVICE_H

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dialgate/flash_seal.h"
#include "flash_simulator.h"
#include "policy_image.h"

namespace dialgate::testing {

inline constexpr SealKey kStartKey = {{1}};
inline constexpr PermitKey kPermitKey = {{2}};
inline constexpr uint64_t kLogNumber = 77;
inline constexpr int64_t kStartTime = 1'793'500'000;  // 2026-11-01 02:26:40 UTC
inline constexpr unsigned kMostDialed = 3;            // to a number in two days

// Numbers 0 to 3 of accounts L-0 to L-3, the last for the end of a test.
const OpenPolicy& TestPolicy();
Call CallTo(unsigned number);

class TestClock final : public Clock {
 public:
  int64_t Now() const override { return now; }
  bool IsTrusted() const override { return true; }
  int64_t now = kStartTime;
};

// A gate with its tables, over any log.
class GateInMemory {
 public:
  GateInMemory(const Clock& clock, LogWriter& log);
  RecordedGate& gate() { return gate_; }
  // What it answers to each call now, and a day and a second later.
  std::vector<Reason> Answers(int64_t now) const;

 private:
  uint32_t slots_[64 * 16] = {}, permits_[2 * 64] = {}, withdrawals_[4 * 64] = {};
  Attempts attempts_;
  RecordedGate gate_;
};

// The flash of a device, which outlives its sessions.
struct DeviceFlash {
  explicit DeviceFlash(uint32_t unit, uint32_t sectors = 12);
  void Restart();

  Power power;
  FlashSimulator log, seal;
};

FlashLogConfig SmallLog();

// A record of a log, its seal behind it.
std::string Sealed(const Entry& entry);
// The records of the log in `flash`, which stays as it is. Errors: those of FlashLog::Mount.
tl::expected<std::vector<std::string>, FlashError> ReadLog(const FlashSimulator& flash);

// One session of a device, from power to power.
class Session final : public LogWriter {
 public:
  explicit Session(DeviceFlash* flash);

  // Mounts, replays, prepares, begins, keeps the seal. Errors: what the flash said.
  tl::expected<void, FlashError> Start(int64_t now);

  // Between the gate and the log: notes what was answered.
  bool HasRoom() const override { return log_.HasRoom(); }
  bool Append(ByteView entry) override;

  RecordedGate& gate() { return memory_.gate(); }
  FlashLog& log() { return log_; }
  TestClock& clock() { return clock_; }
  bool Keep() {
    const auto milliseconds = static_cast<uint32_t>(clock_.now * 1000);
    return slots_.Keep(gate().chain(), log_.lasting(), milliseconds);
  }
  void Prepare();
  std::vector<Reason> Answers() const { return memory_.Answers(clock_.now); }

  // What was mounted, and what was appended since.
  const std::vector<std::string>& records() const { return records_; }
  const std::string& in_flight() const { return in_flight_; }  // when the power went
  bool replayed() const { return replayed_; }  // its gate knows all that it mounted
  bool appended() const { return appended_; }  // at least one, with power to the end

 private:
  DeviceFlash& flash_;
  TestClock clock_;
  FlashLog log_;
  FlashSealSlots slots_;
  ClockResets resets_;
  GateInMemory memory_;
  std::vector<std::string> records_;
  std::string in_flight_;
  bool replayed_ = false, appended_ = false;
};

}  // namespace dialgate::testing

#endif
