// The core against the naive model on random policies and calls.
//   model_test [--all | --policies N] [--seed S] [--case K]
// A failure prints its seed and case; with both given, that one case runs again.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <string>

#include "DecisionsPolicy.h"
#include "against_core.h"
#include "decision_site.h"
#include "dialgate/words.h"
#include "policy_maker.h"
#include "random_site.h"

namespace dialgate::model {
namespace {

constexpr uint64_t kCallsAPolicy = 100;

struct Options {
  uint64_t seed = 20261101;
  uint64_t policies = 100;
  int64_t only_case = -1;
} options;

uint64_t SeedOf(uint64_t policy, uint64_t part) {
  return testing::Random(options.seed * 1000003 + policy * 1009 + part).Word();
}

// One random site with its policy opened by the core.
class Trial {
 public:
  explicit Trial(uint64_t policy)
      : policy_index_(policy),
        random_(SeedOf(policy, 0)),
        site_(RandomSite(&random_)),
        image_(testing::MakePolicy(site_)),
        issuer_(testing::TestIssuer(0)) {}

  tl::expected<Policy, PolicyError> Open() {
    Trust trust;
    trust.site = site_.name;
    trust.issuers = &issuer_;
    trust.issuer_count = 1;
    return Policy::Open(image_.view(), trust, testing::TestTagger(), testing::TestCrypto());
  }

  // Runs one case; what differs, or nothing.
  std::string Run(const Policy& policy, uint64_t index, std::map<Reason, unsigned>* seen) {
    testing::Random random(SeedOf(policy_index_, 1 + index));
    const RandomCall made = MakeRandomCall(site_, &random);
    const testing::DeviceFacts device = RandomDevice(site_, made.now, &random);
    const CoreDevice core_device(device);
    const NoHistory history;
    const Situation situation{made.no_policy ? nullptr : &policy, testing::TestTagger(),
                              core_device.device(), history, made.now};
    const Site* site = made.no_policy ? nullptr : &site_;
    const Answer expected = Decide(site, device, made.call, made.now);
    ++(*seen)[expected.reason];
    std::string difference = Compare(expected, dialgate::Decide(situation, CoreCall(made.call)));
    difference += CompareRetry(RetryAt(site, device, made.call, made.now),
                               dialgate::RetryAt(situation, CoreCall(made.call)));
    if (difference.empty()) return {};
    return difference + Describe(made.call) + " now " + std::to_string(made.now) + "\n";
  }

  const Site& site() const { return site_; }

 private:
  static std::string CompareRetry(std::optional<int64_t> expected,
                                  tl::expected<int64_t, RetryError> actual) {
    if (expected.has_value() == actual.has_value() && (!expected || *expected == *actual))
      return {};
    return "retry_at: model " + (expected ? std::to_string(*expected) : "never") + ", core " +
           (actual ? std::to_string(*actual) : "never") + "\n";
  }

  uint64_t policy_index_;
  testing::Random random_;
  Site site_;
  testing::AlignedBytes image_;
  IssuerKey issuer_;
};

void Report(const std::map<Reason, unsigned>& seen) {
  std::cout << "seed " << options.seed << ", " << options.policies * kCallsAPolicy << " calls:\n";
  for (const auto& [reason, count] : seen)
    std::cout << "  " << Name(reason) << " " << count << "\n";
}

std::string HeaderText(const Site& site) { return testing::HeaderOf(site).ShortDebugString(); }

TEST(Model, CoreDecidesAsTheModel) {
  std::map<Reason, unsigned> seen;
  unsigned differences = 0;
  const bool one = options.only_case >= 0;
  const uint64_t first = one ? static_cast<uint64_t>(options.only_case) / kCallsAPolicy : 0;
  const uint64_t last = one ? first + 1 : options.policies;
  for (uint64_t p = first; p < last && differences < 5; ++p) {
    Trial trial(p);
    const auto policy = trial.Open();
    ASSERT_TRUE(policy) << "--seed " << options.seed << " policy " << p << ": "
                        << Name(policy.error()) << "\n"
                        << HeaderText(trial.site());
    for (uint64_t c = 0; c < kCallsAPolicy && differences < 5; ++c) {
      const uint64_t id = p * kCallsAPolicy + c;
      if (one && id != static_cast<uint64_t>(options.only_case)) continue;
      const std::string difference = trial.Run(*policy, c, &seen);
      if (difference.empty()) continue;
      ++differences;
      ADD_FAILURE() << difference << "replay: --seed " << options.seed << " --case " << id
                    << (one ? "\n" + HeaderText(trial.site()) : "");
    }
  }
  if (one) return;
  Report(seen);
  // Every row was reached but those that need a history, which nobody has here.
  for (unsigned n = 1; n <= static_cast<unsigned>(Reason::kDeclaredContact); ++n) {
    const auto reason = static_cast<Reason>(n);
    const bool history = reason == Reason::kLimitReached || reason == Reason::kHistoryFull;
    EXPECT_EQ(seen.count(reason) == 0, history) << Name(reason);
  }
}

// The model's own short cut: it tries only the seconds at which its hours can change. Here every
// second before its answer is tried.
TEST(Model, RetryAtIsTheFirstSecondOfAll) {
  unsigned scanned = 0;
  for (uint64_t p = 0; scanned < 40 && p < 400; ++p) {
    testing::Random random(SeedOf(p, 7));
    const Site site = RandomSite(&random);
    for (unsigned c = 0; c < 20; ++c) {
      const RandomCall made = MakeRandomCall(site, &random);
      const testing::DeviceFacts device = RandomDevice(site, made.now, &random);
      const auto retry = RetryAt(&site, device, made.call, made.now);
      if (!retry || *retry - made.now > 200000) continue;
      const Timed timed = *TimedOf(site, device, made.call);
      int64_t at = made.now;
      while (TooEarly(timed, at) || !OutsideHours(timed, at).empty()) ++at;
      ASSERT_EQ(*retry, at) << "--seed " << options.seed << " policy " << p << " call " << c;
      ++scanned;
    }
  }
  EXPECT_GE(scanned, 40u);
}

// decisions.dgp stands in the tree for targets that cannot make it. It is the policy of its site;
// if not, remake it: make_vectors --decisions tests/vectors/decisions.dgp
TEST(Model, PolicyOfDecisionVectorsIsThatOfItsSite) {
  const std::string_view kept = {reinterpret_cast<const char*>(vectors::kDecisionsPolicy),
                                 vectors::kDecisionsPolicySize};
  EXPECT_EQ(kept, testing::MakePolicy(DecisionSite()));
}

}  // namespace
}  // namespace dialgate::model

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  auto& options = dialgate::model::options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--all") {
      options.policies = 2000;
    } else if (argument == "--policies" && i + 1 < argc) {
      options.policies = std::strtoull(argv[++i], nullptr, 10);
    } else if (argument == "--seed" && i + 1 < argc) {
      options.seed = std::strtoull(argv[++i], nullptr, 10);
    } else if (argument == "--case" && i + 1 < argc) {
      options.only_case = std::strtoll(argv[++i], nullptr, 10);
    } else {
      std::cerr << "model_test: what is " << argument
                << "? [--all | --policies N] [--seed S] [--case K]\n";
      return 2;
    }
  }
  return RUN_ALL_TESTS();
}
