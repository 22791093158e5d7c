#include "region_plan.h"

#include <map>
#include <memory>

#include "platform/builder/rules/derive_dial_plan.h"
#include "platform/builder/rules/phone_library.h"

namespace dialgate::test {
namespace {

using builder::PhoneLibrary;
using builder::PlanView;
using i18n::phonenumbers::PhoneNumber;

using Plans = std::map<std::string, std::unique_ptr<const PlanView>>;

const PlanView& Derived(const std::string& region, const std::string& outside_line, Plans* plans) {
  std::unique_ptr<const PlanView>& plan = (*plans)[region];
  if (plan == nullptr) {
    plan = std::make_unique<const PlanView>(builder::DeriveDialPlan(region, outside_line).plan);
  }
  return *plan;
}

}  // namespace

const PlanView& PlanOf(const std::string& region) {
  static Plans plans;
  return Derived(region, "", &plans);
}

const PlanView& PlanBehindNine(const std::string& region) {
  static Plans plans;
  return Derived(region, "9", &plans);
}

std::vector<PhoneNumber> RandomNumbers(const std::string& region, size_t count, Random* random) {
  constexpr size_t kTriesForOne = 20;
  std::vector<PhoneNumber> numbers;
  const std::vector<std::string> examples = builder::NationalExamples(region);
  if (examples.empty()) return numbers;
  const int calling_code = PhoneLibrary().GetCountryCodeForRegion(region);
  for (size_t tries = 0; tries < count * kTriesForOne && numbers.size() < count; ++tries) {
    std::string national = examples[tries % examples.size()];
    for (size_t changes = Below(6, random); changes > 0; --changes) {
      national[Below(national.size(), random)] = static_cast<char>('0' + Below(10, random));
    }
    const PhoneNumber number = builder::MakeNumber(calling_code, national);
    if (PhoneLibrary().IsValidNumberForRegion(number, region) &&
        builder::CanStand(builder::E164Digits(number))) {
      numbers.push_back(number);
    }
  }
  return numbers;
}

}  // namespace dialgate::test
