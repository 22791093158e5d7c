#include "dialgate/posix/policy_keeper.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>

#include "gate.h"

namespace dialgate::posix {
namespace {

using testing::GateOfTests;
using ::testing::HasSubstr;
using testing::PolicyText;
using testing::ReadFile;
using testing::WithSerial;

constexpr ClockReading kValid = {1794000000, true};  // within the policies of the tests
constexpr ClockReading kEarly = {1793000000, true};  // before them

class PolicyKeeperTest : public ::testing::Test {
 protected:
  void SetUp() override { Restart(); }

  void Restart() {
    keeper_.reset();
    auto opened = PolicyKeeper::Open(gate_.device(), crypto_);
    ASSERT_TRUE(opened) << opened.error().message;
    keeper_ = std::move(*opened);
  }
  // 0: it loaded.
  PolicyError Load(const std::string& path, ClockReading now = kValid) {
    const auto loaded = keeper_->Load(path, now);
    if (loaded) return PolicyError{};
    message_ = loaded.error().message;
    EXPECT_TRUE(loaded.error().reason.has_value()) << message_;
    return loaded.error().reason.value_or(PolicyError{});
  }
  PolicyError Load(const PolicyText& text, ClockReading now = kValid) {
    return Load(gate_.Write(text), now);
  }
  uint64_t SerialInForce() {
    const PolicyHolder::Lease lease = keeper_->in_force().Acquire();
    return lease.policy() == nullptr ? 0 : lease.policy()->serial();
  }
  uint64_t SerialRemembered() { return ReadState(gate_.device() + "/policy.state")->serial; }

