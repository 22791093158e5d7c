// Zones of a policy held against the C library's own reading of the same tzdata.
#include "platform/builder/rules/zone_compiler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <time.h>

#include "platform/builder/rules/civil_text.h"

namespace dialgate::test {
namespace {

using builder::ReadUtcTime;
using builder::ZoneCompiler;

constexpr int64_t kHour = 3600;
constexpr int64_t kLongest = 35 * 24 * kHour;

const ZoneCompiler& Compiler() {
  static const ZoneCompiler compiler = *ZoneCompiler::Open();
  return compiler;
}

void EnterZone(const std::string& name) {
  setenv("TZ", name.c_str(), 1);
  tzset();
}

int64_t LibraryOffset(int64_t utc) {
  const time_t time = utc;
  tm local;
  localtime_r(&time, &local);
  return local.tm_gmtoff;
}

int64_t OffsetAt(const proto::Zone& zone, int64_t start, int64_t utc) {
  int64_t offset = zone.utc_offset();
  for (const proto::Transition& transition : zone.transitions()) {
    if (utc >= start + transition.after()) offset = transition.utc_offset();
  }
  return offset;
}

// Holds a policy over [start, end) against the library at every `step`, and at both sides of each
// change.
void CheckZone(const std::string& name, int64_t start, int64_t end, int64_t step) {
  const auto zone = Compiler().Compile(name, start, end);
  ASSERT_TRUE(zone.has_value()) << zone.error().message;
  EXPECT_EQ(zone->name(), name);
  int64_t before = zone->utc_offset();
  for (const proto::Transition& transition : zone->transitions()) {
    const int64_t instant = start + transition.after();
    EXPECT_GT(transition.after(), 0u) << name;
    EXPECT_LT(instant, end) << name;
    EXPECT_NE(transition.utc_offset(), before) << name;
    EXPECT_EQ(LibraryOffset(instant - 1), before) << name << " " << instant;
    EXPECT_EQ(LibraryOffset(instant), transition.utc_offset()) << name << " " << instant;
    before = transition.utc_offset();
  }
  for (int64_t utc = start; utc < end; utc += step) {
    ASSERT_EQ(OffsetAt(*zone, start, utc), LibraryOffset(utc)) << name << " " << utc;
  }
}

class ZoneCompilerTest : public testing::Test {
 protected:
  void TearDown() override { EnterZone("UTC"); }
};

TEST_F(ZoneCompilerTest, EveryZoneIsRightThroughEveryPolicyOfThreeYears) {
  const int64_t first = *ReadUtcTime("2026-01-01T00:00:00Z");
  const int64_t last = *ReadUtcTime("2029-01-01T00:00:00Z");
  EXPECT_GT(Compiler().names().size(), 500u);
  for (const std::string& name : Compiler().names()) {
    EnterZone(name);
    for (int64_t start = first; start < last; start += kLongest) {
      CheckZone(name, start, start + kLongest, 6 * kHour);
    }
  }
}

struct Past {
  const char* zone;
  const char* from;
  int transitions;
  int32_t offset_after;
};

class PastZones : public testing::TestWithParam<Past> {};

TEST_P(PastZones, AreRightByTheMinute) {
  const Past& past = GetParam();
  const int64_t start = *ReadUtcTime(past.from);
  EnterZone(past.zone);
  CheckZone(past.zone, start, start + kLongest, 60);
  const auto zone = Compiler().Compile(past.zone, start, start + kLongest);
  ASSERT_EQ(zone->transitions_size(), past.transitions);
  if (past.transitions > 0) {
    EXPECT_EQ(zone->transitions(past.transitions - 1).utc_offset(), past.offset_after);
  }
  EnterZone("UTC");
}

INSTANTIATE_TEST_SUITE_P(
    Zones, PastZones,
    testing::Values(Past{"Pacific/Apia", "2011-12-15T00:00:00Z", 1, 14 * 3600},  // skipped a day
                    Past{"Australia/Lord_Howe", "2026-03-20T00:00:00Z", 1, 10 * 3600 + 1800},
                    Past{"Australia/Lord_Howe", "2026-09-20T00:00:00Z", 1, 11 * 3600},
                    Past{"Asia/Kathmandu", "1985-12-15T00:00:00Z", 1, 5 * 3600 + 2700},
                    Past{"Asia/Kathmandu", "2026-11-01T00:00:00Z", 0, 0},
                    Past{"America/St_Johns", "2010-10-20T00:00:00Z", 1, -(3 * 3600 + 1800)},
                    Past{"Africa/Casablanca", "2026-02-10T00:00:00Z", 1, 0},  // Ramadan
                    Past{"Antarctica/Troll", "2026-03-10T00:00:00Z", 1, 2 * 3600},
                    Past{"Europe/Dublin", "2026-10-10T00:00:00Z", 1, 0},
                    Past{"America/New_York", "2105-10-20T00:00:00Z", 1, -5 * 3600},
                    Past{"America/Metlakatla", "2015-10-20T00:00:00Z", 1, -9 * 3600}));

TEST_F(ZoneCompilerTest, AChangeAtTheFirstSecondIsTheOffsetAndOneAtTheLastIsLeftOut) {
  const int64_t change = *ReadUtcTime("2026-10-25T01:00:00Z");
  const auto at = Compiler().Compile("Europe/Berlin", change, change + kHour);
  EXPECT_EQ(at->utc_offset(), kHour);
  EXPECT_EQ(at->transitions_size(), 0);
  const auto up_to = Compiler().Compile("Europe/Berlin", change - kHour, change);
  EXPECT_EQ(up_to->utc_offset(), 2 * kHour);
  EXPECT_EQ(up_to->transitions_size(), 0);
  const auto past = Compiler().Compile("Europe/Berlin", change - kHour, change + 1);
  ASSERT_EQ(past->transitions_size(), 1);
  EXPECT_EQ(past->transitions(0).after(), kHour);
}

TEST_F(ZoneCompilerTest, WhatIsNoZoneOfTzdataIsUnknown) {
  for (const char* name :
       {"localtime", "posix/Europe/Berlin", "right/UTC", "Fixed/UTC+01:00:00", "posixrules",
        "europe/berlin", "", "Europe/Berlin ", "../etc/localtime", "EST5EDT4"}) {
    EXPECT_FALSE(Compiler().Knows(name)) << name;
    const auto zone = Compiler().Compile(name, 86400 * 2, 86400 * 3);
    ASSERT_FALSE(zone.has_value()) << name;
    EXPECT_THAT(zone.error().message, testing::HasSubstr("is not known"));
  }
  EXPECT_TRUE(Compiler().Knows("Asia/Calcutta"));  // a link
}

}  // namespace
}  // namespace dialgate::test
