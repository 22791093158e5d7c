// The messages inside a policy, each read from its bytes. core/policy.proto states the bounds that
// are held here.
#ifndef DIALGATE_POLICY_WIRE_H
#define DIALGATE_POLICY_WIRE_H

#include "dialgate/calendar.h"
#include "dialgate/dial_plan.h"
#include "dialgate/rules.h"
#include "wire.h"

namespace dialgate {

constexpr unsigned kMaxZones = 64;
constexpr unsigned kMaxHours = 8;
constexpr unsigned kMaxCaps = 8;

struct Transition {
  uint32_t after;
  int32_t utc_offset;
};

struct SignatureEntry {
  const uint8_t* issuer_key;  // 32 bytes
  const uint8_t* signature;   // 64 bytes
};

// Each reads one message, leaves what is wrong with it in `in`, and gives defaults then.
Transition ReadTransition(WireReader& in);
Zone ReadZone(WireReader& in, int64_t not_before);
DialPlan ReadDialPlan(WireReader& in);
RoleRules ReadRoleRules(WireReader& in);
Hours ReadHours(WireReader& in);
Cap ReadCap(WireReader& in);
SignatureEntry ReadSignature(WireReader& in);

// Whether the items of what the readers above gave are themselves as they must be: kNone, or what
// is wrong. Read once, when a policy is opened; what reads them later relies on it.
WireError CheckZone(ByteView zone);
WireError CheckDialPlan(const DialPlan& plan);
WireError CheckRoleRules(const RoleRules& rules);

}  // namespace dialgate

#endif
