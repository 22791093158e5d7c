#include <gtest/gtest.h>

#include "dialgate/gate.h"
#include "policy_image.h"

namespace dialgate {
namespace {

using testing::OpenPolicy;
using testing::PolicyText;

constexpr int64_t kDay = 86400;
constexpr int64_t kMonday = 1793548800;  // 2026-11-02 00:00 in Shanghai, UTC+8
constexpr int32_t kMondayDay = 20759;

class Retry : public ::testing::Test {
 protected:
  Retry() {
    device.modes = Modes{}.With(Mode::kManual);
    device.clock_trusted = device.record_durable = true;
    text.roles[0].any_time = false;
    text.roles[0].hours = {{0b0011111, 9 * 60, 18 * 60}};  // Monday to Friday
  }

  // Seconds from Monday's midnight in Shanghai; -1: never.
  int64_t From(int64_t seconds, const History& history = NoHistory()) const {
    const OpenPolicy open(text);
    const Call call{"+8613800138000", "L-1042", Purpose::kCollect, Mode::kManual, {}};
    const Situation situation{&*open.policy, open.tagger, device, history, kMonday + seconds};
    const auto at = RetryAt(situation, call);
    return at ? *at - kMonday : -1;
  }

  PolicyText text;
  Device device;
};

TEST_F(Retry, IsForTimeAlone) {
  EXPECT_EQ(From(10 * 3600), -1);  // allowed
  text.contacts[0].withdrawn = true;
  EXPECT_EQ(From(8 * 3600), -1);
}

TEST_F(Retry, WaitsForTheNextOpening) {
  EXPECT_EQ(From(0), 9 * 3600);
  EXPECT_EQ(From(9 * 3600 - 1), 9 * 3600);
  EXPECT_EQ(From(18 * 3600), kDay + 9 * 3600);
  EXPECT_EQ(From(4 * kDay + 18 * 3600), 7 * kDay + 9 * 3600);  // over the weekend
}

TEST_F(Retry, SkipsClosedDates) {
  text.closed_dates = {kMondayDay, kMondayDay + 1};
  EXPECT_EQ(From(10 * 3600), 2 * kDay + 9 * 3600);
}

TEST_F(Retry, WaitsUntilEveryZoneIsOpen) {
  text.zones.push_back({"Europe/London", 0});
  text.zone_sets = {0x00020001};
  EXPECT_EQ(From(9 * 3600), 17 * 3600);  // 09:00 in London
}

TEST_F(Retry, WaitsForTheDueDate) {
  text.roles[0].min_days = {{Mode::kManual, 3}};
  text.accounts[0].due_day = kMondayDay;
  EXPECT_EQ(From(10 * 3600), 3 * kDay + 9 * 3600);
  text.accounts[0].due_day = -1;
  EXPECT_EQ(From(10 * 3600), -1);
}

TEST_F(Retry, IsNeverPastThePolicy) {
  text.not_after = kMonday + 7 * kDay + 9 * 3600;
  EXPECT_EQ(From(4 * kDay + 18 * 3600), -1);
  ++text.not_after;
  EXPECT_EQ(From(4 * kDay + 18 * 3600), 7 * kDay + 9 * 3600);
}

TEST_F(Retry, FollowsAChangeOfClocks) {
  // Wednesday at 02:00 the clocks go back to 01:00: nine o'clock comes an hour later.
  const auto change = static_cast<uint32_t>(kMonday + 2 * kDay + 2 * 3600 - text.not_before);
  text.zones[0].transitions = {{change, 7 * 3600}};
  EXPECT_EQ(From(kDay + 18 * 3600), 2 * kDay + 10 * 3600);
  // A zone that skips Wednesday, and is open from Thursday's midnight on.
  text.zones[0].transitions = {{change - 2 * 3600, 32 * 3600}};
  text.roles[0].hours = {{0b0001000, 0, 1440}};
  EXPECT_EQ(From(kDay), 2 * kDay);
}

class Reached final : public NoHistory {
 public:
  unsigned CountAfter(const HistoryKey&, const Cap& cap, int64_t from) const override {
    return (cap.days != 0 ? day : second) > from ? cap.max : 0;
  }
  int64_t NewestAtMax(const HistoryKey&, const Cap& cap) const override {
    return cap.days != 0 ? day : second;
  }
  int64_t day = kNever, second = kNever;
};

TEST_F(Retry, WaitsForCaps) {
  Reached past;
  text.roles[0].caps = {{Counts::kConversations, 1, 7, 0, Per::kAccount},
                        {Counts::kDialed, 1, 0, 30, Per::kNumber}};
  past.day = kMondayDay;  // a conversation on Monday: the day of it is day one
  EXPECT_EQ(From(10 * 3600, past), 7 * kDay + 9 * 3600);
  past.day = History::kNever;
  past.second = kMonday + 10 * 3600;
  EXPECT_EQ(From(10 * 3600 + 5, past), 10 * 3600 + 1800);
  past.second = kMonday + 18 * 3600 - 1800;  // when the half hour is over, the day is too
  EXPECT_EQ(From(18 * 3600 - 60, past), kDay + 9 * 3600);
}

}  // namespace
}  // namespace dialgate
