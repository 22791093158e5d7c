// The site of tests/vectors/decisions.txt, whose policy is tests/vectors/decisions.dgp.
#ifndef DIALGATE_TESTS_MODEL_DECISION_SITE_H
#define DIALGATE_TESTS_MODEL_DECISION_SITE_H

#include "site.h"

namespace dialgate::model {

testing::Site DecisionSite();

}  // namespace dialgate::model

#endif
