// The decision table: its rows are numbered as in core/DESIGN.md, and the first that applies
// decides.
#include "dialgate/gate.h"

#include "contact_case.h"

namespace dialgate {
namespace {

constexpr int64_t kClockTolerance = 60;  // seconds
constexpr int64_t kSecondsPerHour = 3600;

Decision Deny(Reason reason, Detail detail = {}) {
  Decision decision;
  decision.reason = reason;
  decision.detail = detail;
  return decision;
}

Decision AllowCode(Reason reason, ShortCode code) {
  Decision decision = Deny(reason);
  decision.code = code;
  return decision;
}

Decision AllowNumber(Reason reason, PhoneNumber number) {
  Decision decision = Deny(reason);
  decision.number = number;
  return decision;
}

bool IsCampaign(Mode mode) { return mode == Mode::kAutomated || mode == Mode::kPrerecorded; }

bool IsClockSound(const Device& device, int64_t now) {
  return device.clock_trusted && now >= device.newest_record - kClockTolerance;
}

bool IsReceiptOverdue(const Policy& policy, const Device& device, int64_t now) {
  const int64_t hours = policy.receipt_within_hours();
  if (hours == 0 || device.receipts_waived) return false;
  return now - hours * kSecondsPerHour > device.receipted;
}

Reason NotFound(Policy::Lookup why, Reason unlisted) {
  return why == Policy::Lookup::kUnlisted ? unlisted : Reason::kPolicyUnavailable;
}

// Rows 12 to 25: a contact whom the debtor declared.
Decision DecideContact(ContactCase& c) {
  const Device& device = c.situation.device;
  const RoleRules& rules = c.rules;
  if (c.contact.withdrawn) return Deny(Reason::kContactWithdrawn);                        // 12
  if (c.IsStopped()) return Deny(Reason::kAccountStopped);                                // 13
  if (!c.ReadRules()) return Deny(Reason::kPolicyUnavailable);                            // 3
  if (rules.role == Role::kNone || rules.suspended) return Deny(Reason::kRoleSuspended);  // 14
  if (!rules.purposes.Contains(c.call.purpose)) return Deny(Reason::kPurposeNotAllowed);  // 15
  if (!rules.modes.Contains(c.call.mode)) return Deny(Reason::kModeNotAllowed);           // 16
  if (!device.modes.Contains(c.call.mode)) return Deny(Reason::kModeNotAllowed);
  if (!rules.disclosures.ContainsAll(c.call.disclosures)) {  // 17
    return Deny(Reason::kDisclosureNotAllowed);
  }
  if (rules.consent_required && !c.contact.consent) return Deny(Reason::kConsentMissing);  // 18
  if (!c.IsDebtorTried()) return Deny(Reason::kDebtorNotTried);                            // 19
  if (c.IsTooEarly()) return Deny(Reason::kTooEarly);                                      // 20
  const Detail closed = c.WhatCloses();
  if (closed.kind != Detail::Kind::kNone) return Deny(Reason::kOutsideHours, closed);  // 21
  const Detail cap = c.WhichCap();
  if (cap.kind != Detail::Kind::kNone) return Deny(Reason::kLimitReached, cap);  // 22
  if (!c.situation.history.HasRoom(c.key())) return Deny(Reason::kHistoryFull);  // 23
  if (!device.record_durable) return Deny(Reason::kAuditUnavailable);            // 24
  Decision allow = AllowNumber(Reason::kDeclaredContact, c.number);              // 25
  allow.disclosures = rules.disclosures;
  return allow;
}

// Rows 9 to 11: whether the number is anybody's whom the debtor declared.
Decision DecideNumber(ContactCase& c) {
  const auto& [policy, tagger, device, history, now] = c.situation;
  if (policy->IsExempt(c.number)) {  // 9
    return device.record_durable ? AllowNumber(Reason::kExempt, c.number)
                                 : Deny(Reason::kAuditUnavailable);
  }
  if (c.call.account.empty()) return Deny(Reason::kAccountMissing);  // 10
  const auto account = policy->FindAccount(tagger, c.call.account);
  if (!account) return Deny(NotFound(account.error(), Reason::kAccountUnknown));
  const auto contact = policy->FindContact(tagger, *account, c.number);
  if (!contact) return Deny(NotFound(contact.error(), Reason::kContactNotDeclared));  // 11
  c.account = *account;
  c.contact = *contact;
  Decision decision = DecideContact(c);
  decision.role = contact->role;
  return decision;
}

}  // namespace

// Rows 1 to 8: whether the gate can decide at all, and what the text means.
Decision Decide(ContactCase& c) {
  const auto& [policy, tagger, device, history, now] = c.situation;
  const DialPlan* plan = policy != nullptr ? &policy->dial_plan() : nullptr;
  const DialedText text = DialedText::Read(c.call.dialed);
  ShortCode code;
  if (IsEmergency(text, device.emergency, plan, &code)) {
    if (IsCampaign(c.call.mode)) return Deny(Reason::kEmergencyInCampaign);  // 2
    return AllowCode(Reason::kEmergency, code);                              // 1
  }
  if (policy == nullptr) return Deny(Reason::kPolicyUnavailable);           // 3
  if (!IsClockSound(device, now)) return Deny(Reason::kClockUntrusted);     // 4
  if (now < policy->not_before()) return Deny(Reason::kPolicyNotYetValid);  // 5
  if (now >= policy->not_after()) return Deny(Reason::kPolicyExpired);
  if (IsReceiptOverdue(*policy, device, now)) return Deny(Reason::kReceiptOverdue);  // 6
  const Reading reading = Read(text, *plan);
  switch (reading.kind) {
    case Reading::Kind::kMalformed:
      return Deny(Reason::kNumberMalformed);  // 7
    case Reading::Kind::kAmbiguous:
      return Deny(Reason::kNumberAmbiguous);
    case Reading::Kind::kExtension:  // 8
      return device.record_durable ? AllowCode(Reason::kExtension, reading.extension)
                                   : Deny(Reason::kAuditUnavailable);
    case Reading::Kind::kNumber:
      break;
  }
  c.number = reading.number;
  return DecideNumber(c);
}

Decision Decide(const Situation& situation, const Call& call) {
  ContactCase c{situation, call, {}, {}, {}, {}, {}, {}};
  return Decide(c);
}

}  // namespace dialgate
