// What a site and a profile state alike, apart from roles.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_SHARED_RULES_H
#define DIALGATE_PLATFORM_BUILDER_RULES_SHARED_RULES_H

#include <cstdint>
#include <set>
#include <string>
#include <tl/expected.hpp>

#include "platform/builder/rules/rules_text.h"

namespace dialgate::builder {

// Days since 1970-01-01, of which a policy has up to kMostClosedDates.
using ClosedDates = std::set<uint32_t>;
constexpr size_t kMostClosedDates = 64;
constexpr char kTooManyClosedDates[] = "must be at most 64 dates";

// The `closed_dates` of the message at `place`.
tl::expected<ClosedDates, Problem> ReadClosedDates(
    const google::protobuf::RepeatedPtrField<std::string>& dates, const Place& place);

// Checks `max_references` and `receipt_within_hours` of the message at `place`.
tl::expected<void, Problem> CheckLimits(uint32_t max_references, uint32_t receipt_within_hours,
                                        const Place& place);

}  // namespace dialgate::builder

#endif
