// Calling hours that two lists of them have in common.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_HOURS_IN_COMMON_H
#define DIALGATE_PLATFORM_BUILDER_RULES_HOURS_IN_COMMON_H

#include "policy.pb.h"

namespace dialgate::builder {

using HoursList = google::protobuf::RepeatedPtrField<proto::Hours>;

// The minutes of the week that are in hours of `a` and in hours of `b`, in few entries, those of
// `a` first. None: no minute is in both.
HoursList HoursInCommon(const HoursList& a, const HoursList& b);

}  // namespace dialgate::builder

#endif
