// What has happened at a gate, kept whole: every event and every withdrawal, in lists that nobody
// ever shortens. What a device may forget, and must not, is held against it.
#ifndef DIALGATE_TESTS_MODEL_PAST_H
#define DIALGATE_TESTS_MODEL_PAST_H

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dialgate/call.h"
#include "dialgate/rules.h"
#include "site.h"

namespace dialgate::model {

enum class Outcome {
  kUnknown,  // not reported yet
  kNotDialed,
  kNotConnected,
  kNoAnswer,
  kVoicemail,
  kAnswered,
  kConversation,
  kWrongParty,
  kRefused,
};
const char* Word(Outcome outcome);
bool CountsAs(Outcome outcome, Counts counts);

// Whom a call reaches, and what about.
struct Party {
  std::string number;  // with its +
  std::string account;
  std::string debtor;  // the account where none is given
  Role role = Role::kNone;
};

// A call that row 25 allowed.
struct Event {
  Party party;
  int64_t placed;
  int32_t day;         // local, in the primary zone of the contact
  int32_t utc_offset;  // of that zone, then
  Outcome outcome = Outcome::kUnknown;
  std::optional<int64_t> reported;
};

// Made on the device; its id is its place in the list.
struct Withdrawal {
  enum class Kind { kNumber, kAccount, kRole };
  Kind kind;
  std::string what;  // the number or the account
  Role role = Role::kNone;
  bool restored = false;
};

struct Past {
  std::vector<Event> events;
  struct Refusal {
    std::string number;
    bool as_debtor;
  };
  std::vector<Refusal> refusals;
  struct WrongParty {
    std::string number, debtor;
  };
  std::vector<WrongParty> wrong_parties;
  std::vector<Withdrawal> withdrawals;
};

// The device's part of rows 12 to 14.
bool IsWithdrawn(const Past& past, const Party& party);
bool IsStopped(const Past& past, const std::string& account);
bool IsSuspended(const Past& past, Role role);

// Row 19, for `rules` of the role that waits: whether the debtor stands unreached on local day
// `today`.
bool IsUnreached(const testing::Site& site, const Past& past, const std::string& account,
                 std::pair<unsigned, unsigned> days_and_per_day, int32_t today);

// Row 22.
bool IsReached(const Cap& cap, const Past& past, const Party& party, int32_t today, int64_t now);

// How many events a key must keep if the rules of `site` are to be decided whatever happens: what a
// policy carries as its need.
unsigned EventsNeeded(const testing::Site& site);

// Whether a store keeps anything under one key for both.
bool ShareAKey(const Party& a, const Party& b);

// How many events of any age one of the keys of `party` has, at most.
size_t MostEvents(const Past& past, const Party& party);

// How many events one of the keys of `party` must not forget at `now`, at most over its keys: open
// ones under 24 hours old, and the newest that a cap could still count. A device with room for more
// has no reason to answer history_full.
size_t MustKeep(const testing::Site& site, const Past& past, const Party& party, int64_t now);

}  // namespace dialgate::model

#endif
