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

const PlanView& Behind(const std::string& outside_line, const std::string& region, Plans* plans) {
  std::unique_ptr<const PlanView>& view = (*plans)[region];
  if (view == nullptr) {
    proto::DialPlan plan = builder::DeriveDialPlan(region, "").plan;
    plan.set_outside_line_prefix(outside_line);
    view = std::make_unique<const PlanView>(plan);
  }
  return *view;
}

}  // namespace

const PlanView& PlanOf(const std::string& region) {
  static Plans plans;
  return Behind("", region, &plans);
}

const PlanView& PlanBehindNine(const std::string& region) {
  static Plans plans;
  return Behind("9", region, &plans);
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
