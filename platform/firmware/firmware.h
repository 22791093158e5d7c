// A gate in firmware: a policy in flash, opened once; a sealed log in flash, from which it knows
// its past at every start; then every order that comes in is carried out. No heap, no files, no
// operating system.
#ifndef DIALGATE_FIRMWARE_FIRMWARE_H
#define DIALGATE_FIRMWARE_FIRMWARE_H

#include "board.h"
#include "dialgate/flash_retention.h"
#include "dialgate/flash_seal.h"
#include "dialgate/sodium_crypto.h"

namespace firmware {

// A real device vouches for its clock only while it is set. This one is told the time with each
// order, and has none before the first.
class LineClock final : public dialgate::Clock {
 public:
  void Set(int64_t now) { now_ = now; }
  int64_t Now() const override { return now_; }
  bool IsTrusted() const override { return now_ != 0; }

 private:
  int64_t now_ = 0;
};

// One at a time: what it remembers of calls stands in tables of the program.
class Firmware {
 public:
  explicit Firmware(Board* board);

  // Opens the policy and reads the log, and runs without them all the same. Whether both are there.
  bool Start();
  // Carries out the order in `line`, and says what came of it.
  void Do(std::string_view line);
  // Whether it must be made anew before the next order.
  bool StartsAgain() const { return starts_again_; }
  void Stop();

 private:
  // firmware.cc
  tl::expected<dialgate::Policy, dialgate::PolicyError> OpenPolicy() const;
  void BeginOnce();
  bool Begin();
  void Keep();
  void Prepare();
  void Retain();
  // orders.cc
  void Place(const dialgate::Call& call);
  void Report(const dialgate::Permit& permit, dialgate::Outcome outcome);
  void Withdraw(dialgate::WithdrawalKind kind, uint64_t what);
  void StateHead();
  void TakeReceipt(dialgate::ByteView receipt);

  const dialgate::SodiumCrypto crypto_{};
  const dialgate::Tagger tagger_;
  LineClock clock_;
  dialgate::Attempts attempts_;
  dialgate::FlashLog log_;
  dialgate::FlashSealSlots seal_;
  dialgate::ClockResets resets_;
  dialgate::RecordedGate gate_;
  const tl::expected<dialgate::Policy, dialgate::PolicyError> policy_;
  const dialgate::FlashRecords records_;
  dialgate::FlashRetention retention_;
  dialgate::SealChain start_{{}, 0};  // from where the gate will seal; 0: it must not begin
  bool begun_ = false;                // the log says that it started, and by which policy
  bool starts_again_ = false;
  dialgate::Permit newest_;
};

// What was provisioned, without what log and clock say.
dialgate::Device MakeDevice();

}  // namespace firmware

#endif
