// Random sites, devices and calls that lie where decisions change.
#ifndef DIALGATE_TESTS_MODEL_RANDOM_SITE_H
#define DIALGATE_TESTS_MODEL_RANDOM_SITE_H

#include <string>

#include "random.h"
#include "site.h"

namespace dialgate::model {

testing::Site RandomSite(testing::Random* random);
testing::DeviceFacts RandomDevice(const testing::Site& site, int64_t now, testing::Random* random);

struct RandomCall {
  testing::CallFacts call;
  int64_t now;
  bool no_policy;  // the device has none
};
RandomCall MakeRandomCall(const testing::Site& site, testing::Random* random);

// Parts, for whoever needs only those.
testing::PlanFacts RandomPlan(testing::Random* random);
std::string RandomNumber(const testing::PlanFacts& plan, testing::Random* random);  // with its +
// One of the spellings in which `number` may be dialed, right or nearly so.
std::string Spell(const testing::PlanFacts& plan, const std::string& number,
                  testing::Random* random);
// Something other than `text`, often by little.
std::string Spoil(const std::string& text, testing::Random* random);

}  // namespace dialgate::model

#endif
