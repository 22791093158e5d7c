#include "history/event_slot.h"

#include <gtest/gtest.h>

namespace dialgate {
namespace {

TEST(EventSlot, WhatIsDroppedForItsAgeLeavesNoGap) {
  uint32_t words[16] = {};
  EventSlot slot(words, 16);
  constexpr uint32_t kStart = 1700000000, kLater = kStart + 300 * 86400,
                     kNew = kStart + 400 * 86400;
  slot.Write(0, {kStart, 0, EventClass::kUnknown});
  slot.Write(1, {kLater, 0, EventClass::kAnswered});
  slot.Write(2, {kNew, 1, EventClass::kUnanswered});
  ASSERT_EQ(slot.count(), 2u);
  EXPECT_EQ(slot.At(0).second, kLater);
  EXPECT_EQ(slot.At(0).what, EventClass::kAnswered);
  EXPECT_EQ(slot.At(1).second, kNew);
  EXPECT_EQ(slot.At(1).day_delta, 1);
}

}  // namespace
}  // namespace dialgate
