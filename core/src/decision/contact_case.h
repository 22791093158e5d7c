// One call to a contact that was found: what the rows about him ask.
#ifndef DIALGATE_CONTACT_CASE_H
#define DIALGATE_CONTACT_CASE_H

#include "decision/calling_hours.h"
#include "dialgate/gate.h"

namespace dialgate {

// Row 8 fills in the number or the code, row 10 the account, row 11 the contact and his rules.
struct ContactCase {
  const Situation& situation;
  const Call& call;
  union {
    ShortCode code{};  // of an emergency call or an extension
    Tag account_tag;   // rows 10 and 11: what the call names
    HistoryKey key;    // from row 12 on; its number is 0 where no history is kept
  };
  PhoneNumber number;
  Account account;
  const RoleRules* rules = nullptr;
  Contact contact;  // of role kNone until there is one
  Detail detail;    // what rows 21 and 22 stand on

  ContactCase(const Situation& about, const Call& asked) : situation(about), call(asked) {
    contact.role = Role::kNone;
  }

  const Policy& policy() const { return *situation.policy; }
  const Device& device() const { return situation.device; }

  // Looks up what the clocks of the contact's zones show; false if one cannot be read.
  bool ReadClocks(Clocks* clocks) const;

  bool IsWithdrawn() const { return contact.withdrawn || situation.history.IsNumberWithdrawn(key); }
  bool IsStopped() const;
  bool IsSuspended() const { return IsSuspended(contact.role); }
  bool MayAsk() const { return rules->purposes.Contains(call.purpose); }
  bool MayDialLikeThis() const {
    return rules->modes.Contains(call.mode) && device().modes.Contains(call.mode);
  }
  bool MayTell() const { return rules->disclosures.ContainsAll(call.disclosures); }
  bool LacksConsent() const { return rules->consent_required && !contact.consent; }
  bool IsDebtorTried(const Clocks& clocks) const;
  bool IsTooEarly(const Clocks& clocks) const { return clocks.today() < FirstDay(); }
  bool IsClosed(const Clocks& clocks);  // and what closes it, in `detail`
  // And which cap is reached, in `detail`.
  bool IsAtLimit(const Clocks& clocks);
  bool HasRoom() const { return situation.history.HasRoom(key, policy(), situation.now); }

  // In the policy or on the device, or without rules.
  bool IsSuspended(Role role) const;

  // The local day from which on the account is long enough overdue for the mode of the call;
  // INT32_MIN where the role has no minimum, INT32_MAX where there is one and the account has no
  // due date.
  int32_t FirstDay() const;
};

// The decision table: its answer, and in `c` what it looked up on the way.
Reason Decide(ContactCase& c);

// The same, and what an answer says beside its reason.
Decision AnswerTo(ContactCase& c);

}  // namespace dialgate

#endif
