// The digits by which a region dials abroad.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_INTERNATIONAL_PREFIXES_H
#define DIALGATE_PLATFORM_BUILDER_RULES_INTERNATIONAL_PREFIXES_H

#include <string>
#include <vector>

namespace dialgate::builder {

// Every international prefix of `region` (`00`, `011`, `0015`, ...) of up to 6 digits, ascending.
// libphonenumber has them as a pattern that it does not show, so they are found by trial.
std::vector<std::string> InternationalPrefixes(const std::string& region);

}  // namespace dialgate::builder

#endif
