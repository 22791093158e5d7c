// A gate over files for tests, on a clock that they set.
#ifndef DIALGATE_TESTS_POSIX_RECORDING_GATE_H
#define DIALGATE_TESTS_POSIX_RECORDING_GATE_H

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "dialgate/posix/gate.h"
#include "gate.h"

namespace dialgate::testing {

class SetClock final : public Clock {
 public:
  int64_t Now() const override { return now; }
  bool IsTrusted() const override { return true; }

  std::atomic<int64_t> now{1794000000};  // within the policies of the tests
};

class RecordingGate {
 public:
  // Opens the gate, or opens it again: false, it was refused.
  bool Open(const std::string& policy) {
    gate.reset();
    posix::GateConfig config = {folder.device(), log(), policy, crypto, crypto};
    config.history = history;
    config.log_sizes = log_sizes;
    config.clock = &clock;
    config.tell = [this](const std::string& line) {
      const std::lock_guard<std::mutex> lock(told_mutex_);
      told_ += line + "\n";
    };
    auto opened = posix::Gate::Open(config);
    if (!opened) {
      error = opened.error().message;
      return false;
    }
    gate = std::move(*opened);
    return true;
  }

  Placement Place(std::string_view dialed = "+8613800138000", std::string_view account = "L-1042") {
    return gate->Place({dialed, account, Purpose::kCollect, Mode::kManual, {}});
  }
  Reason Answer(std::string_view dialed = "+8613800138000", std::string_view account = "L-1042") {
    return Place(dialed, account).decision.reason;
  }
  std::string log() const { return folder.device() + "/../log"; }
  std::string told() {
    const std::lock_guard<std::mutex> lock(told_mutex_);
    return told_;
  }

  const GateOfTests folder;
  const FakeCrypto crypto{};
  SetClock clock;
  posix::HistorySizes history = {1024, 1024, 64};
  posix::LogSizes log_sizes = {};
  std::unique_ptr<posix::Gate> gate;
  std::string error;

 private:
  std::mutex told_mutex_;
  std::string told_;
};

// One call a day to each number.
inline PolicyText OneADay(uint64_t serial = 7) {
  PolicyText text = WithSerial(serial);
  text.roles[0].caps = {{Counts::kDialed, 1, 1, 0, Per::kNumber}};
  text.history_events = 1;
  return text;
}

}  // namespace dialgate::testing

#endif
