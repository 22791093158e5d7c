// A gate over files that records, under libsodium, for a site of any size: what a dialer would run.
#ifndef DIALGATE_TESTS_BENCHMARK_RECORDING_SITE_H
#define DIALGATE_TESTS_BENCHMARK_RECORDING_SITE_H

#include <atomic>
#include <memory>
#include <string>

#include "dialgate/posix/gate.h"
#include "dialgate/sodium_crypto.h"
#include "large_site.h"
#include "temporary_folder.h"

namespace dialgate::benchmarks {

// Stands where it is set.
class SetClock final : public Clock {
 public:
  int64_t Now() const override { return now; }
  bool IsTrusted() const override { return true; }

  std::atomic<int64_t> now{0};
};

// Everything stands in a folder of its own in TMPDIR, which must be on the disk that is measured.
// The program ends where any of it cannot be made.
class RecordingSite {
 public:
  static constexpr int64_t kFirstMorning = 1793502000;  // 2026-11-01T03:00:00Z, 11:00 in Shanghai

  RecordingSite(uint64_t contacts, const posix::HistorySizes& history, uint64_t calls_a_day);

  // Starts the gate, or stops it and starts it again.
  void Open();
  void Close() { gate_.reset(); }

  // Places the `i`-th call, to debtors in turn; the day moves on by itself. Without `wait` it need
  // not be durable yet. A call that is not allowed ends the program.
  Placement Place(uint64_t i, bool wait = true);
  void Report(const Placement& placement, Outcome outcome, bool wait = true);

  posix::Gate& gate() { return *gate_; }
  SetClock& clock() { return clock_; }
  std::string log() const { return folder_ / "log"; }
  std::string auditor() const { return folder_ / "auditor"; }
  std::string device() const { return folder_ / "device"; }
  std::string policy() const { return folder_ / "policy.dgp"; }
  uint64_t accounts() const { return accounts_; }
  uint64_t LogBytes() const;

 private:
  const testing::TemporaryFolder folder_;
  const uint64_t accounts_, calls_a_day_;
  const posix::HistorySizes history_;
  const SodiumCrypto crypto_{};
  SetClock clock_;
  std::unique_ptr<posix::Gate> gate_;
};

}  // namespace dialgate::benchmarks

#endif
