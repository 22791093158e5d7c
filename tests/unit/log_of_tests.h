// A log in memory that is shortened as a gate's is, and gates that read it.
#ifndef DIALGATE_TESTS_LOG_OF_TESTS_H
#define DIALGATE_TESTS_LOG_OF_TESTS_H

#include <cstdint>
#include <string>
#include <vector>

#include "dialgate/recorded_gate.h"
#include "policy_image.h"

namespace dialgate::testing {

// SplitMix64 (Steele, Lea and Flood 2014).
class Seeded {
 public:
  explicit Seeded(uint64_t seed) : state_(seed) {}
  // 0 to bound - 1.
  uint64_t Below(uint64_t bound) {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % bound;
  }

 private:
  uint64_t state_;
};

// Removed records are kept apart, to be held against what is left.
class LogOfTests final : public LogWriter {
 public:
  static constexpr uint64_t kLog = 77;
  enum class Part {
    kWhole,     // every record that was ever appended, but those that seal others forward
    kKept,      // what is left; the gate goes on with it
    kKeptOnly,  // likewise, to be read alone
  };

  bool HasRoom() const override { return true; }
  bool Append(ByteView entry) override {
    entries_.emplace_back(reinterpret_cast<const char*>(entry.data), entry.size);
    return true;
  }

