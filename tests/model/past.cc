// Rows 12 to 14, 19 and 22, by looking through everything that ever happened.
#include "past.h"

#include <algorithm>

namespace dialgate::model {

const char* Word(Outcome outcome) {
  switch (outcome) {
    case Outcome::kUnknown: return "unknown";
    case Outcome::kNotDialed: return "not_dialed";
    case Outcome::kNotConnected: return "not_connected";
    case Outcome::kNoAnswer: return "no_answer";
    case Outcome::kVoicemail: return "voicemail";
    case Outcome::kAnswered: return "answered";
    case Outcome::kConversation: return "conversation";
    case Outcome::kWrongParty: return "wrong_party";
    case Outcome::kRefused: return "refused";
  }
  return "";
}

// The table of section 4, as it is printed.
bool CountsAs(Outcome outcome, Counts counts) {
  if (outcome == Outcome::kUnknown) return true;
  switch (counts) {
    case Counts::kDialed: return true;
    case Counts::kRang: return outcome != Outcome::kNotDialed && outcome != Outcome::kNotConnected;
    case Counts::kUnanswered:
      return outcome == Outcome::kNotConnected || outcome == Outcome::kNoAnswer ||
             outcome == Outcome::kVoicemail;
    case Counts::kAnswered:
      return outcome == Outcome::kAnswered || outcome == Outcome::kConversation ||
             outcome == Outcome::kWrongParty || outcome == Outcome::kRefused;
    case Counts::kConversations:
      return outcome == Outcome::kConversation || outcome == Outcome::kRefused;
  }
  return false;
}

bool IsWithdrawn(const Past& past, const Party& party) {
  for (const Withdrawal& made : past.withdrawals) {
    if (made.kind == Withdrawal::Kind::kNumber && made.what == party.number && !made.restored) {
      return true;
    }
  }
  for (const Past::Refusal& refusal : past.refusals) {
    const bool is_debtor = party.role == Role::kDebtor;
    if (refusal.number == party.number && refusal.as_debtor == is_debtor) return true;
  }
  for (const Past::WrongParty& wrong : past.wrong_parties) {
    if (wrong.number == party.number && wrong.debtor == party.debtor) return true;
  }
  return false;
}

bool IsStopped(const Past& past, const std::string& account) {
  for (const Withdrawal& made : past.withdrawals) {
    if (made.kind == Withdrawal::Kind::kAccount && made.what == account && !made.restored) {
      return true;
    }
  }
  return false;
}

bool IsSuspended(const Past& past, Role role) {
  for (const Withdrawal& made : past.withdrawals) {
    if (made.kind == Withdrawal::Kind::kRole && made.role == role && !made.restored) return true;
  }
  return false;
}

namespace {

// 1970-01-01 was a Thursday; 0 is Monday.
int WeekdayOf(int32_t day) { return static_cast<int>((day % 7 + 7 + 3) % 7); }

bool IsCallingDay(const testing::Site& site, const testing::RoleFacts& rules, int32_t day) {
  for (int32_t closed : site.closed_dates) {
    if (closed == day) return false;
  }
  if (rules.any_time) return true;
  for (const Hours& hours : rules.hours) {
    if ((hours.weekdays >> WeekdayOf(day) & 1) != 0) return true;
  }
  return false;
}

bool ReachedTheDebtor(Outcome outcome) {
  return CountsAs(outcome, Counts::kAnswered) && outcome != Outcome::kWrongParty;
}

}  // namespace

bool IsUnreached(const testing::Site& site, const Past& past, const std::string& account,
                 std::pair<unsigned, unsigned> days_and_per_day, int32_t today) {
  const auto debtor = site.roles.find(Role::kDebtor);
  if (debtor == site.roles.end() || debtor->second.suspended) return false;
  if (IsSuspended(past, Role::kDebtor)) return false;
  std::vector<int32_t> days;
  for (int32_t day = today - 1; day >= today - 31 && days.size() < days_and_per_day.first; --day) {
    if (IsCallingDay(site, debtor->second, day)) days.push_back(day);
  }
  if (days.size() < days_and_per_day.first) return false;
  for (int32_t day : days) {
    unsigned tries = 0;
    for (const Event& event : past.events) {
      if (event.party.account != account || event.party.role != Role::kDebtor) continue;
      if (event.day == day && event.outcome != Outcome::kNotDialed) ++tries;
    }
    if (tries < days_and_per_day.second) return false;
  }
  for (const Event& event : past.events) {
    if (event.party.account != account || event.party.role != Role::kDebtor) continue;
    if (event.day >= days.back() && ReachedTheDebtor(event.outcome)) return false;
  }
  return true;
}

namespace {

bool LooksAt(Per per, const Party& event, const Party& party) {
  switch (per) {
    case Per::kNumber: return event.number == party.number;
    case Per::kAccount: return event.account == party.account && event.role == party.role;
    case Per::kDebtor: return event.debtor == party.debtor && event.role == party.role;
  }
  return false;
}

}  // namespace

bool IsReached(const Cap& cap, const Past& past, const Party& party, int32_t today, int64_t now) {
  unsigned counted = 0;
  for (const Event& event : past.events) {
    if (!LooksAt(cap.per, event.party, party) || !CountsAs(event.outcome, cap.counts)) continue;
    const bool within = cap.days != 0 ? event.day > today - int32_t{cap.days}
                                      : event.placed > now - int64_t{60} * cap.minutes;
    if (within) ++counted;
  }
  return counted >= cap.max;
}

namespace {

// The caps under which a key of this kind is remembered: of a number whatever the role.
std::vector<Cap> CapsOf(const testing::Site& site, Per per, Role role) {
  std::vector<Cap> caps;
  for (const auto& [name, rules] : site.roles) {
    if (per != Per::kNumber && name != role) continue;
    for (const Cap& cap : rules.caps) {
      if (cap.per == per) caps.push_back(cap);
    }
  }
  return caps;
}

// What row 4 lets a clock go back, and as much again.
constexpr int64_t kGrace = 120;

bool IsOpen(const Event& event, int64_t now) {
  const bool may_change = event.outcome == Outcome::kUnknown || event.outcome == Outcome::kAnswered;
  return may_change && now - event.placed < 86400 + kGrace;
}

// Whether the window of `cap` can still hold the event, for a contact in any zone: offsets reach to
// 36 hours. A store that compares seconds instead of days may take a day more.
bool CouldStillCount(const Cap& cap, const Event& event, int64_t now) {
  const int64_t earliest_today = (now - kGrace - 36 * 3600) / 86400;
  return cap.days != 0 ? event.day > earliest_today - 1 - cap.days
                       : event.placed > now - kGrace - int64_t{60} * cap.minutes;
}

// How many events of one key must be kept under these caps. Open ones; and of the others, for each
// that is counted, by days and by minutes, the newest up to the largest `max`. Which ones those are
// within a day is the store's choice, so they may all be different ones.
size_t MustKeepOf(const std::vector<Event>& events, const std::vector<Cap>& caps, int64_t now) {
  size_t open = 0, settled = 0, largest[2][6] = {}, counted[2][6] = {};
  for (const Event& event : events) {
    if (IsOpen(event, now)) {
      ++open;
      continue;
    }
    bool counts = false, counts_in[2][6] = {};
    for (const Cap& cap : caps) {
      if (!CountsAs(event.outcome, cap.counts) || !CouldStillCount(cap, event, now)) continue;
      counts = counts_in[cap.days != 0][static_cast<unsigned>(cap.counts)] = true;
    }
    if (counts) ++settled;
    for (unsigned unit = 0; unit < 2; ++unit) {
      for (unsigned kind = 0; kind < 6; ++kind) counted[unit][kind] += counts_in[unit][kind];
    }
  }
  for (const Cap& cap : caps) {
    size_t& max = largest[cap.days != 0][static_cast<unsigned>(cap.counts)];
    max = std::max<size_t>(max, cap.max);
  }
  size_t sum = 0;
  for (unsigned unit = 0; unit < 2; ++unit) {
    for (unsigned kind = 0; kind < 6; ++kind) {
      sum += std::min(counted[unit][kind], largest[unit][kind]);
    }
  }
  return open + std::min(sum, settled);
}

}  // namespace

unsigned EventsNeeded(const testing::Site& site) {
  unsigned most = 0;
  for (Per per : {Per::kNumber, Per::kAccount, Per::kDebtor}) {
    for (unsigned role = 1; role <= 4; ++role) {
      unsigned largest[2][6] = {};  // by days or minutes, by what is counted
      for (const Cap& cap : CapsOf(site, per, static_cast<Role>(role))) {
        unsigned& max = largest[cap.days != 0][static_cast<unsigned>(cap.counts)];
        max = std::max<unsigned>(max, cap.max);
      }
      unsigned sum = 0;
      for (const auto& unit : largest) {
        for (unsigned max : unit) sum += max;
      }
      most = std::max(most, sum);
    }
  }
  return most;
}

bool ShareAKey(const Party& a, const Party& b) {
  return a.account == b.account || LooksAt(Per::kNumber, a, b) || LooksAt(Per::kDebtor, a, b);
}

size_t MostEvents(const Past& past, const Party& party) {
  size_t most = 0;
  for (Per per : {Per::kNumber, Per::kAccount, Per::kDebtor}) {
    const auto is_one = [&](const Event& event) { return LooksAt(per, event.party, party); };
    const auto count = std::count_if(past.events.begin(), past.events.end(), is_one);
    most = std::max(most, static_cast<size_t>(count));
  }
  return most;
}

size_t MustKeep(const testing::Site& site, const Past& past, const Party& party, int64_t now) {
  size_t most = 0;
  for (Per per : {Per::kNumber, Per::kAccount, Per::kDebtor}) {
    std::vector<Event> events;
    for (const Event& event : past.events) {
      if (LooksAt(per, event.party, party)) events.push_back(event);
    }
    most = std::max(most, MustKeepOf(events, CapsOf(site, per, party.role), now));
  }
  return most;
}

}  // namespace dialgate::model
