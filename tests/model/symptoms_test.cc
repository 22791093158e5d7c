// Mistakes that were in the core once, each named after what it did.
#include <gtest/gtest.h>

#include "against_core.h"
#include "decision_site.h"
#include "dialgate/words.h"
#include "policy_maker.h"

namespace dialgate::model {
namespace {

constexpr int64_t kTuesday = 1795485600;  // 2026-11-24 02:00:00, 10:00 in Shanghai

Reason ReasonAt(const testing::Site& site, int64_t now) {
  const testing::AlignedBytes image(testing::MakePolicy(site));
  const IssuerKey issuer = testing::TestIssuer(0);
  Trust trust;
  trust.issuers = &issuer;
  trust.issuer_count = 1;
  const auto policy =
      Policy::Open(image.view(), trust, testing::TestTagger(), testing::TestCrypto());
  EXPECT_TRUE(policy);
  Device device;
  device.clock_trusted = device.record_durable = device.receipts_waived = true;
  device.modes = Modes().With(Mode::kManual);
  const NoHistory history;
  const Call call{"+8613800138000", "A1", Purpose::kCollect, Mode::kManual, {}};
  return Decide({&*policy, testing::TestTagger(), device, history, now}, call).reason;
}

// The search took days from 2^31 on for negative, and went past the others.
TEST(Symptom, ADayFarInTheFutureAmongTheClosedDatesOpensTheOthers) {
  testing::Site site = DecisionSite();
  ASSERT_EQ(ReasonAt(site, kTuesday), Reason::kDeclaredContact);
  site.closed_dates = {static_cast<int32_t>(kTuesday / 86400), -1};
  EXPECT_EQ(Name(ReasonAt(site, kTuesday)), "outside_hours");
}

}  // namespace
}  // namespace dialgate::model
