// How a region dials, by libphonenumber, and the proof that the core then reads no number wrong.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_DERIVE_DIAL_PLAN_H
#define DIALGATE_PLATFORM_BUILDER_RULES_DERIVE_DIAL_PLAN_H

#include <string>
#include <vector>

#include "policy.pb.h"

namespace dialgate::builder {

struct DerivedDialPlan {
  proto::DialPlan plan;               // without extensions and emergency numbers
  std::vector<std::string> warnings;  // a line for each form of dialing that was switched off
};

// The plan of `region`: country code, international prefixes of up to 6 digits, national prefix,
// lengths of national numbers, and which forms of dialing may be used. It is tested by texts of
// every form, with the outside-line prefix in front where there is one: a form by which a text
// would reach another valid number than libphonenumber reads is switched off. Takes about a
// second, once a process, region and prefix.
// Precondition: IsRegion(region); the prefix is up to 4 digits.
DerivedDialPlan DeriveDialPlan(const std::string& region, const std::string& outside_line_prefix);

}  // namespace dialgate::builder

#endif
