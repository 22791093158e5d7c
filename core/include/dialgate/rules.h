// What one role may be called for, how, when and how often.
#ifndef DIALGATE_RULES_H
#define DIALGATE_RULES_H

#include <cstdint>

#include "dialgate/call.h"
#include "dialgate/field_list.h"

namespace dialgate {

// Calling hours: half-open, on the clock of a place.
struct Hours {
  uint8_t weekdays;      // bit 0 Monday to bit 6 Sunday
  uint16_t from_minute;  // of the day, 0 to 1,439
  uint16_t to_minute;    // above from_minute, to 1,440
};

// Which outcomes a cap counts. An event whose outcome is not known yet counts in every one.
enum class Counts : uint8_t {
  kDialed = 1,         // every event
  kRang = 2,           // all but not_dialed and not_connected
  kUnanswered = 3,     // not_connected, no_answer, voicemail
  kAnswered = 4,       // answered, conversation, wrong_party, refused
  kConversations = 5,  // conversation, refused
};

// Which events a cap looks at.
enum class Per : uint8_t {
  kNumber = 1,   // to this number, under whatever account and role
  kAccount = 2,  // about this account, to contacts of this role
  kDebtor = 3,   // about any account of this debtor, to contacts of this role
};

// Fewer than `max` events within the last `days` local days, today being one, or within the last
// `minutes`.
struct Cap {
  Counts counts;
  Per per;
  uint8_t max;       // 1 to 28
  uint16_t days;     // 1 to 366, or 0
  uint16_t minutes;  // 1 to 10,080, or 0; exactly one of the two is not 0
};

// The rules of one role, as a policy states them. A view into the policy, which must outlive it.
struct RoleRules {
  Role role = Role::kNone;  // kNone: there are no rules for it
  bool suspended = false;
  bool consent_required = false;
  bool any_time = false;
  Purposes purposes;
  Modes modes;
  Disclosures disclosures;
  uint8_t unreached_days = 0;     // 1 to 14; 0: it does not wait for the debtor to be unreached
  uint8_t unreached_per_day = 0;  // 1 to 3
  Modes has_min_days;             // modes with a minimum of days past due
  int32_t min_days[3] = {};       // of manual, automated, prerecorded
  FieldList hours;                // messages that ReadHours reads; none and not any_time: never
  FieldList caps;                 // messages that ReadCap reads

  // Precondition: has_min_days contains `mode`.
  int32_t min_days_past_due(Mode mode) const { return min_days[static_cast<unsigned>(mode) - 1]; }
};

// What no policy lifts: a reference is never asked for payment, never called by a recording, and
// told nothing. Takes from what the policy permits whatever is below that.
void HoldToFloor(RoleRules* rules);

}  // namespace dialgate

#endif
