// What came of a call.
#ifndef DIALGATE_OUTCOME_H
#define DIALGATE_OUTCOME_H

#include <cstdint>

namespace dialgate {

// As the dialer reports it. The numbers stand in sealed logs: they never change.
enum class Outcome : uint8_t {
  kUnknown = 0,       // nothing was reported: it counts at its worst
  kNotDialed = 1,     // a permit that was never used
  kNotConnected = 2,  // busy, unobtainable, invalid
  kNoAnswer = 3,
  kVoicemail = 4,
  kAnswered = 5,  // a person answered, and there was no talk about the debt
  kConversation = 6,
  kWrongParty = 7,  // this is not that person's number
  kRefused = 8,     // the person asks not to be called again
};

// How long after its placing an outcome may be reported, and an answered one made more precise.
constexpr int64_t kReportWithin = 24 * 3600;  // seconds

}  // namespace dialgate

#endif
