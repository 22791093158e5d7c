// A log that was shortened says the same as the whole one.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dialgate/gate.h"
#include "dialgate/recorded_gate.h"
#include "log_of_tests.h"
#include "policy_image.h"

namespace dialgate {
namespace {

using testing::CarryForward;
using testing::GateAgain;
using testing::LogOfTests;
using testing::OpenPolicy;
using testing::PolicyText;
using testing::Seeded;

constexpr int64_t kDay = 86400;
constexpr int64_t kBegin = 1793500000;  // 2026-11-01 02:26:40 UTC
constexpr Outcome kOutcomes[] = {Outcome::kNotDialed,    Outcome::kNotConnected, Outcome::kNoAnswer,
                                 Outcome::kVoicemail,    Outcome::kAnswered,     Outcome::kAnswered,
                                 Outcome::kConversation, Outcome::kWrongParty,   Outcome::kRefused};

PolicyText Rules(uint64_t serial) {
  PolicyText text;
  text.serial = serial;
  text.history_events = 12;
  text.accounts = {{"L-1", "D-1"}, {"L-2", "D-1"}, {"L-3", "D-3"}, {"L-4", "D-4"}};
  text.contacts = {
      {"L-1", "8613800138000", Role::kDebtor}, {"L-1", "8613800138001", Role::kReference},
      {"L-2", "8613800138000", Role::kDebtor}, {"L-2", "8613800138002", Role::kReference},
      {"L-3", "8613800138003", Role::kDebtor}, {"L-3", "8613800138001", Role::kReference},
      {"L-4", "8613800138004", Role::kDebtor}, {"L-4", "8613800138004", Role::kDebtor}};
  text.contacts.pop_back();
  text.roles[0].caps = {{Counts::kAnswered, 5, 7, 0, Per::kNumber},
                        {Counts::kRang, 6, 0, 600, Per::kNumber},
                        {Counts::kDialed, 11, 2, 0, Per::kAccount},
                        {Counts::kConversations, 4, 9, 0, Per::kDebtor},
                        {Counts::kUnanswered, 8, 5, 0, Per::kDebtor}};
  text.roles.push_back({Role::kReference});
  text.roles[1].purposes = {2};
  text.roles[1].unreached_days = 3;
  text.roles[1].unreached_per_day = 1;
  text.roles[1].caps = {{Counts::kDialed, 2, 7, 0, Per::kNumber},
                        {Counts::kDialed, 3, 0, 3000, Per::kAccount}};
  return text;
}

Call CallTo(const testing::ContactText& contact, std::string* dialed) {
  *dialed = "+" + contact.digits;
  const Purpose purpose = contact.role == Role::kDebtor ? Purpose::kCollect : Purpose::kLocate;
  return {*dialed, contact.account, purpose, Mode::kManual, {}};
}

// A gate that runs for some weeks, over a log that is shortened again and again.
class ShortenedLog {
 public:
  ShortenedLog(uint64_t seed, unsigned words) : random_(seed), words_(words), policy_(Rules(7)) {}

  // Empty, or how the shortened log differs from the whole one.
  std::string Play() {
    gate_ = std::make_unique<GateAgain>(policy_, now_, &log_, words_, LogOfTests::Part::kKept);
    for (unsigned step = 0; step < 1000 && now_ < kBegin + 29 * kDay; ++step) {
      const std::string difference = Step();
      if (!difference.empty()) return "step " + std::to_string(step) + ": " + difference;
    }
    if (allowed_ > 20 && dropped_ > 50) return {};
    return "only " + std::to_string(allowed_) + " allowed and " + std::to_string(dropped_) +
           " dropped";
  }

 private:
  std::string Step() {
    now_ += static_cast<int64_t>(random_.Below(random_.Below(12) == 0 ? kDay : 1500));
    switch (random_.Below(40)) {
      case 0: Withdraw(); return {};
      case 1: Shorten(); return Compare();
      case 2: Restart(); return {};
      default: break;
    }
    if (random_.Below(3) == 0 && !placed_.empty()) {
      Report();
    } else {
      Place();
    }
    return {};
  }

