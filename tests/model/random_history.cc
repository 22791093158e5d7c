#include "random_history.h"

#include <algorithm>
#include <sstream>

#include "against_core.h"
#include "dialgate/words.h"
#include "random_site.h"

namespace dialgate::model {
namespace {

using testing::Random;

constexpr int64_t kDay = 86400;

}  // namespace

RandomHistory::RandomHistory(uint64_t seed, const HistoryKind& kind)
    : random_(seed), kind_(kind), site_(RandomHistorySite(kind, &random_)) {
  device_.modes = {Mode::kManual, Mode::kAutomated};
  start_ = now_ = site_.not_before + random_.Between(0, kDay);
  reachable_ = random_.Pick(std::vector<unsigned>{5, 20, 60});
  patience_ = random_.Pick(std::vector<unsigned>{40, 70, 90, 98});
  refusing_ = random_.Pick(std::vector<unsigned>{100, 1000});
  reporting_ = random_.Pick(std::vector<unsigned>{0, 50, 80, 100});
}

// A second beside which an answer changes.
int64_t RandomHistory::Edge(const Ledger& ledger) {
  const auto& events = ledger.past().events;
  const Site& site = ledger.site();
  const ZoneFacts& zone = random_.Pick(site.zones);
  const int32_t offset = OffsetAt(zone, site.not_before, now_);
  const int64_t midnight = (now_ + offset) / kDay * kDay + kDay - offset;
  const uint64_t kind = random_.Below(events.empty() ? 1 : 4);
  if (kind == 0) return midnight;
  const size_t ago = random_.Below(std::min<size_t>(events.size(), 8));
  const Event& event = events[events.size() - 1 - ago];
  if (kind == 1) return event.placed + kDay;
  const auto rules = site.roles.find(event.party.role);
  if (rules == site.roles.end() || rules->second.caps.empty()) return midnight;
  const Cap cap = random_.Pick(rules->second.caps);
  if (cap.minutes != 0) return event.placed + cap.minutes * 60;
  return midnight + static_cast<int64_t>(random_.Below(cap.days)) * kDay;
}

int64_t RandomHistory::NextNow(const Ledger& ledger) {
  if (random_.OneIn(60)) return now_ - random_.Between(1, random_.OneIn(3) ? 90 : 60);
  const int64_t from = std::max(now_, true_now_ ? now_ : ledger.device().newest_record);
  if (random_.OneIn(5)) {
    const int64_t edge = Edge(ledger) + random_.Between(-1, 1);
    if (edge >= from && edge < from + 20 * kDay) return edge;
  }
  if (random_.Percent(patience_)) {
    return from + random_.Pick(std::vector<int64_t>{0, 0, 1, 20, 60, 300, 1800, 3600});
  }
  return from +
         (random_.OneIn(4) ? random_.Between(kDay / 2, 2 * kDay) : random_.Between(3600, kDay / 2));
}

Outcome RandomHistory::RandomOutcome() {
  if (random_.OneIn(refusing_)) return Outcome::kRefused;
  if (random_.OneIn(refusing_ / 4)) return Outcome::kWrongParty;
  if (random_.Percent(reachable_)) {
    return random_.OneIn(3) ? Outcome::kConversation : Outcome::kAnswered;
  }
  return random_.Pick(std::vector<Outcome>{Outcome::kNotDialed, Outcome::kNotConnected,
                                           Outcome::kNoAnswer, Outcome::kNoAnswer,
                                           Outcome::kVoicemail});
}

Step RandomHistory::Place(const Ledger& ledger) {
  Step step;
  const Site& site = ledger.site();
  CallFacts& call = step.call;
  std::string number = "+8613800138999";
  if (!site.contacts.empty() && !random_.OneIn(60)) {
    const auto& [account, listed] = random_.Pick(site.contacts).first;
    call.account = account;
    number = listed;
  }
  call.purpose = random_.OneIn(60) ? Purpose::kNotStated : Purpose::kLocate;
  call.mode = random_.OneIn(60) ? Mode::kPrerecorded
                                : random_.Pick(std::vector<Mode>{Mode::kManual, Mode::kAutomated});
  call.dialed = random_.OneIn(6) ? Spell(site.plan, number, &random_) : number;
  if (random_.OneIn(100)) call.dialed = "112";
  return step;
}

Step RandomHistory::Report(const Ledger& ledger) {
  Step step;
  step.kind = Step::Kind::kReport;
  const auto& events = ledger.past().events;
  step.event = events.size() - 1 -
               random_.Below(std::min<size_t>(events.size(), random_.OneIn(4) ? 100 : 4));
  step.outcome = RandomOutcome();
  return step;
}

Step RandomHistory::Withdraw(const Ledger& ledger) {
  Step step;
  step.kind = Step::Kind::kWithdraw;
  step.withdrawal.kind = static_cast<Withdrawal::Kind>(random_.Below(3));
  step.withdrawal.role = static_cast<Role>(1 + random_.Below(4));
  const auto key = ledger.site().contacts.empty()
                       ? std::make_pair(std::string("A1"), std::string("+8613800138000"))
                       : random_.Pick(ledger.site().contacts).first;
  step.withdrawal.what = step.withdrawal.kind == Withdrawal::Kind::kNumber ? key.second : key.first;
  return step;
}

Step RandomHistory::Load(const Ledger& ledger) {
  Step step;
  step.kind = Step::Kind::kLoad;
  step.site = Reissued(ledger.site(), now_, kind_, &random_);
  const auto& withdrawals = ledger.past().withdrawals;
  for (size_t id = 0; id < withdrawals.size(); ++id) {
    if (!withdrawals[id].restored && !random_.OneIn(3)) step.restores.push_back(id);
  }
  return step;
}

Step RandomHistory::Receipt(const Ledger& ledger) {
  Step step;
  step.kind = Step::Kind::kReceipt;
  // The receipt is taken when the clock shows no earlier time than any record.
  now_ = std::max(now_, ledger.device().newest_record);
  step.covered = ledger.device().newest_record;
  step.own = step.covered + random_.Between(-300, 300);
  return step;
}

// The clock ran ahead, and is set right: first it shows the true time again, then the auditor says
// so.
Step RandomHistory::Reset(const Ledger& ledger) {
  Step step = Receipt(ledger);
  step.kind = Step::Kind::kResetClock;
  step.own = *true_now_;
  now_ = *true_now_ + random_.Between(0, 5);
  true_now_.reset();
  return step;
}

Step RandomHistory::NextKind(const Ledger& ledger) {
  const Site& site = ledger.site();
  const uint64_t kind = random_.Below(100);
  const bool expired = now_ >= site.not_after && !random_.OneIn(4);
  const bool may_load = now_ >= site.not_before && !true_now_;
  const int64_t receipted = ledger.device().receipted;
  const bool overdue = site.receipt_within_hours != 0 && !random_.OneIn(4) &&
                       now_ - receipted > int64_t{site.receipt_within_hours} * 3600;
  if ((kind < 2 || expired) && may_load) return Load(ledger);
  if (kind < 3 || overdue) return Receipt(ledger);
  if (kind < 4 && random_.OneIn(4)) return Withdraw(ledger);
  if (kind < 10 && !ledger.past().events.empty()) return Report(ledger);
  return Place(ledger);
}

Step RandomHistory::Burst(const Ledger& ledger) {
  now_ += random_.Between(0, 20);
  const size_t placed = ledger.past().events.size();
  Step step;
  if (burst_ > 0) {
    --burst_;
    if (burst_ == 0) just_placed_ = placed;
    step.call = burst_call_;
  } else {
    step.kind = Step::Kind::kReport;
    step.event = burst_reports_++;
    step.outcome = random_.OneIn(4) ? RandomOutcome() : Outcome::kNotDialed;
  }
  step.now = now_;
  return step;
}

Step RandomHistory::Next(const Ledger& ledger) {
  if (burst_ > 0 || burst_reports_ < ledger.past().events.size()) {
    const bool reports_wanted = burst_ > 0 || burst_call_.mode != Mode::kNotStated;
    if (reports_wanted) return Burst(ledger);
  }
  burst_call_ = {};
  burst_reports_ = ledger.past().events.size();
  if (random_.OneIn(60) && !true_now_ && now_ >= ledger.device().newest_record) {
    burst_ = static_cast<unsigned>(random_.Between(10, 34));
    burst_call_ = Place(ledger).call;
    if (burst_call_.mode == Mode::kNotStated) burst_ = 0;
  }
  const bool any = !ledger.past().events.empty();
  Step step;
  if (any && just_placed_ != ledger.past().events.size() && random_.Percent(reporting_)) {
    step = Report(ledger);  // of the call that was just made, at once
    step.event = ledger.past().events.size() - 1;
    if (random_.OneIn(2)) now_ += random_.Between(1, 60);
  } else {
    if (true_now_ && random_.OneIn(8)) {
      step = Reset(ledger);
    } else {
      if (!true_now_ && kind_.clock_resets && random_.OneIn(250)) {
        true_now_ = std::max(now_, ledger.device().newest_record);
        now_ = *true_now_ + random_.Between(3600, 5 * kDay);
      }
      now_ = NextNow(ledger);
      step = NextKind(ledger);
    }
  }
  just_placed_ = ledger.past().events.size();
  step.now = now_;
  return step;
}

std::string Describe(const Step& step) {
  std::ostringstream out;
  out << step.now << " ";
  switch (step.kind) {
    case Step::Kind::kPlace: out << "place " << Describe(step.call); break;
    case Step::Kind::kReport:
      out << "report event " << step.event << " " << Word(step.outcome);
      break;
    case Step::Kind::kWithdraw:
      out << "withdraw "
          << (step.withdrawal.kind == Withdrawal::Kind::kRole
                  ? Name(step.withdrawal.role)
                  : std::string_view(step.withdrawal.what));
      break;
    case Step::Kind::kLoad:
      out << "load serial " << step.site.serial << ", restores";
      for (size_t id : step.restores) out << " " << id;
      break;
    case Step::Kind::kReceipt:
    case Step::Kind::kResetClock:
      out << (step.kind == Step::Kind::kReceipt ? "receipt" : "clock reset") << " covered "
          << step.covered << " own " << step.own;
  }
  return out.str();
}

}  // namespace dialgate::model
