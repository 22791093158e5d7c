// The answer to a call.
#ifndef DIALGATE_DECISION_H
#define DIALGATE_DECISION_H

#include <cstdint>

#include "dialgate/call.h"
#include "dialgate/phone_number.h"

namespace dialgate {

// Why. The numbers stand in sealed logs: they never change.
enum class Reason : uint8_t {
  kUndecided = 0,  // denies
  kEmergency = 1,  // allows
  kEmergencyInCampaign = 2,
  kPolicyUnavailable = 3,
  kClockUntrusted = 4,
  kPolicyNotYetValid = 5,
  kPolicyExpired = 6,
  kReceiptOverdue = 7,
  kNumberMalformed = 8,
  kNumberAmbiguous = 9,
  kExtension = 10,  // allows
  kExempt = 11,     // allows
  kAccountMissing = 12,
  kAccountUnknown = 13,
  kContactNotDeclared = 14,
  kContactWithdrawn = 15,
  kAccountStopped = 16,
  kRoleSuspended = 17,
  kPurposeNotAllowed = 18,
  kModeNotAllowed = 19,
  kDisclosureNotAllowed = 20,
  kConsentMissing = 21,
  kDebtorNotTried = 22,
  kTooEarly = 23,
  kOutsideHours = 24,
  kLimitReached = 25,
  kHistoryFull = 26,
  kAuditUnavailable = 27,
  kDeclaredContact = 28,  // allows
};

// Which rule of the policy a denial stands on, by its place there; the words are the platform's.
struct Detail {
  enum class Kind : uint8_t {
    kNone = 0,
    kHours = 1,       // kOutsideHours: zone `zone` is outside the role's calling hours
    kClosedDate = 2,  // kOutsideHours: closed date `index`, in zone `zone`
    kCap = 3,         // kLimitReached: cap `index` of the role
  };

  Kind kind = Kind::kNone;
  uint8_t zone = 0;
  uint8_t index = 0;
};

// All zero, it is a denial.
struct Decision {
  Reason reason = Reason::kUndecided;
  Role role = Role::kNone;  // of the contact, from the row that found one on
  Disclosures disclosures;  // what the role permits; on kDeclaredContact
  Detail detail;
  ShortCode code;      // what to dial on kExtension and kEmergency; empty for an emergency: the urn
  PhoneNumber number;  // what to dial on kDeclaredContact and kExempt

  constexpr bool allowed() const {
    return reason == Reason::kEmergency || reason == Reason::kExtension ||
           reason == Reason::kExempt || reason == Reason::kDeclaredContact;
  }
};

}  // namespace dialgate

#endif
