// Which caps and hours need not stand, by brute force.
#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "platform/builder/rules/hours_in_common.h"
#include "platform/builder/rules/tighten.h"
#include "random.h"
#include "seed.h"

namespace dialgate::test {
namespace {

using dialgate::testing::Random;

proto::Cap MakeCap(proto::Counts counts, proto::Per per, uint32_t max, uint32_t days,
                   uint32_t minutes) {
  proto::Cap cap;
  cap.set_counts(counts);
  cap.set_per(per);
  cap.set_max(max);
  cap.set_days(days);
  cap.set_minutes(minutes);
  return cap;
}

std::vector<proto::Cap> SmallCaps() {
  std::vector<proto::Cap> caps;
  for (const auto counts : {proto::COUNTS_DIALED, proto::COUNTS_UNANSWERED}) {
    for (const auto per : {proto::PER_NUMBER, proto::PER_DEBTOR}) {
      for (uint32_t max = 1; max <= 3; ++max) {
        for (uint32_t window = 1; window <= 3; ++window) {
          caps.push_back(MakeCap(counts, per, max, window, 0));
          caps.push_back(MakeCap(counts, per, max, 0, window));
        }
      }
    }
  }
  return caps;
}

// `counted`: events that count, now and one and two days (or minutes) ago.
bool Passes(const proto::Cap& cap, const uint32_t (&counted)[3]) {
  uint32_t sum = 0;
  for (uint32_t back = 0; back < cap.days() + cap.minutes(); ++back) sum += counted[back];
  return sum < cap.max();
}

// Whether of all histories none passes `cap` and not `other`, which count the same.
bool ImpliesByTrial(const proto::Cap& cap, const proto::Cap& other) {
  for (uint32_t history = 0; history < 64; ++history) {
    const uint32_t counted[3] = {history & 3, history >> 2 & 3, history >> 4 & 3};
    if (Passes(cap, counted) && !Passes(other, counted)) return false;
  }
  return true;
}

TEST(ImpliedCaps, AreThoseThatNoHistoryPassesAlone) {
  int implied = 0;
  for (const proto::Cap& cap : SmallCaps()) {
    for (const proto::Cap& other : SmallCaps()) {
      const bool alike = cap.counts() == other.counts() && cap.per() == other.per() &&
                         (cap.days() == 0) == (other.days() == 0);
      const bool expected = alike && ImpliesByTrial(cap, other);
      ASSERT_EQ(builder::Implies(cap, other), expected)
          << cap.ShortDebugString() << " / " << other.ShortDebugString();
      implied += expected ? 1 : 0;
    }
  }
  EXPECT_EQ(implied, 8 * 36);  // of each kind: 6 pairs of max times 6 of windows
}

bool AllPass(const proto::RoleRules& rules, const uint32_t (&counted)[3]) {
  for (const proto::Cap& cap : rules.caps()) {
    if (!Passes(cap, counted)) return false;
  }
  return true;
}

TEST(ImpliedCaps, WhatIsLeftPassesWhatAllWouldPass) {
  Random random(Seed(5));
  for (int round = 0; round < 2000; ++round) {
    proto::RoleRules all, left, profile;
    for (int64_t count = random.Between(0, 6); count > 0; --count) {
      const auto cap = MakeCap(proto::COUNTS_RANG, proto::PER_NUMBER, random.Between(1, 3),
                               random.Between(1, 3), 0);
      *(random.OneIn(2) ? left : profile).add_caps() = cap;
      *all.add_caps() = cap;
    }
    builder::Tighten(profile, &left);
    for (uint32_t history = 0; history < 64; ++history) {
      const uint32_t counted[3] = {history & 3, history >> 2 & 3, history >> 4 & 3};
      ASSERT_EQ(AllPass(left, counted), AllPass(all, counted)) << all.ShortDebugString();
    }
    for (const proto::Cap& cap : left.caps()) {
      for (const proto::Cap& other : left.caps()) {
        ASSERT_TRUE(&cap == &other || !builder::Implies(cap, other)) << left.ShortDebugString();
      }
    }
  }
}

bool IsOpen(const builder::HoursList& list, uint32_t weekday, uint32_t minute) {
  for (const proto::Hours& hours : list) {
    if ((hours.weekdays() >> weekday & 1) != 0 && hours.from_minute() <= minute &&
        minute < hours.to_minute()) {
      return true;
    }
  }
  return false;
}

builder::HoursList RandomHours(Random* random) {
  builder::HoursList list;
  for (int64_t count = random->Between(1, 4); count > 0; --count) {
    proto::Hours* hours = list.Add();
    hours->set_weekdays(static_cast<uint32_t>(random->Between(1, 127)));
    hours->set_from_minute(static_cast<uint32_t>(random->Between(0, 9)) * 60);
    hours->set_to_minute(hours->from_minute() + static_cast<uint32_t>(random->Between(1, 6)) * 60);
  }
  return list;
}

TEST(HoursInCommon, AreTheMinutesOfTheWeekThatAreInBoth) {
  Random random(Seed(6));
  for (int round = 0; round < 3000; ++round) {
    const builder::HoursList a = RandomHours(&random);
    const builder::HoursList b = RandomHours(&random);
    const builder::HoursList both = builder::HoursInCommon(a, b);
    for (uint32_t weekday = 0; weekday < 7; ++weekday) {
      for (uint32_t minute = 30; minute < 1440; minute += 60) {
        ASSERT_EQ(IsOpen(both, weekday, minute),
                  IsOpen(a, weekday, minute) && IsOpen(b, weekday, minute))
            << "round " << round << ", weekday " << weekday << ", minute " << minute;
      }
    }
  }
}

TEST(HoursInCommon, AreToldInFewEntries) {
  builder::HoursList week, day;
  proto::Hours* all = week.Add();
  all->set_weekdays(127);
  all->set_to_minute(1440);
  for (uint32_t weekday = 0; weekday < 7; ++weekday) {
    for (uint32_t hour = 8; hour < 20; ++hour) {
      proto::Hours* hours = day.Add();
      hours->set_weekdays(1u << weekday);
      hours->set_from_minute(hour * 60);
      hours->set_to_minute(hour * 60 + 60);
    }
  }
  const builder::HoursList both = builder::HoursInCommon(week, day);
  ASSERT_EQ(both.size(), 1);
  EXPECT_EQ(both[0].ShortDebugString(), "weekdays: 127 from_minute: 480 to_minute: 1200");
  proto::Hours* within = week.Add();
  within->set_weekdays(3);
  within->set_from_minute(600);
  within->set_to_minute(660);
  EXPECT_EQ(builder::HoursInCommon(week, both).size(), 1);
}

}  // namespace
}  // namespace dialgate::test
