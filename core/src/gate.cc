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

// A lookup that found nothing: the row's reason, or row 3 where what it met is out of range.
Decision Deny(Policy::Lookup why, Reason unlisted) {
  return Deny(why == Policy::Lookup::kUnlisted ? unlisted : Reason::kPolicyUnavailable);
}

Decision AllowContact(const ContactCase& c) {
  Decision decision = AllowNumber(Reason::kDeclaredContact, c.number);
  decision.disclosures = c.rules().disclosures;
  return decision;
}

// Where no contact is asked, row 24 stands alone between an allow and the call.
Decision Recorded(const ContactCase& c, const Decision& allow) {
  return c.device().record_durable ? allow : Deny(Reason::kAuditUnavailable);
}

bool IsCampaign(const ContactCase& c) {
  return c.call.mode == Mode::kAutomated || c.call.mode == Mode::kPrerecorded;
}

bool IsClockSound(const ContactCase& c) {
  return c.device().clock_trusted && c.situation.now >= c.device().newest_record - kClockTolerance;
}

bool IsTooSoon(const ContactCase& c) { return c.situation.now < c.policy().not_before(); }
bool IsTooLate(const ContactCase& c) { return c.situation.now >= c.policy().not_after(); }

bool IsReceiptOverdue(const ContactCase& c) {
  const int64_t hours = c.policy().receipt_within_hours();
  if (hours == 0 || c.device().receipts_waived) return false;
  return c.situation.now - hours * kSecondsPerHour > c.device().receipted;
}

bool IsExempt(const ContactCase& c) { return c.policy().IsExempt(c.number); }

// A row of the table is a line here, which the formatter would break:
// clang-format off

// Rows 12 to 25: a contact whom the debtor declared.
Decision DecideContact(ContactCase& c) {
  /* 12 */ if (c.contact.withdrawn)         return Deny(Reason::kContactWithdrawn);
  /* 13 */ if (c.IsStopped())               return Deny(Reason::kAccountStopped);
  /*  3 */ if (!c.ReadClocks())             return Deny(Reason::kPolicyUnavailable);
  /* 14 */ if (c.IsSuspended())             return Deny(Reason::kRoleSuspended);
  /* 15 */ if (!c.MayAsk())                 return Deny(Reason::kPurposeNotAllowed);
  /* 16 */ if (!c.MayDialLikeThis())        return Deny(Reason::kModeNotAllowed);
  /* 17 */ if (!c.MayTell())                return Deny(Reason::kDisclosureNotAllowed);
  /* 18 */ if (c.LacksConsent())            return Deny(Reason::kConsentMissing);
  /* 19 */ if (!c.IsDebtorTried())          return Deny(Reason::kDebtorNotTried);
  /* 20 */ if (c.IsTooEarly())              return Deny(Reason::kTooEarly);
  /* 21 */ if (Detail d; c.IsClosed(&d))    return Deny(Reason::kOutsideHours, d);
  /* 22 */ if (Detail d; c.IsAtLimit(&d))   return Deny(Reason::kLimitReached, d);
  /* 23 */ if (!c.HasRoom())                return Deny(Reason::kHistoryFull);
  /* 24 */ if (!c.device().record_durable)  return Deny(Reason::kAuditUnavailable);
  /* 25 */ return AllowContact(c);
}

// Rows 9 to 11: whether the number is anybody whom the debtor declared.
Decision DecideNumber(ContactCase& c) {
  /*  9 */ if (IsExempt(c))                 return Recorded(c, AllowNumber(Reason::kExempt, c.number));
  /* 10 */ if (c.call.account.empty())      return Deny(Reason::kAccountMissing);
  const auto account = c.policy().FindAccount(c.situation.tagger, c.call.account);
           if (!account)                    return Deny(account.error(), Reason::kAccountUnknown);
  const auto contact = c.policy().FindContact(c.situation.tagger, *account, c.number);
  /* 11 */ if (!contact)                    return Deny(contact.error(), Reason::kContactNotDeclared);
  c.account = *account;
  c.contact = *contact;
  Decision decision = DecideContact(c);
  decision.role = contact->role;
  return decision;
}

// Rows 5 to 8: whether the policy speaks for now, and what the text means under its dial plan.
Decision DecideText(const DialedText& text, ContactCase& c) {
  /*  5 */ if (IsTooSoon(c))                return Deny(Reason::kPolicyNotYetValid);
           if (IsTooLate(c))                return Deny(Reason::kPolicyExpired);
  /*  6 */ if (IsReceiptOverdue(c))         return Deny(Reason::kReceiptOverdue);
  const Reading reading = Read(text, c.policy().dial_plan());
  switch (reading.kind) {
  /*  7 */ case Reading::Kind::kMalformed:  return Deny(Reason::kNumberMalformed);
           case Reading::Kind::kAmbiguous:  return Deny(Reason::kNumberAmbiguous);
  /*  8 */ case Reading::Kind::kExtension:  return Recorded(c, AllowCode(Reason::kExtension, reading.extension));
           case Reading::Kind::kNumber:     break;
  }
  c.number = reading.number;
  return DecideNumber(c);
}

}  // namespace

// Rows 1 to 4: emergency calls, and whether the gate can decide anything else.
Decision Decide(ContactCase& c) {
  const Policy* policy = c.situation.policy;
  const DialPlan* plan = policy != nullptr ? &policy->dial_plan() : nullptr;
  const DialedText text = DialedText::Read(c.call.dialed);
  ShortCode code;
  const bool emergency = IsEmergency(text, c.device().emergency, plan, &code);
  /*  1 */ if (emergency && !IsCampaign(c)) return AllowCode(Reason::kEmergency, code);
  /*  2 */ if (emergency)                   return Deny(Reason::kEmergencyInCampaign);
  /*  3 */ if (policy == nullptr)           return Deny(Reason::kPolicyUnavailable);
  /*  4 */ if (!IsClockSound(c))            return Deny(Reason::kClockUntrusted);
  return DecideText(text, c);
}

// clang-format on

Decision Decide(const Situation& situation, const Call& call) {
  ContactCase c{situation, call};
  return Decide(c);
}

}  // namespace dialgate
