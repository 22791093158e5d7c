#include "history_against_core.h"

#include <algorithm>
#include <sstream>

#include "against_core.h"
#include "dialgate/words.h"

namespace dialgate::model {
namespace {

std::string TextOf(std::optional<int64_t> second) {
  return second ? std::to_string(*second) : "never";
}

// The last lines of a text.
std::string Tail(const std::string& text, unsigned lines) {
  size_t from = text.size();
  while (lines > 0 && from > 0) {
    from = from < 2 ? std::string::npos : text.rfind('\n', from - 2);
    from = from == std::string::npos ? 0 : from + 1;
    --lines;
  }
  return text.substr(from);
}

// Rows 19, 22 and 23, where alone a past that is not all remembered may show.
bool IsAboutThePast(Reason reason) {
  return reason == Reason::kDebtorNotTried || reason == Reason::kLimitReached ||
         reason == Reason::kHistoryFull;
}

}  // namespace

PlayedHistory::PlayedHistory(uint64_t seed, unsigned calls, const HistoryKind& kind)
    : history_(seed, kind), calls_(calls) {}

std::string PlayedHistory::Play(const MakeGate& make, Seen* seen) {
  Ledger ledger(history_.site(), history_.device(), history_.start());
  const std::unique_ptr<DrivenGate> gate = make(history_.device(), history_.start());
  ledger.Load(history_.site(), {}, history_.start());
  if (!gate->Load(history_.site(), {}, history_.start())) return "the first policy did not load\n";
  unsigned calls = 0;
  for (unsigned i = 0; calls < calls_; ++i) {
    const Step step = history_.Next(ledger);
    if (step.kind == Step::Kind::kPlace) ++calls;
    transcript_ += std::to_string(i) + ": " + Describe(step);
    const std::string difference = Take(step, &ledger, gate.get(), seen);
    transcript_ += "\n";
    if (!difference.empty()) return difference + Tail(transcript_, 6);
  }
  return {};
}

std::string PlayedHistory::Take(const Step& step, Ledger* ledger, DrivenGate* gate, Seen* seen) {
  switch (step.kind) {
    case Step::Kind::kPlace: return Place(step, ledger, gate, seen);
    case Step::Kind::kReport: return Report(step, ledger, gate, seen);
    case Step::Kind::kWithdraw:
      ++seen->withdrawals;
      ledger->Withdraw(step.withdrawal, step.now);
      gate->Withdraw(step.withdrawal, step.now);
      return {};
    case Step::Kind::kLoad:
      ++seen->loads;
      ledger->Load(step.site, step.restores, step.now);
      return gate->Load(step.site, step.restores, step.now) ? "" : "a policy did not load\n";
    case Step::Kind::kReceipt:
      ++seen->receipts;
      ledger->TakeReceipt(step.covered, step.own, step.now);
      gate->TakeReceipt(step.covered, step.own, false, step.now);
      return {};
    case Step::Kind::kResetClock:
      ++seen->resets;
      ledger->ResetClock(step.covered, step.own, step.now);
      gate->TakeReceipt(step.covered, step.own, true, step.now);
      NoteOverfull(*ledger, gate->slots(), seen);
      return {};
  }
  return "no such step\n";
}

// A clock that is set back puts events into windows that they had left, and makes them open again:
// more, perhaps, than a slot holds.
void PlayedHistory::NoteOverfull(const Ledger& ledger, size_t slots, Seen* seen) {
  for (const Event& event : ledger.past().events) {
    if (MostEvents(ledger.past(), event.party) <= slots || IsOverfull(event.party)) continue;
    overfull_.push_back(event.party);
    ++seen->overfull;
  }
}

bool PlayedHistory::IsOverfull(const Party& party) const {
  const auto shares = [&party](const Party& other) { return ShareAKey(party, other); };
  return std::any_of(overfull_.begin(), overfull_.end(), shares);
}

// What may not all be remembered is not allowed; what is allowed was allowed by the model too.
std::string PlayedHistory::HoldOverfull(const Step& step, const Answer& expected,
                                        const Decision& actual, Ledger* ledger, Seen* seen) {
  ++seen->strict;
  if (expected.reason == Reason::kDeclaredContact) {
    ledger->Refuse(step.now);
    return {};
  }
  ledger->Place(step.call, step.now);
  return IsAboutThePast(expected.reason) ? "" : Compare(expected, actual);
}

// A gate without room denies what nothing else denies, and only if a key is really full.
std::string PlayedHistory::HoldFull(const Step& step, const Answer& expected, Ledger* ledger,
                                    DrivenGate* gate, Seen* seen) {
  std::ostringstream out;
  if (expected.reason != Reason::kDeclaredContact) {
    out << "reason: model " << Name(expected.reason) << ", core history_full\n";
  } else if (gate->has_all_keys() && ledger->HasRoom(step.call, step.now, gate->slots())) {
    out << "history_full, where no key must keep " << gate->slots() << " events\n";
  }
  ++seen->full;
  ledger->Refuse(step.now);
  return out.str();
}

std::string PlayedHistory::Place(const Step& step, Ledger* ledger, DrivenGate* gate, Seen* seen) {
  const Answer expected = ledger->Decide(step.call, step.now);
  const auto retry_at = ledger->RetryAt(step.call, step.now);
  const DrivenGate::Placed actual = gate->Place(step.call, step.now);
  transcript_ += " -> " + std::string(Name(expected.reason)) + ", retry " + TextOf(retry_at);
  ++seen->reasons[expected.reason];
  if (retry_at) ++seen->retries;
  const std::optional<Party> called = ledger->PartyOf(step.call);
  const bool overfull = called && IsOverfull(*called);
  if (overfull && IsAboutThePast(actual.decision.reason)) {
    return HoldOverfull(step, expected, actual.decision, ledger, seen);
  }
  if (actual.decision.reason == Reason::kHistoryFull) {
    return HoldFull(step, expected, ledger, gate, seen);
  }
  ledger->Place(step.call, step.now);
  if (expected.reason == Reason::kDeclaredContact) {
    const Party& party = ledger->past().events.back().party;
    seen->most_kept =
        std::max(seen->most_kept, MustKeep(ledger->site(), ledger->past(), party, step.now));
  }
  std::string difference = Compare(expected, actual.decision);
  if (retry_at != actual.retry_at && !overfull) {
    difference +=
        "retry_at: model " + TextOf(retry_at) + ", core " + TextOf(actual.retry_at) + "\n";
  }
  return difference;
}

std::string PlayedHistory::Report(const Step& step, Ledger* ledger, DrivenGate* gate, Seen* seen) {
  const bool expected = ledger->Report(step.event, step.outcome, step.now).stands();
  const bool actual = gate->Report(step.event, step.outcome, step.now);
  transcript_ += expected ? " -> taken" : " -> refused";
  ++(expected ? seen->reports_taken : seen->reports_refused);
  if (expected == actual) return {};
  return std::string("report: model ") + (expected ? "takes it" : "refuses it") + ", core not\n";
}

}  // namespace dialgate::model
