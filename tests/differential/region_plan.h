// What the tests know of a region: its dial plan as the builder derives it, and numbers to dial.
#ifndef DIALGATE_TESTS_DIFFERENTIAL_REGION_PLAN_H
#define DIALGATE_TESTS_DIFFERENTIAL_REGION_PLAN_H

#include <phonenumbers/phonenumberutil.h>

#include <string>
#include <vector>

#include "options.h"
#include "platform/builder/rules/plan_view.h"

namespace dialgate::test {

// The plan of `region`, derived once a process. With an outside-line prefix: the same plan behind
// it.
const builder::PlanView& PlanOf(const std::string& region);
const builder::PlanView& PlanBehindNine(const std::string& region);

// Up to `count` valid numbers of `region` that can stand in a policy: examples of every type, with
// some of their digits replaced at random.
std::vector<i18n::phonenumbers::PhoneNumber> RandomNumbers(const std::string& region, size_t count,
                                                           Random* random);

}  // namespace dialgate::test

#endif
