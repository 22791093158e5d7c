#include "dialgate/calendar.h"

#include <gtest/gtest.h>

#include "policy_image.h"

namespace dialgate {
namespace {

// A zone as it stands in a policy.
struct TestZone {
  TestZone(int64_t start, int32_t offset,
           const std::vector<std::pair<uint32_t, int32_t>>& transitions)
      : bytes(testing::WriteZone({"Test", offset, transitions})),
        zone({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, start) {}
  std::string At(int64_t utc) const {
    const auto local = zone.LocalAt(utc);
    if (!local) return "none";
    return std::to_string(local->day) + " " + std::to_string(local->weekday) + " " +
           std::to_string(local->minute / 60) + ":" + std::to_string(local->minute % 60);
  }
  std::string bytes;
  Zone zone;
};

TEST(Calendar, ReadsDayWeekdayAndMinute) {
  EXPECT_EQ(TestZone(0, 0, {}).At(0), "0 3 0:0");  // Thursday 1970-01-01
  EXPECT_EQ(TestZone(0, 8 * 3600, {}).At(1793548799),
            "20758 6 23:59");  // Sunday 2026-11-01 in Shanghai
  EXPECT_EQ(TestZone(0, 20700, {}).At(1793548799), "20758 6 21:44");   // Kathmandu, +05:45
  EXPECT_EQ(TestZone(0, -12600, {}).At(1793548799), "20758 6 12:29");  // St John's, -03:30
}

TEST(Calendar, HoldsForThePowersOfTwoThatTimeCanReach) {
  EXPECT_EQ(ToLocal(4294967295, 0)->day, 49710);
  EXPECT_EQ(ToLocal(4294967295, 0)->minute, 6 * 60 + 28);
}

TEST(Calendar, RefusesWhatItCannotSay) {
  EXPECT_EQ(ToLocal(-1, 0).error(), CalendarError::kBefore1970);
  EXPECT_EQ(ToLocal(3599, -3600).error(), CalendarError::kBefore1970);
  EXPECT_EQ(ToLocal(3600, -3600)->minute, 0);
  EXPECT_EQ(ToLocal(4294967296, 0).error(), CalendarError::kAfter2105);
  EXPECT_EQ(ToLocal(INT64_MIN, -3600).error(), CalendarError::kBefore1970);
  EXPECT_EQ(ToLocal(INT64_MAX, 3600).error(), CalendarError::kAfter2105);
}

TEST(Calendar, FollowsDaylightSaving) {
  // America/New_York leaves daylight saving on 2026-11-01 at 06:00 UTC.
  const int64_t start = 1793491200;  // 2026-11-01 00:00 UTC
  const TestZone zone(start, -4 * 3600, {{6 * 3600, -5 * 3600}});
  EXPECT_EQ(zone.At(start + 6 * 3600 - 1), "20758 6 1:59");
  EXPECT_EQ(zone.At(start + 6 * 3600), "20758 6 1:0");
  EXPECT_EQ(zone.zone.At(start).end, start + 6 * 3600);
  EXPECT_EQ(zone.zone.At(start + 6 * 3600).end, INT64_MAX);
}

TEST(Calendar, SkipsADayWhereTheZoneDid) {
  // Pacific/Apia went from -10:00 (summer time) to +14:00 on 2011-12-30 at 10:00 UTC: that local
  // day never was.
  const int64_t start = 1325203200;  // 2011-12-30 00:00 UTC
  const TestZone zone(start, -10 * 3600, {{36000, 14 * 3600}});
  EXPECT_EQ(zone.At(start + 35999), "15337 3 23:59");  // Thursday the 29th
  EXPECT_EQ(zone.At(start + 36000), "15339 5 0:0");    // Saturday the 31st
}

}  // namespace
}  // namespace dialgate
