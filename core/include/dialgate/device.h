// What a device is: what it was provisioned with, and what it knows of its own state.
#ifndef DIALGATE_DEVICE_H
#define DIALGATE_DEVICE_H

#include <cstdint>

#include "dialgate/call.h"
#include "dialgate/dial_plan.h"

namespace dialgate {

// Views must outlive the decision. All zero, it allows emergency calls and nothing else.
struct Device {
  EmergencySet emergency;
  Modes modes;                   // the modes that this device may state
  bool clock_trusted = false;    // whether the platform vouches for the time it gives
  bool record_durable = false;   // whether a record of the decision can be made durable
  bool receipts_waived = false;  // a trial: a policy's receipt_within_hours is not held against it
  int64_t newest_record = 0;     // UTC seconds of the newest sealed record; 0: none
  int64_t receipted = 0;         // UTC seconds from which a policy's receipt_within_hours runs
};

}  // namespace dialgate

#endif
