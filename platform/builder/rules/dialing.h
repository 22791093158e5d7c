// How a site dials: its region's dial plan, with what the site adds to it.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_DIALING_H
#define DIALGATE_PLATFORM_BUILDER_RULES_DIALING_H

#include <tl/expected.hpp>

#include "platform/builder/rules/derive_dial_plan.h"
#include "platform/builder/rules/rules_text.h"

namespace dialgate::builder {

// Field 8 of a policy: the plan of `region` with the `dialing` of `text`, and the emergency numbers
// of both. No extension and no emergency number of the site may stand in the way of a telephone
// number. Precondition: IsRegion(region).
tl::expected<DerivedDialPlan, Problem> ReadDialing(const RulesText& text,
                                                   const std::string& region);

}  // namespace dialgate::builder

#endif
