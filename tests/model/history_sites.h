// The sites of histories.txt, by name.
#ifndef DIALGATE_TESTS_MODEL_HISTORY_SITES_H
#define DIALGATE_TESTS_MODEL_HISTORY_SITES_H

#include <optional>
#include <string_view>

#include "site.h"

namespace dialgate::model {

std::optional<testing::Site> HistorySite(std::string_view name);

}  // namespace dialgate::model

#endif
