// The decision, as naive as it can be written: strings, maps and scans. It shares no code with the
// core but the words of its public headers, so that a mistake must be made twice to go unseen.
#ifndef DIALGATE_TESTS_MODEL_MODEL_H
#define DIALGATE_TESTS_MODEL_MODEL_H

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "dialgate/decision.h"
#include "past.h"
#include "site.h"

namespace dialgate::model {

using testing::CallFacts;
using testing::DeviceFacts;
using testing::PlanFacts;
using testing::RoleFacts;
using testing::Site;
using testing::ZoneFacts;

// Dialed text taken apart: the grammar alone, no dial plan.
struct Parsed {
  bool well_formed = false;
  bool service_urn = false;
  bool tel = false;
  bool plus = false;
  std::string digits;
  std::optional<std::string> phone_context;
};
Parsed Parse(const std::string& text);

struct Reading {
  enum class Kind { kMalformed, kAmbiguous, kEmergency, kExtension, kNumber };
  Kind kind = Kind::kMalformed;
  std::set<std::string> codes;  // what may be dialed: of an emergency any of these; none: the urn
  std::string number;           // with its +
};
// `plan` is null where no policy is loaded: then it is an emergency call, or malformed.
Reading ReadDialed(const std::string& text, const PlanFacts* plan, const DeviceFacts& device);

struct Local {
  int32_t day;  // days since 1970-01-01
  int minute;
  int weekday;  // 0 Monday
};
// Nothing before 1970 and where 32 bits of seconds end.
std::optional<Local> ToLocal(int64_t utc, int32_t utc_offset);
int32_t OffsetAt(const ZoneFacts& zone, int64_t not_before, int64_t utc);
std::optional<Local> LocalIn(const Site& site, unsigned zone, int64_t at);

struct Answer {
  Reason reason = Reason::kUndecided;
  Role role = Role::kNone;
  uint8_t disclosures = 0;
  std::set<std::string> codes;
  std::string number;
  // Every true statement of what is wrong at row 21 or 22; the core names one of them.
  std::set<std::tuple<Detail::Kind, unsigned, unsigned>> details;
};
// `site` is null where no policy is loaded. Row 23 is not here: the model's memory has no end.
Answer Decide(const Site* site, const DeviceFacts& device, const Past& past, const CallFacts& call,
              int64_t now);

// The earliest second from `now` on at which rows 20 to 22 pass, if one of them denies now.
std::optional<int64_t> RetryAt(const Site* site, const DeviceFacts& device, const Past& past,
                               const CallFacts& call, int64_t now);

// The same where nothing has happened yet.
Answer Decide(const Site* site, const DeviceFacts& device, const CallFacts& call, int64_t now);
std::optional<int64_t> RetryAt(const Site* site, const DeviceFacts& device, const CallFacts& call,
                               int64_t now);

// What rows 20 to 22 ask of a call to a contact of `role` in these zones.
struct Timed {
  const Site* site;
  const RoleFacts* role;
  std::vector<unsigned> zones;
  std::optional<int32_t> due_day;
  std::optional<int32_t> minimum;  // days past due
  Party party;
};
// The call's timed facts; nothing if it is denied before row 20 for want of them.
std::optional<Timed> TimedOf(const Site& site, const DeviceFacts& device, const CallFacts& call);
bool TooEarly(const Timed& timed, int64_t at);
std::set<std::tuple<Detail::Kind, unsigned, unsigned>> OutsideHours(const Timed& timed, int64_t at);
std::set<std::tuple<Detail::Kind, unsigned, unsigned>> CapsReached(const Timed& timed,
                                                                   const Past& past, int64_t at);

}  // namespace dialgate::model

#endif