  uint64_t oldest() const { return oldest_; }
  uint64_t newest() const { return entries_.size(); }
  void Remove(uint64_t before) { oldest_ = before; }
  Record At(uint64_t sequence) const { return *ReadRecord(EntryAt(sequence).record); }
  Entry EntryAt(uint64_t sequence) const {
    const std::string& bytes = entries_[sequence - 1];
    return *ReadEntry({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
  }

  ByteView BytesAt(uint64_t sequence) const {
    const std::string& bytes = entries_[sequence - 1];
    return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
  }

  // The first record of that time or later.
  uint64_t FirstSince(int64_t at) const {
    uint64_t sequence = oldest_;
    while (sequence <= newest() && At(sequence).at < at) ++sequence;
    return sequence;
  }

 private:
  std::vector<std::string> entries_;
  uint64_t oldest_ = 1;
};

// Seals forward, by `gate`, what matters of the records before `first` (semantics.md has no more of
// it than core/audit.proto); at most `most` records. False: not all of it.
inline bool CarryForward(const LogOfTests& log, uint64_t first, unsigned most, RecordedGate* gate) {
  for (uint64_t sequence = std::max(log.oldest(), gate->memory().carried + 1); sequence < first;
       ++sequence) {
    const Record record = log.At(sequence);
    Carried call;
    CarriedWithdrawal withdrawal{sequence, WithdrawalKind::kNumber, 0, 0, 0};
    const uint64_t carried = gate->memory().carried;
    const auto carry = [&] { return !gate->IsInForce(withdrawal) || gate->Carry(withdrawal); };
    bool done = true;
    if (record.kind == RecordKind::kDecided && record.decided.reason == Reason::kDeclaredContact) {
      call.attempt = {record.decided.key, sequence, record.at, record.decided.utc_offset};
      for (uint64_t later = sequence; later <= log.newest(); ++later) {
        const Record report = log.At(later);
        if (report.kind != RecordKind::kReported || report.reported.withdraws_only) continue;
        if (report.reported.attempt.sequence == sequence) call.outcome = report.reported.outcome;
      }
      done = gate->Carry(call).has_value();
    } else if (record.kind == RecordKind::kCarried) {
      call = record.carried;
      call.attempt.sequence = sequence;
      done = gate->Carry(call).has_value();
    } else if (record.kind == RecordKind::kWithdrawn) {
      withdrawal.kind = record.withdrawn.kind;
      withdrawal.what = record.withdrawn.what;
      withdrawal.log = LogOfTests::kLog;
      withdrawal.sequence = sequence;
      done = carry();
    } else if (record.kind == RecordKind::kCarriedWithdrawal) {
      withdrawal = record.carried_withdrawal;
      withdrawal.from = sequence;
      done = carry();
    } else if (record.kind == RecordKind::kReported) {
      const HistoryKey& key = record.reported.attempt.key;
      if (record.reported.outcome == Outcome::kRefused) {
        withdrawal.kind =
            key.role == Role::kDebtor ? WithdrawalKind::kRefusedAsDebtor : WithdrawalKind::kRefused;
        withdrawal.what = key.number;
        done = carry();
      } else if (record.reported.outcome == Outcome::kWrongParty) {
        withdrawal.kind = WithdrawalKind::kWrongParty;
        withdrawal.what = key.number ^ key.debtor << 16;
        done = carry();
      }
    }
    if (!done) return false;
    if (gate->memory().carried != carried && most-- == 0) return false;
  }
  return true;
}

// A gate that reads a part of a log, with storage of its own; time is what `now` says.
class GateAgain {
 public:
  GateAgain(const OpenPolicy& policy, const int64_t& now, LogOfTests* log, unsigned words,
            LogOfTests::Part part)
      : policy_(policy),
        clock_(now),
        slots_(size_t{kSlots} * words),
        permits_(2 * 1024),
        withdrawals_(4 * 256),
        attempts_({slots_.data(), kSlots, words, permits_.data(), 1024, withdrawals_.data(), 256}),
        gate_({policy.tagger, crypto_, clock_, *log, attempts_}, PermitKey{{2}}, Provisioned()) {
    gate_.SetPolicy(&*policy.policy);
    GateMemory memory = gate_.memory();
    memory.log = LogOfTests::kLog;
    gate_.Resume(memory);
    const bool whole = part == LogOfTests::Part::kWhole;
    SealChain chain(SealKey{{1}}, 1);
    for (uint64_t sequence = 1; sequence <= log->newest(); ++sequence) {
      (void)chain.Next(crypto_, log->EntryAt(sequence).record);
      const Record record = log->At(sequence);
      const bool forward = record.kind >= RecordKind::kCarried;
      if (whole ? !forward : sequence >= log->oldest()) gate_.Replay(record);
    }
    if (part != LogOfTests::Part::kKept) return;
    const StartKind kind = log->newest() == 0 ? StartKind::kFresh : StartKind::kAgain;
    (void)gate_.Begin(chain, {"shenzhen-3", "gate-1", LogOfTests::kLog, kind, 0, 0});
  }
  GateAgain(const GateAgain&) = delete;

  RecordedGate& gate() { return gate_; }

  // What it would answer then, and when it would allow it.
  std::string Answer(const Call& call, int64_t at) const {
    Device device = Provisioned();
    device.clock_trusted = device.record_durable = device.receipts_waived = true;
    const Situation situation{&*policy_.policy, policy_.tagger, device, attempts_, at};
    const Decision decision = Decide(situation, call);
    const auto retry = RetryAt(situation, call);
    return std::to_string(static_cast<int>(decision.reason)) + "/" +
           std::to_string(decision.detail.index) + "/" + std::to_string(retry ? *retry : 0);
  }
  bool MayReport(const Permit& permit, Outcome outcome, int64_t at) const {
    const auto attempt = ReadPermit(permit, PermitKey{{2}}, crypto_);
    return attempt && attempts_.MayReport(*attempt, outcome, at);
  }

 private:
  static constexpr unsigned kSlots = 512;
  static Device Provisioned() {
    Device device;
    device.modes = Modes{}.With(Mode::kManual);
    return device;
  }

  class GivenClock final : public Clock {
   public:
    explicit GivenClock(const int64_t& now) : now_(now) {}
    int64_t Now() const override { return now_; }
    bool IsTrusted() const override { return true; }

   private:
    const int64_t& now_;
  };

  const FakeCrypto crypto_{};
  const OpenPolicy& policy_;
  GivenClock clock_;
  std::vector<uint32_t> slots_, permits_, withdrawals_;
  Attempts attempts_;
  RecordedGate gate_;
};

}  // namespace dialgate::testing

#endif
