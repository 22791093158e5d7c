#include "platform/builder/tables/zone_sets.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dialgate::builder {
namespace {

constexpr int64_t kNotBefore = 1'793'491'200, kNotAfter = kNotBefore + 86400;  // 2026-11-01

// The `i`-th list of three zones out of seventeen, no zone twice in one.
std::string NthList(unsigned i) {
  static constexpr const char* kZones[17] = {
      "Asia/Shanghai", "Asia/Tokyo",   "Asia/Seoul",       "Asia/Kolkata",    "Asia/Jakarta",
      "Asia/Manila",   "Asia/Karachi", "Asia/Dhaka",       "Asia/Colombo",    "Asia/Kathmandu",
      "Asia/Tehran",   "Asia/Baghdad", "America/New_York", "America/Chicago", "America/Sao_Paulo",
      "Europe/London", "Europe/Paris"};
  const unsigned first = i % 17, second = (first + 1 + i / 17 % 16) % 17;
  unsigned third = i / (17 * 16) % 15;  // of those that are neither
  for (unsigned taken : {std::min(first, second), std::max(first, second)}) third += third >= taken;
  return std::string(kZones[first]) + "|" + kZones[second] + "|" + kZones[third];
}

TEST(ZoneSets, APolicyHas4095Lists) {
  const auto compiler = ZoneCompiler::Open();
  ASSERT_TRUE(compiler.has_value());
  ZoneSets sets(*compiler, kNotBefore, kNotAfter);
  for (unsigned i = 0; i < 17 * 16 * 15; ++i) ASSERT_TRUE(sets.Find(NthList(i))) << NthList(i);
  // 4,080 so far: lists of one zone are others.
  const char* const alone[] = {
      "Asia/Shanghai", "Asia/Tokyo",   "Asia/Seoul",       "Asia/Kolkata",    "Asia/Jakarta",
      "Asia/Manila",   "Asia/Karachi", "Asia/Dhaka",       "Asia/Colombo",    "Asia/Kathmandu",
      "Asia/Tehran",   "Asia/Baghdad", "America/New_York", "America/Chicago", "America/Sao_Paulo"};
  for (const char* zone : alone) ASSERT_TRUE(sets.Find(zone)) << zone;
  const auto more = sets.Find("Europe/London");
  ASSERT_FALSE(more.has_value());
  EXPECT_NE(more.error().find("at most 4,095 different lists"), std::string::npos) << more.error();
  EXPECT_EQ(*sets.Find("America/Sao_Paulo"), 4094);  // what stands is still found
}

}  // namespace
}  // namespace dialgate::builder
