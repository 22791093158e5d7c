// A gate as the contract has it, its whole past kept in lists: what it answers, and what every
// answer, report, withdrawal, policy and receipt leaves behind.
#ifndef DIALGATE_TESTS_MODEL_LEDGER_H
#define DIALGATE_TESTS_MODEL_LEDGER_H

#include <vector>

#include "model.h"

namespace dialgate::model {

// What came of a report: every true statement of what is wrong with it, none if it stands.
struct Reported {
  bool too_late = false;          // over 24 hours after the placing
  bool already_reported = false;  // and not one that may take the place of `answered`
  bool stands() const { return !too_late && !already_reported; }
};

class Ledger {
 public:
  // `device` says what was provisioned; its times are the ledger's to keep. Provisioning is the
  // first record.
  Ledger(Site site, DeviceFacts device, int64_t provisioned);

  Answer Decide(const CallFacts& call, int64_t now) const;
  std::optional<int64_t> RetryAt(const CallFacts& call, int64_t now) const;

  // Decides, and keeps what that leaves: the event, by whose place in `past().events` its permit
  // goes, if row 25 allowed.
  Answer Place(const CallFacts& call, int64_t now);
  // The same for a gate that had no room for the event: a record was made, no event.
  void Refuse(int64_t now) { Record(now); }

  Reported Report(size_t permit, Outcome outcome, int64_t now);

  // Answers with the id that a policy can restore.
  size_t Withdraw(const Withdrawal& withdrawal, int64_t now);

  // A policy of a higher serial, which ends those withdrawals.
  void Load(const Site& site, const std::vector<size_t>& restores, int64_t now);

  // A receipt of the auditor's `own` time over records of which the newest is of time `covered`.
  void TakeReceipt(int64_t covered, int64_t own, int64_t now);
  // One that also sets the clock right.
  void ResetClock(int64_t covered, int64_t own, int64_t now);

  // Whom the call is to, if he is a contact.
  std::optional<Party> PartyOf(const CallFacts& call) const;

  // Whether a device with room for `slots` events a key has no reason to say history_full to a call
  // to `party`.
  bool HasRoom(const CallFacts& call, int64_t now, size_t slots) const;

  const Site& site() const { return site_; }
  const Past& past() const { return past_; }
  const DeviceFacts& device() const { return device_; }

 private:
  void Record(int64_t now);

  Site site_;
  DeviceFacts device_;
  Past past_;
};

}  // namespace dialgate::model

#endif