  void Place() {
    std::string dialed;
    const auto& contacts = text_.contacts;
    const Placement placed =
        gate_->gate().Place(CallTo(contacts[random_.Below(contacts.size())], &dialed));
    if (placed.decision.reason != Reason::kDeclaredContact) return;
    ++allowed_;
    placed_.push_back(placed.permit);
    if (random_.Below(2) == 0) (void)gate_->gate().Report(placed.permit, Outcome::kNoAnswer);
  }

  // Sometimes of long ago: those withdraw, or do nothing.
  void Report() {
    const size_t recent = std::min<size_t>(placed_.size(), random_.Below(10) == 0 ? 500 : 4);
    const Permit& permit = placed_[placed_.size() - 1 - random_.Below(recent)];
    const unsigned most = random_.Below(60) == 0 ? 9 : 7;
    (void)gate_->gate().Report(permit, kOutcomes[random_.Below(most)]);
  }

  // Ended sometimes by the next policy.
  void Withdraw() {
    const uint64_t account = policy_.tagger.Account("L-4").value;
    const auto id = gate_->gate().Withdraw(WithdrawalKind::kAccount, account);
    if (!id || random_.Below(4) == 0) return;
    text_.serial++;
    text_.restores = {{LogOfTests::kLog, *id}};
    policies_.push_back(std::make_unique<OpenPolicy>(text_));
    uint8_t digest[32] = {};
    ASSERT_TRUE(gate_->gate().TakePolicy(*policies_.back()->policy, {digest, sizeof digest}));
  }

  // As far as it may; sometimes the power goes on the way.
  void Shorten() {
    const uint64_t before = log_.FirstSince(now_ - 25 * 3600);
    const uint64_t first = log_.oldest() + random_.Below(before - log_.oldest() + 1);
    const unsigned most = random_.Below(4) == 0 ? random_.Below(20) : 1u << 30;
    const bool all = CarryForward(log_, first, most, &gate_->gate());
    if (all && gate_->gate().Drop(first)) {
      const uint64_t gone = log_.oldest() + random_.Below(first - log_.oldest() + 1);
      dropped_ += gone - log_.oldest();
      log_.Remove(gone);
    }
    if (random_.Below(2) == 0) Restart();
  }

  void Restart() {
    gate_ = std::make_unique<GateAgain>(policy_, now_, &log_, words_, LogOfTests::Part::kKept);
  }

  // The gate as it runs, one that reads what is kept, and one that reads what was there: each
  // call, each day of a fortnight.
  std::string Compare() {
    const GateAgain whole(policy_, now_, &log_, words_, LogOfTests::Part::kWhole);
    const GateAgain kept(policy_, now_, &log_, words_, LogOfTests::Part::kKeptOnly);
    for (const auto& contact : text_.contacts) {
      std::string dialed;
      const Call call = CallTo(contact, &dialed);
      for (int64_t at = now_; at < now_ + 15 * kDay; at += 7 * 3600) {
        const std::string expected = whole.Answer(call, at);
        if (gate_->Answer(call, at) != expected) return "running: " + dialed + " " + expected;
        if (kept.Answer(call, at) != expected) return "kept: " + dialed + " " + expected;
      }
    }
    for (const Permit& permit : placed_) {
      for (const Outcome outcome : kOutcomes) {
        if (kept.MayReport(permit, outcome, now_) != whole.MayReport(permit, outcome, now_)) {
          return "a report is taken by one of them";
        }
      }
    }
    return {};
  }

  Seeded random_;
  const unsigned words_;
  PolicyText text_ = Rules(7);
  OpenPolicy policy_;
  std::vector<std::unique_ptr<OpenPolicy>> policies_;
  int64_t now_ = kBegin;
  LogOfTests log_;
  std::unique_ptr<GateAgain> gate_;
  std::vector<Permit> placed_;
  uint64_t allowed_ = 0, dropped_ = 0;
};

class ReplayTest : public ::testing::TestWithParam<unsigned> {};

TEST_P(ReplayTest, AShortenedLogSaysWhatTheWholeOneSays) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_EQ(ShortenedLog(seed, GetParam()).Play(), "") << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(SlotSizes, ReplayTest, ::testing::Values(16u, 32u));

}  // namespace
}  // namespace dialgate
