// The decision table, row by row.
#include <algorithm>
#include <vector>

#include "model.h"

namespace dialgate::model {
namespace {

constexpr uint8_t BitOf(Disclosure word) {
  return static_cast<uint8_t>(1u << static_cast<unsigned>(word));
}

// The floor: no policy lifts it.
RoleFacts AboveTheFloor(Role role, RoleFacts rules) {
  if (role == Role::kReference) {
    rules.purposes.erase(Purpose::kCollect);
    rules.modes.erase(Mode::kPrerecorded);
    rules.disclosures.clear();
  }
  return rules;
}

uint8_t Permitted(const RoleFacts& rules) {
  uint8_t bits = 0;
  for (Disclosure word : rules.disclosures) bits = static_cast<uint8_t>(bits | BitOf(word));
  return bits;
}

Answer Deny(Reason reason, Role role = Role::kNone) {
  Answer answer;
  answer.reason = reason;
  answer.role = role;
  return answer;
}

// Rows 4 to 6.
Reason Validity(const Site& site, const DeviceFacts& device, int64_t now) {
  const auto wide_now = static_cast<__int128>(now);
  if (!device.clock_trusted) return Reason::kClockUntrusted;
  if (wide_now + 60 < device.newest_record) return Reason::kClockUntrusted;
  if (now < site.not_before) return Reason::kPolicyNotYetValid;
  if (now >= site.not_after) return Reason::kPolicyExpired;
  if (site.receipt_within_hours != 0 && !device.receipts_waived &&
      wide_now - device.receipted > __int128{site.receipt_within_hours} * 3600) {
    return Reason::kReceiptOverdue;
  }
  return Reason::kUndecided;
}

bool EntryInRange(const testing::AccountFacts& account) {
  const unsigned low = (8u | static_cast<unsigned>(account.stopped)) ^ account.damage;
  return low >= 8 && low <= 8 + 5;
}

bool EntryInRange(const Site& site, const testing::ContactFacts& contact) {
  const unsigned low = ((1 + contact.zone_set) << 4) ^ (contact.damage & 0xFFF0u);
  return (low >> 4) >= 1 && (low >> 4) <= site.zone_sets.size();
}

// A contact with what the damage of its entry made of it, where that is still in range.
testing::ContactFacts AsStored(testing::ContactFacts contact) {
  contact.zone_set = ((1 + contact.zone_set) ^ (contact.damage >> 4)) - 1;
  contact.consent ^= (contact.damage & 8) != 0;
  contact.withdrawn ^= (contact.damage & 4) != 0;
  contact.role =
      static_cast<Role>(1 + ((static_cast<unsigned>(contact.role) - 1) ^ (contact.damage & 3u)));
  return contact;
}

testing::AccountFacts AsStored(testing::AccountFacts account) {
  account.stopped = static_cast<Account::Stopped>(
      ((8u | static_cast<unsigned>(account.stopped)) ^ account.damage) & 7u);
  return account;
}

// Rows 10 and 11: the account and the contact, or why not.
struct Parties {
  Reason reason = Reason::kUndecided;
  testing::AccountFacts account;
  testing::ContactFacts contact;
};

Parties FindParties(const Site& site, const std::string& id, const std::string& number) {
  if (id.empty()) return {Reason::kAccountMissing, {}, {}};
  const auto account = site.accounts.find(id);
  if (id.size() > 64 || account == site.accounts.end()) return {Reason::kAccountUnknown, {}, {}};
  if (!EntryInRange(account->second)) return {Reason::kPolicyUnavailable, {}, {}};
  const auto contact = site.contacts.find({id, number});
  if (contact == site.contacts.end()) return {Reason::kContactNotDeclared, {}, {}};
  if (!EntryInRange(site, contact->second)) return {Reason::kPolicyUnavailable, {}, {}};
  return {Reason::kUndecided, AsStored(account->second), AsStored(contact->second)};
}

Party PartyOf(const CallFacts& call, const Parties& parties, const std::string& number) {
  const std::string& debtor = parties.account.debtor;
  return {number, call.account, debtor.empty() ? call.account : debtor, parties.contact.role};
}

// Rows 12 to 14.
Reason Withdrawn(const Site& site, const Past& past, const Parties& parties, const Party& party) {
  if (parties.contact.withdrawn || IsWithdrawn(past, party)) return Reason::kContactWithdrawn;
  const bool spared =
      parties.account.stopped == Account::Stopped::kAttorney && party.role == Role::kRepresentative;
  if (parties.account.stopped != Account::Stopped::kNo && !spared) return Reason::kAccountStopped;
  if (IsStopped(past, party.account)) return Reason::kAccountStopped;
  const auto found = site.roles.find(party.role);
  if (found == site.roles.end() || found->second.suspended) return Reason::kRoleSuspended;
  return IsSuspended(past, party.role) ? Reason::kRoleSuspended : Reason::kUndecided;
}

// Rows 12 to 19.
Reason Standing(const Site& site, const DeviceFacts& device, const Past& past,
                const CallFacts& call, const Parties& parties, const Party& party, int64_t now) {
  const Role role = parties.contact.role;
  const Reason withdrawn = Withdrawn(site, past, parties, party);
  if (withdrawn != Reason::kUndecided) return withdrawn;
  const auto found = site.roles.find(role);
  const RoleFacts rules = AboveTheFloor(role, found->second);
  if (rules.purposes.count(call.purpose) == 0) return Reason::kPurposeNotAllowed;
  if (rules.modes.count(call.mode) == 0 || device.modes.count(call.mode) == 0) {
    return Reason::kModeNotAllowed;
  }
  if ((call.disclosures & ~Permitted(rules)) != 0) return Reason::kDisclosureNotAllowed;
  if (rules.consent_required && !parties.contact.consent) return Reason::kConsentMissing;
  if (!rules.debtor_unreached) return Reason::kUndecided;
  const unsigned primary = site.zone_sets[parties.contact.zone_set][0];
  const std::optional<Local> local = LocalIn(site, primary, now);
  return local && IsUnreached(site, past, party.account, *rules.debtor_unreached, local->day)
             ? Reason::kUndecided
             : Reason::kDebtorNotTried;
}

Timed TimedFor(const Site& site, const CallFacts& call, const Parties& parties,
               const Party& party) {
  const RoleFacts& rules = site.roles.at(parties.contact.role);
  Timed timed{&site, &rules, site.zone_sets[parties.contact.zone_set], parties.account.due_day,
              {},    party};
  const auto minimum = rules.min_days_past_due.find(call.mode);
  if (minimum != rules.min_days_past_due.end()) timed.minimum = minimum->second;
  return timed;
}

// Rows 7 to 9, for what is no emergency; kUndecided for a number that is to be looked up.
Answer Destination(const Site& site, const DeviceFacts& device, const Reading& reading) {
  const Reason durable = device.record_durable ? Reason::kUndecided : Reason::kAuditUnavailable;
  Answer answer;
  if (reading.kind == Reading::Kind::kMalformed) return Deny(Reason::kNumberMalformed);
  if (reading.kind == Reading::Kind::kAmbiguous) return Deny(Reason::kNumberAmbiguous);
  if (reading.kind == Reading::Kind::kExtension) {
    if (durable != Reason::kUndecided) return Deny(durable);
    answer.reason = Reason::kExtension;
    answer.codes = reading.codes;
  } else if (std::count(site.exempt_numbers.begin(), site.exempt_numbers.end(), reading.number)) {
    if (durable != Reason::kUndecided) return Deny(durable);
    answer.reason = Reason::kExempt;
    answer.number = reading.number;
  }
  return answer;
}

// Rows 20 to 25.
Answer TimeAndRecord(const Timed& timed, const DeviceFacts& device, const Past& past, int64_t now) {
  const Role role = timed.party.role;
  if (TooEarly(timed, now)) return Deny(Reason::kTooEarly, role);
  Answer answer = Deny(Reason::kOutsideHours, role);
  answer.details = OutsideHours(timed, now);
  if (!answer.details.empty()) return answer;
  answer.reason = Reason::kLimitReached;
  answer.details = CapsReached(timed, past, now);
  if (!answer.details.empty()) return answer;
  if (!device.record_durable) return Deny(Reason::kAuditUnavailable, role);
  answer.reason = Reason::kDeclaredContact;
  answer.number = timed.party.number;
  answer.disclosures = Permitted(AboveTheFloor(role, *timed.role));
  return answer;
}

}  // namespace

std::optional<Timed> TimedOf(const Site& site, const DeviceFacts& device, const CallFacts& call) {
  const Reading reading = ReadDialed(call.dialed, &site.plan, device);
  if (reading.kind != Reading::Kind::kNumber) return std::nullopt;
  const Parties parties = FindParties(site, call.account, reading.number);
  if (parties.reason != Reason::kUndecided) return std::nullopt;
  if (site.roles.count(parties.contact.role) == 0) return std::nullopt;
  return TimedFor(site, call, parties, PartyOf(call, parties, reading.number));
}

Answer Decide(const Site* site, const DeviceFacts& device, const Past& past, const CallFacts& call,
              int64_t now) {
  const Reading reading = ReadDialed(call.dialed, site ? &site->plan : nullptr, device);
  if (reading.kind == Reading::Kind::kEmergency) {
    if (call.mode == Mode::kAutomated || call.mode == Mode::kPrerecorded) {
      return Deny(Reason::kEmergencyInCampaign);
    }
    Answer answer = Deny(Reason::kEmergency);
    answer.codes = reading.codes;
    return answer;
  }
  if (site == nullptr) return Deny(Reason::kPolicyUnavailable);
  const Reason validity = Validity(*site, device, now);
  if (validity != Reason::kUndecided) return Deny(validity);
  const Answer destination = Destination(*site, device, reading);
  if (destination.reason != Reason::kUndecided) return destination;
  const Parties parties = FindParties(*site, call.account, reading.number);
  if (parties.reason != Reason::kUndecided) return Deny(parties.reason);
  const Party party = PartyOf(call, parties, reading.number);
  const Reason standing = Standing(*site, device, past, call, parties, party, now);
  if (standing != Reason::kUndecided) return Deny(standing, parties.contact.role);
  return TimeAndRecord(TimedFor(*site, call, parties, party), device, past, now);
}

Answer Decide(const Site* site, const DeviceFacts& device, const CallFacts& call, int64_t now) {
  return Decide(site, device, {}, call, now);
}

}  // namespace dialgate::model
