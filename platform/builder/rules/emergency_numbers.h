// The emergency numbers of a region.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_EMERGENCY_NUMBERS_H
#define DIALGATE_PLATFORM_BUILDER_RULES_EMERGENCY_NUMBERS_H

#include <string>
#include <string_view>
#include <vector>

namespace dialgate::builder {

// Every string of 3 to 5 digits that libphonenumber's ShortNumberInfo calls an emergency number of
// `region`, ascending; none for a region that it does not know. Takes up to a second, once a
// process and region.
std::vector<std::string> EmergencyNumbers(std::string_view region);

}  // namespace dialgate::builder

#endif
