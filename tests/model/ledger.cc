#include "ledger.h"

#include <algorithm>
#include <utility>

namespace dialgate::model {
namespace {

constexpr int64_t kOpenFor = 24 * 3600;

// What a person says for himself holds whenever he says it.
void WithdrawBy(const Event& event, Outcome outcome, Past* past) {
  const Party& party = event.party;
  if (outcome == Outcome::kRefused) {
    past->refusals.push_back({party.number, party.role == Role::kDebtor});
  }
  if (outcome == Outcome::kWrongParty) {
    past->wrong_parties.push_back({party.number, party.debtor});
  }
}

bool MayTakeThePlaceOfAnswered(Outcome outcome) {
  return outcome == Outcome::kConversation || outcome == Outcome::kWrongParty ||
         outcome == Outcome::kRefused;
}

}  // namespace

Ledger::Ledger(Site site, DeviceFacts device, int64_t provisioned)
    : site_(std::move(site)), device_(std::move(device)) {
  device_.newest_record = provisioned;
  device_.receipted = provisioned;
}

// A record whose time lies before that of others does not turn the clock back.
void Ledger::Record(int64_t now) { device_.newest_record = std::max(device_.newest_record, now); }

Answer Ledger::Decide(const CallFacts& call, int64_t now) const {
  return model::Decide(&site_, device_, past_, call, now);
}

std::optional<int64_t> Ledger::RetryAt(const CallFacts& call, int64_t now) const {
  return model::RetryAt(&site_, device_, past_, call, now);
}

Answer Ledger::Place(const CallFacts& call, int64_t now) {
  const Answer answer = Decide(call, now);
  Record(now);
  if (answer.reason != Reason::kDeclaredContact) return answer;
  const Timed timed = *TimedOf(site_, device_, call);
  Event event;
  event.party = timed.party;
  event.placed = now;
  event.utc_offset = OffsetAt(site_.zones[timed.zones[0]], site_.not_before, now);
  event.day = LocalIn(site_, timed.zones[0], now)->day;
  past_.events.push_back(event);
  return answer;
}

Reported Ledger::Report(size_t permit, Outcome outcome, int64_t now) {
  Event& event = past_.events[permit];
  WithdrawBy(event, outcome, &past_);
  Reported reported;
  reported.too_late = now - event.placed > kOpenFor;
  reported.already_reported =
      event.outcome != Outcome::kUnknown &&
      !(event.outcome == Outcome::kAnswered && MayTakeThePlaceOfAnswered(outcome));
  const bool withdraws = outcome == Outcome::kRefused || outcome == Outcome::kWrongParty;
  if (reported.stands() || withdraws) Record(now);  // an error that changes nothing has no record
  if (!reported.stands()) return reported;
  event.outcome = outcome;
  event.reported = now;
  return reported;
}

size_t Ledger::Withdraw(const Withdrawal& withdrawal, int64_t now) {
  Record(now);
  past_.withdrawals.push_back(withdrawal);
  return past_.withdrawals.size() - 1;
}

void Ledger::Load(const Site& site, const std::vector<size_t>& restores, int64_t now) {
  Record(now);
  site_ = site;
  for (size_t id : restores) past_.withdrawals[id].restored = true;
}

void Ledger::TakeReceipt(int64_t covered, int64_t own, int64_t now) {
  Record(now);
  device_.receipted = std::min(covered, own);
}

void Ledger::ResetClock(int64_t covered, int64_t own, int64_t now) {
  TakeReceipt(covered, own, now);
  device_.newest_record = std::max(own, now);
  for (Event& event : past_.events) {
    if (event.placed <= own) continue;
    event.placed = own;
    event.day = ToLocal(own, event.utc_offset)->day;
  }
}

std::optional<Party> Ledger::PartyOf(const CallFacts& call) const {
  const std::optional<Timed> timed = TimedOf(site_, device_, call);
  return timed ? std::optional(timed->party) : std::nullopt;
}

bool Ledger::HasRoom(const CallFacts& call, int64_t now, size_t slots) const {
  const std::optional<Timed> timed = TimedOf(site_, device_, call);
  return timed && MustKeep(site_, past_, timed->party, now) < slots;
}

}  // namespace dialgate::model
