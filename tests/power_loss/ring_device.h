// A device whose log on flash goes round, and every record that there ever was.
#ifndef DIALGATE_TESTS_RING_DEVICE_H
#define DIALGATE_TESTS_RING_DEVICE_H

#include <string>
#include <vector>

#include "device.h"
#include "dialgate/flash_retention.h"

namespace dialgate::testing {

FlashLogConfig RingLog();

struct RingFlash {
  RingFlash();
  RingFlash(const RingFlash& other) : log(other.log, &power), seal(other.seal, &power) {}
  void Restart();

  Power power;
  FlashSimulator log, seal;
};

// Every record that there ever was, first to last.
using AllRecords = std::vector<std::string>;

// A device from power to power; `all` gets what is recorded.
class RingSession final : public LogWriter {
 public:
  RingSession(RingFlash* flash, AllRecords* all);

  // What is mounted must be what was recorded; one record more may stand behind it. Whether the
  // start is recorded, which on a full log it is not.
  bool Start(int64_t now);

  bool HasRoom() const override { return log_.HasRoom(); }
  bool Append(ByteView bytes) override;
  void Prepare();
  void Keep();

  // A receipt of the auditor for record `covers`.
  struct Stated {
    uint64_t covers = 0;
    bool held = false, resets_clock = false;
  };
  tl::expected<Receipt, ReceiptError> TakeReceipt(const Stated& stated);
  // Of one who has the whole log.
  void TakeHeldReceipt();

  // As far as it goes; how many sectors were dropped.
  unsigned Retain();
  // Whether that ended because what may go still matters.
  bool full() const { return full_; }
  // Drops, calls, and drops again, until the power goes.
  void Work(int64_t now);

  // It answers as a gate does that was given every record there ever was.
  void CheckAnswers();

  RecordedGate& gate() { return memory_.gate(); }
  TestClock& clock() { return clock_; }
  const FlashLog& log() const { return log_; }
  bool dead() const { return flash_.power.dead(); }

 private:
  void ReadInto();
  // What is not there any more, a record says that it was dropped.
  void CheckDropped() const;

  RingFlash& flash_;
  AllRecords& all_;
  TestClock clock_;
  FlashLog log_;
  FlashSealSlots slots_;
  ClockResets resets_;
  GateInMemory memory_;
  FlashRecords records_;
  FlashRetention retention_;
  bool full_ = false;
};

}  // namespace dialgate::testing

#endif
