// The decision table: its rows are numbered as in core/DESIGN.md, and the first that applies
// decides.
#include "dialgate/gate.h"

#include "decision/contact_case.h"

namespace dialgate {
namespace {

constexpr int64_t kClockTolerance = 60;  // seconds
constexpr int64_t kSecondsPerHour = 3600;

// A lookup that found nothing: the row's reason, or row 3 where what it met is out of range.
Reason NotFound(Policy::Lookup why, Reason unlisted) {
  return why == Policy::Lookup::kUnlisted ? unlisted : Reason::kPolicyUnavailable;
}

// Where no contact is asked, row 24 stands alone between an allow and the call.
Reason Recorded(const ContactCase& c, Reason allow) {
  return c.device().record_durable ? allow : Reason::kAuditUnavailable;
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

// The table in steps, each Undecided where its rows do not apply. None is inlined: what one needs of
// the stack is free again for the next, and for the hashing between them.

// Rows 12 to 22: what the rules say of a contact whom the debtor declared.
[[gnu::noinline]] Reason DecideRules(ContactCase& c) {
  /* 12 */ if (c.IsWithdrawn())             return Reason::kContactWithdrawn;
  /* 13 */ if (c.IsStopped())               return Reason::kAccountStopped;
  Clocks clocks;
  /*  3 */ if (!c.ReadClocks(&clocks))      return Reason::kPolicyUnavailable;
  /* 14 */ if (c.IsSuspended())             return Reason::kRoleSuspended;
  /* 15 */ if (!c.MayAsk())                 return Reason::kPurposeNotAllowed;
  /* 16 */ if (!c.MayDialLikeThis())        return Reason::kModeNotAllowed;
  /* 17 */ if (!c.MayTell())                return Reason::kDisclosureNotAllowed;
  /* 18 */ if (c.LacksConsent())            return Reason::kConsentMissing;
  /* 19 */ if (!c.IsDebtorTried(clocks))    return Reason::kDebtorNotTried;
  /* 20 */ if (c.IsTooEarly(clocks))        return Reason::kTooEarly;
  /* 21 */ if (c.IsClosed(clocks))          return Reason::kOutsideHours;
  /* 22 */ if (c.IsAtLimit(clocks))         return Reason::kLimitReached;
  return Reason::kUndecided;
}

// What rows 12 to 23 ask the history about; all of it is asked for before the first of them waits.
[[gnu::always_inline]] inline void AskForPast(ContactCase& c) {
  const History& history = c.situation.history;
  const uint64_t number = history.IsKept() ? c.situation.tagger.Number(c.number) : 0;
  c.key = {number, c.account_tag.value, c.account.debtor, c.contact.role};
  history.Prefetch(c.key);
}

// Rows 12 to 25: the rules, and whether what they allow can be remembered and recorded.
[[gnu::noinline]] Reason DecideContact(ContactCase& c) {
  AskForPast(c);
  const Reason reason = DecideRules(c);
  if (reason != Reason::kUndecided)         return reason;
  /* 23 */ if (!c.HasRoom())                return Reason::kHistoryFull;
  /* 24 */ if (!c.device().record_durable)  return Reason::kAuditUnavailable;
  /* 25 */ return Reason::kDeclaredContact;
}

// Row 11: whether the account that `tag` was made with lists the number.
[[gnu::noinline]] Reason DecideNumber(ContactCase& c, const Tag& tag) {
  const auto contact = c.policy().FindContact(tag);
  /* 11 */ if (!contact)                    return NotFound(contact.error(), Reason::kContactNotDeclared);
  c.contact = *contact;
  c.rules = &c.policy().RulesOf(contact->role);
  return Reason::kUndecided;
}

// What rows 10 and 11 look up. Both tables are asked before either is looked up, so that the waits
// for them are one; the first tag stands in the case, so that the two need the stack of one.
[[gnu::always_inline]] inline void AskForAccount(ContactCase& c) {
  const Tag tag = c.situation.tagger.Account(c.call.account);
  c.policy().PrefetchAccount(tag);
  c.account_tag = tag;
}

[[gnu::always_inline]] inline Tag AskForContact(const ContactCase& c) {
  const Tag tag = c.situation.tagger.Contact(c.account_tag, c.number);
  c.policy().PrefetchContact(tag);
  return tag;
}

// Row 10: whether the policy lists the account.
[[gnu::noinline]] Reason DecideAccount(ContactCase& c) {
  const auto account = c.policy().FindAccount(c.account_tag);
  /* 10 */ if (!account)                    return NotFound(account.error(), Reason::kAccountUnknown);
  c.account = *account;
  return Reason::kUndecided;
}

// Rows 5 to 10: whether the policy speaks for now, what the text means under its dial plan, and
// whether there is anything to look up.
Reason DecideText(const DialedText& text, ContactCase& c) {
  /*  5 */ if (IsTooSoon(c))                return Reason::kPolicyNotYetValid;
           if (IsTooLate(c))                return Reason::kPolicyExpired;
  /*  6 */ if (IsReceiptOverdue(c))         return Reason::kReceiptOverdue;
  const Reading reading = Read(text, c.policy().dial_plan());
  switch (reading.kind) {
  /*  7 */ case Reading::Kind::kMalformed:  return Reason::kNumberMalformed;
           case Reading::Kind::kAmbiguous:  return Reason::kNumberAmbiguous;
  /*  8 */ case Reading::Kind::kExtension:  c.code = reading.extension; return Recorded(c, Reason::kExtension);
           case Reading::Kind::kNumber:     break;
  }
  c.number = reading.number;
  /*  9 */ if (IsExempt(c))                 return Recorded(c, Reason::kExempt);
  /* 10 */ if (c.call.account.empty())      return Reason::kAccountMissing;
  return Reason::kUndecided;
}

// Rows 1 to 4: emergency calls, and whether the gate can decide anything else.
[[gnu::noinline]] Reason DecideCall(ContactCase& c) {
  const Policy* policy = c.situation.policy;
  const DialPlan* plan = policy != nullptr ? &policy->dial_plan() : nullptr;
  const DialedText text = DialedText::Read(c.call.dialed);
  const bool emergency = IsEmergency(text, c.device().emergency, plan, &c.code);
  /*  1 */ if (emergency && !IsCampaign(c)) return Reason::kEmergency;
  /*  2 */ if (emergency)                   return Reason::kEmergencyInCampaign;
  /*  3 */ if (policy == nullptr)           return Reason::kPolicyUnavailable;
  /*  4 */ if (!IsClockSound(c))            return Reason::kClockUntrusted;
  return DecideText(text, c);
}

// clang-format on

// What an answer says beside its reason.
Decision Answer(Reason reason, const ContactCase& c) {
  Decision decision;
  decision.reason = reason;
  decision.role = c.contact.role;
  switch (reason) {
    case Reason::kEmergency:
    case Reason::kExtension: decision.code = c.code; break;
    case Reason::kOutsideHours:
    case Reason::kLimitReached: decision.detail = c.detail; break;
    case Reason::kDeclaredContact: decision.disclosures = c.rules->disclosures; [[fallthrough]];
    case Reason::kExempt: decision.number = c.number; break;
    default: break;
  }
  return decision;
}

}  // namespace

Reason Decide(ContactCase& c) {
  Reason reason = DecideCall(c);
  if (reason == Reason::kUndecided) {
    AskForAccount(c);
    const Tag contact = AskForContact(c);
    reason = DecideAccount(c);
    if (reason == Reason::kUndecided) reason = DecideNumber(c, contact);
  }
  return reason == Reason::kUndecided ? DecideContact(c) : reason;
}

Decision AnswerTo(ContactCase& c) { return Answer(Decide(c), c); }

Decision Decide(const Situation& situation, const Call& call) {
  ContactCase c{situation, call};
  return Answer(Decide(c), c);
}

}  // namespace dialgate
