#include <vector>

#include "against_core.h"
#include "dialgate/dial_plan.h"
#include "input.h"
#include "model.h"
#include "policy_maker.h"
#include "properties.h"
#include "random_site.h"

namespace dialgate::fuzz {
namespace {

// Sites by number, and the policies that hold their dial plans for the core.
class Plans {
 public:
  Plans() {
    for (unsigned i = 0; i < kCount; ++i) {
      testing::Random random(i);
      sites_.push_back(model::RandomSite(&random));
      images_.emplace_back(testing::MakePolicy(sites_.back()));
    }
    const IssuerKey issuer = testing::TestIssuer(0);
    Trust trust;
    trust.issuers = &issuer;
    trust.issuer_count = 1;
    for (const testing::AlignedBytes& image : images_) {
      const auto policy =
          Policy::Open(image.view(), trust, testing::TestTagger(), testing::TestCrypto());
      Require(policy.has_value(), "a policy of the test's own opens");
      plans_.push_back(policy->dial_plan());
    }
  }

  const testing::PlanFacts& facts(unsigned which) const { return sites_[which % kCount].plan; }
  const DialPlan& plan(unsigned which) const { return plans_[which % kCount]; }

 private:
  static constexpr unsigned kCount = 64;
  std::vector<testing::Site> sites_;
  std::vector<testing::AlignedBytes> images_;
  std::vector<DialPlan> plans_;
};

std::string NumberText(PhoneNumber number) {
  char text[PhoneNumber::kMaxDigits + 1];
  return {text, number.Write(text)};
}

void RequireSame(const model::Reading& expected, const Reading& actual, const std::string& text) {
  using Kind = model::Reading::Kind;
  const bool same_kind =
      (expected.kind == Kind::kMalformed && actual.kind == Reading::Kind::kMalformed) ||
      (expected.kind == Kind::kAmbiguous && actual.kind == Reading::Kind::kAmbiguous) ||
      (expected.kind == Kind::kExtension && actual.kind == Reading::Kind::kExtension) ||
      (expected.kind == Kind::kNumber && actual.kind == Reading::Kind::kNumber);
  Require(same_kind, "core and model read the same: " + model::Escape(text));
  Require(expected.number == NumberText(actual.number), "the same number: " + model::Escape(text));
}

}  // namespace

void DialedTextProperty(const uint8_t* data, size_t size) {
  static const Plans plans;
  Input input(data, size);
  const unsigned which = input.Byte();
  const std::string dialed = input.Rest();
  const DialedText text = DialedText::Read(dialed);
  const model::Reading expected = model::ReadDialed(dialed, &plans.facts(which), {});
  ShortCode code;
  const bool emergency = IsEmergency(text, {}, &plans.plan(which), &code);
  const bool expected_emergency = expected.kind == model::Reading::Kind::kEmergency;
  Require(emergency == expected_emergency, "an emergency call or not: " + model::Escape(dialed));
  if (!emergency) RequireSame(expected, Read(text, plans.plan(which)), dialed);
}

}  // namespace dialgate::fuzz
