#include "dialgate/posix/policy_holder.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "dialgate/gate.h"
#include "gate.h"

namespace dialgate::posix {
namespace {

constexpr int kSwaps = 4000;
constexpr int kDeciders = 3;

// Two policies between which nothing is shared: each says yes to its own account, and no to the
// other's.
class Swaps : public ::testing::Test {
 protected:
  testing::PolicyText TextOf(int which) const {
    testing::PolicyText text = testing::WithSerial(static_cast<uint64_t>(which + 1));
    const std::string account = which == 0 ? "even" : "odd";
    text.accounts = {{account, account}};
    text.contacts = {{account, "8613800138000", Role::kDebtor}};
    return text;
  }
  LoadedPolicy Load(int which) const {
    Result<PolicyFile> file = PolicyFile::Open(paths_[which]);
    Trust trust;
    trust.issuers = &issuer_;
    trust.issuer_count = 1;
    const auto policy = Policy::Open(file->bytes(), trust, tagger_, crypto_);
    if (!policy) abort();
    return {std::move(*file), *policy};
  }

  const testing::GateOfTests gate_;
  const testing::FakeCrypto crypto_{};
  const Tagger tagger_{testing::kTestLookupKey, crypto_};
  const IssuerKey issuer_ = testing::TestKey(1);
  const std::string paths_[2] = {gate_.Write(TextOf(0)), gate_.Write(TextOf(1))};
};

TEST_F(Swaps, EveryDecisionIsByOnePolicyWhole) {
  PolicyHolder holder;
  std::atomic<bool> stop{false};
  std::atomic<int> wrong{0}, decided{0};
  const auto decide = [&] {
    Device device;
    device.modes = Modes().With(Mode::kManual);
    device.clock_trusted = device.record_durable = true;
    const NoHistory history;
    while (!stop) {
      const PolicyHolder::Lease lease = holder.Acquire();
      const Policy* policy = lease.policy();
      const bool even = policy != nullptr && policy->serial() == 1;
      const Situation situation = {policy, tagger_, device, history, 1794000000};
      Call call = {"+8613800138000", even ? "even" : "odd", Purpose::kCollect, Mode::kManual, {}};
      const Reason own = Decide(situation, call).reason;
      call.account = even ? "odd" : "even";
      const Reason other = Decide(situation, call).reason;
      const bool right = policy == nullptr
                             ? own == Reason::kPolicyUnavailable && other == own
                             : own == Reason::kDeclaredContact && other == Reason::kAccountUnknown;
      if (!right) ++wrong;
      ++decided;
    }
  };
  std::vector<std::thread> deciders;
  for (int i = 0; i < kDeciders; ++i) deciders.emplace_back(decide);
  for (int i = 0; i < kSwaps; ++i) holder.Replace(Load(i % 2));
  while (decided < kDeciders) std::this_thread::yield();
  stop = true;
  for (std::thread& decider : deciders) decider.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(Swaps, TheOldPolicyIsHandedBackWhole) {
  PolicyHolder holder;
  EXPECT_FALSE(holder.Replace(Load(0)));
  const std::optional<LoadedPolicy> old = holder.Replace(Load(1));
  ASSERT_TRUE(old);
  EXPECT_EQ(old->policy.serial(), 1u);
  EXPECT_EQ(holder.Acquire().policy()->serial(), 2u);
}

// What is spent between taking a slot and making sure of it is a large part of this loop, so that a
// replacement often comes just there.
TEST_F(Swaps, ALeaseIsOfAPolicyInForce) {
  PolicyHolder holder;
  holder.Replace(Load(1));
  std::atomic<bool> stop{false};
  std::atomic<int> wrong{0};
  const auto hold = [&] {
    while (!stop) {
      const PolicyHolder::Lease lease = holder.Acquire();
      const Policy* policy = lease.policy();
      if (policy == nullptr || policy->serial() < 1 || policy->serial() > 2) ++wrong;
    }
  };
  std::vector<std::thread> deciders;
  for (int i = 0; i < kDeciders; ++i) deciders.emplace_back(hold);
  for (int i = 0; i < kSwaps; ++i) holder.Replace(Load(i % 2));
  stop = true;
  for (std::thread& decider : deciders) decider.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(Swaps, AReplacementWaitsForWhoeverStillDecides) {
  PolicyHolder holder;
  holder.Replace(Load(0));
  std::atomic<bool> replaced{false};
  std::thread replacer;
  {
    const PolicyHolder::Lease lease = holder.Acquire();
    replacer = std::thread([&] {
      holder.Replace(Load(1));
      replaced = true;
    });
    while (true) {  // the new one is in force at once
      const PolicyHolder::Lease next = holder.Acquire();
      if (next.policy()->serial() == 2) break;
    }
    EXPECT_FALSE(replaced);
    EXPECT_EQ(lease.policy()->serial(), 1u);  // and the old one whole
    EXPECT_EQ(lease.policy()->issuer(), "Example Bank");
  }
  replacer.join();
  EXPECT_TRUE(replaced);
}

}  // namespace
}  // namespace dialgate::posix