  const GateOfTests gate_;
  const testing::FakeCrypto crypto_{};
  std::unique_ptr<PolicyKeeper> keeper_;
  std::string message_;
};

constexpr PolicyError kNone{};

TEST_F(PolicyKeeperTest, NothingIsInForceAtFirst) { EXPECT_EQ(SerialInForce(), 0u); }

TEST_F(PolicyKeeperTest, ANewerPolicyTakesThePlaceOfTheOld) {
  EXPECT_EQ(Load(WithSerial(7)), kNone);
  EXPECT_EQ(SerialInForce(), 7u);
  EXPECT_EQ(Load(WithSerial(9)), kNone);
  EXPECT_EQ(SerialInForce(), 9u);
  EXPECT_EQ(SerialRemembered(), 9u);
}

TEST_F(PolicyKeeperTest, TheOldOneStaysOnAnyError) {
  ASSERT_EQ(Load(WithSerial(7)), kNone);
  PolicyText other_site = WithSerial(8), changed = WithSerial(7), expired = WithSerial(8);
  PolicyText foreign = WithSerial(8), unsigned_by_issuer = WithSerial(8);
  other_site.site = "beijing-1";
  changed.issuer = "Somebody else";
  expired.not_before = kValid.utc - 20 * 86400;
  expired.not_after = kValid.utc;
  foreign.signers = {1, 2};
  unsigned_by_issuer.signers = {2};
  std::string cut = testing::PolicyImage::Write(WithSerial(8));
  cut.pop_back();

  EXPECT_EQ(Load(other_site), PolicyError::kOtherSite);
  EXPECT_EQ(Load(foreign), PolicyError::kSignatureForeign);
  EXPECT_EQ(Load(unsigned_by_issuer), PolicyError::kSignatureMissing);
  EXPECT_EQ(Load(gate_.Write(cut)), PolicyError::kTruncated);
  EXPECT_EQ(Load(changed), PolicyError::kSerialReused);
  EXPECT_EQ(Load(WithSerial(6)), PolicyError::kSerialBelowHighest);
  EXPECT_EQ(Load(expired), PolicyError::kNotValidNow);
  EXPECT_THAT(message_, HasSubstr("[not_valid_now]"));
  EXPECT_FALSE(keeper_->Load(gate_.device() + "/no-such-file", kValid));
  EXPECT_EQ(SerialInForce(), 7u);
  EXPECT_EQ(SerialRemembered(), 7u);
}

TEST_F(PolicyKeeperTest, SerialAndBytesAreHeldAgainstItAfterARestartToo) {
  ASSERT_EQ(Load(WithSerial(7)), kNone);
  Restart();
  PolicyText changed = WithSerial(7);
  changed.issuer = "Somebody else";
  EXPECT_EQ(Load(changed), PolicyError::kSerialReused);
  EXPECT_EQ(Load(WithSerial(6)), PolicyError::kSerialBelowHighest);
  EXPECT_EQ(SerialInForce(), 0u);
  EXPECT_EQ(Load(WithSerial(7)), kNone);
}

TEST_F(PolicyKeeperTest, AtAStartValidityIsNotHeldAgainstIt) {
  EXPECT_EQ(Load(WithSerial(7), kEarly), kNone);
  EXPECT_EQ(SerialInForce(), 7u);
}

TEST_F(PolicyKeeperTest, ASerialCountsOnlyOnceItsPolicyWasInForceWhileValid) {
  ASSERT_EQ(Load(WithSerial(9), kEarly), kNone);
  EXPECT_EQ(SerialRemembered(), 0u);
  EXPECT_EQ(Load(WithSerial(8), kEarly), kNone) << "9 was never in force while valid";
  ASSERT_TRUE(keeper_->Remember({kValid.utc, false}));
  EXPECT_EQ(SerialRemembered(), 0u) << "nobody vouches for the time";
  ASSERT_TRUE(keeper_->Remember(kValid));
  EXPECT_EQ(SerialRemembered(), 8u);
  EXPECT_EQ(Load(WithSerial(7)), PolicyError::kSerialBelowHighest);
}

TEST_F(PolicyKeeperTest, APolicyThatCannotBeRememberedDoesNotComeIntoForce) {
  ASSERT_EQ(Load(WithSerial(7)), kNone);
  std::filesystem::create_directory(gate_.device() + "/policy.state.new");
  const auto loaded = keeper_->Load(gate_.Write(WithSerial(8)), kValid);
  ASSERT_FALSE(loaded);
  EXPECT_FALSE(loaded.error().reason.has_value());
  EXPECT_EQ(SerialInForce(), 7u);
  EXPECT_EQ(SerialRemembered(), 7u);
}

// Its gate could not record it: after a restart the one before must still load.
TEST_F(PolicyKeeperTest, APolicyThatDoesNotComeIntoForceIsNotRemembered) {
  ASSERT_EQ(Load(WithSerial(7)), kNone);
  const auto loaded = keeper_->Load(gate_.Write(WithSerial(8)), kValid, [](LoadedPolicy) {
    return tl::make_unexpected(Error{"the disk is full"});
  });
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().message, "the disk is full");
  EXPECT_FALSE(std::filesystem::exists(gate_.device() + "/policy.state.new"));
  EXPECT_EQ(SerialRemembered(), 7u);
  Restart();
  EXPECT_EQ(Load(WithSerial(7)), kNone);
  EXPECT_EQ(Load(WithSerial(8)), kNone);
  EXPECT_EQ(SerialRemembered(), 8u);
}

TEST_F(PolicyKeeperTest, RememberingWaitsForNoLoad) {
  std::future<bool> remembered;
  const auto loaded = keeper_->Load(gate_.Write(WithSerial(7)), kValid, [&](LoadedPolicy next) {
    keeper_->in_force().Replace(std::move(next));
    remembered = std::async(std::launch::async,
                            [&] { return keeper_->Remember(kValid).has_value(); });
    EXPECT_EQ(remembered.wait_for(std::chrono::seconds(20)), std::future_status::ready);
    return true;
  });
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(remembered.get());
  EXPECT_EQ(SerialRemembered(), 7u);
}

TEST_F(PolicyKeeperTest, WhatIsRememberedIsNotWrittenAgain) {
  ASSERT_EQ(Load(WithSerial(7)), kNone);
  std::filesystem::create_directory(gate_.device() +
                                    "/policy.state.new");  // nothing can be written
  EXPECT_TRUE(keeper_->Remember(kValid));
}

TEST_F(PolicyKeeperTest, AGateThatForgotWhatItSawDoesNotStart) {
  keeper_.reset();
  std::filesystem::remove(gate_.device() + "/policy.state");
  const auto opened = PolicyKeeper::Open(gate_.device(), crypto_);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, HasSubstr("policy.state"));
}

}  // namespace
}  // namespace dialgate::posix
