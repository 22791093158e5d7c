// One call to a contact that was found: what the rows about him ask.
#ifndef DIALGATE_CONTACT_CASE_H
#define DIALGATE_CONTACT_CASE_H

#include "dialgate/gate.h"

namespace dialgate {

struct ContactCase {
  const Situation& situation;
  const Call& call;
  PhoneNumber number;
  Account account;
  Contact contact;
  RoleRules rules;
  ZoneSet zones;
  LocalTime local[ZoneSet::kMaxZones];  // now, in each of the zones

  const Policy& policy() const { return *situation.policy; }
  HistoryKey key() const {
    return {number, account.tag.short_value(), account.debtor, contact.role};
  }

  // Looks up the role's rules and the contact's zones; false if there is no local time in one of
  // them.
  bool ReadRules();

  bool IsStopped() const;
  bool IsDebtorTried() const;
  bool IsTooEarly() const;
  Detail WhatCloses() const;  // kNone: every zone is open
  Detail WhichCap() const;    // kNone: no cap is reached

  // The local day from which on the account is long enough overdue for the mode of the call;
  // INT32_MIN where the role has no minimum, INT32_MAX where there is one and the account has no
  // due date.
  int32_t FirstDay() const;
};

// The decision table, and beside its answer what it looked up on the way.
Decision Decide(ContactCase& c);

}  // namespace dialgate

#endif
