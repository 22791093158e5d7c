#include "history/debtor_days.h"

#include <algorithm>

namespace dialgate {
namespace {

constexpr unsigned kFirstByte = 10;

// Two days are three bytes.
unsigned PlaceOf(int32_t day) { return static_cast<unsigned>(day) % DebtorDays::kDays; }

}  // namespace

DebtorDays::Day DebtorDays::Read(int32_t day) const {
  if (!Holds(day)) return {0, 0, 0};
  const unsigned place = PlaceOf(day), byte = kFirstByte + place / 2 * 3 + place % 2;
  const unsigned both = bytes_[byte] | bytes_[byte + 1] << 8;
  const unsigned bits = place % 2 == 0 ? both & 0xFFF : both >> 4;
  return {bits & 31, bits >> 5 & 31, bits >> 10};
}

void DebtorDays::Write(int32_t day, const Day& what) {
  const unsigned place = PlaceOf(day), byte = kFirstByte + place / 2 * 3 + place % 2;
  const unsigned bits = what.unknown | what.answered << 5 | what.dialed << 10;
  const unsigned both = bytes_[byte] | bytes_[byte + 1] << 8;
  const unsigned now = place % 2 == 0 ? (both & 0xF000) | bits : (both & 0xF) | bits << 4;
  bytes_[byte] = static_cast<uint8_t>(now);
  bytes_[byte + 1] = static_cast<uint8_t>(now >> 8);
}

// The days between had no call.
void DebtorDays::MoveTo(int32_t day) {
  const int32_t first = std::max(newest() + 1, day - static_cast<int32_t>(kDays) + 1);
  bytes_[8] = static_cast<uint8_t>(day);
  bytes_[9] = static_cast<uint8_t>(day >> 8);
  for (int32_t between = first; between <= day; ++between) Write(between, {0, 0, 0});
}

bool DebtorDays::HasRoomAround(int32_t utc_day) const {
  const int32_t last = std::min(utc_day + 2, newest());
  for (int32_t day = utc_day - 2; day <= last; ++day) {
    if (Read(day).unknown >= kMost - 1) return false;
  }
  return true;
}

void DebtorDays::Add(int32_t day) {
  if (day > newest()) MoveTo(day);
  if (!Holds(day)) return;  // before all that a rule may look at
  Day what = Read(day);
  if (what.unknown < kMost) ++what.unknown;
  Write(day, what);
}

void DebtorDays::Count(EventClass what, Day* day) {
  const bool answered = what == EventClass::kAnswered || what == EventClass::kConversation;
  if (answered && day->answered < kMost) ++day->answered;
  if (what != EventClass::kNotDialed) day->dialed = std::min(day->dialed + 1, 3u);
}

// At its most a count stays: what was not counted cannot be taken back.
void DebtorDays::Change(int32_t day, EventClass from, EventClass to) {
  if (!Holds(day)) return;
  Day what = Read(day);
  const unsigned dialed = what.dialed;
  if (from == EventClass::kUnknown && what.unknown < kMost) --what.unknown;
  if (from == EventClass::kAnswered && what.answered < kMost) --what.answered;
  Count(to, &what);
  if (from != EventClass::kUnknown) what.dialed = dialed;
  Write(day, what);
}

void DebtorDays::AddClosed(int32_t day, EventClass what) {
  if (day > newest()) MoveTo(day);
  if (!Holds(day)) return;
  Day counts = Read(day);
  if (what != EventClass::kUnknown) {
    Count(what, &counts);
  } else {
    counts.unknown = std::min(counts.unknown + 1, kMost);
  }
  Write(day, counts);
}

unsigned DebtorDays::Tries(int32_t day) const {
  const Day what = Read(day);
  return what.dialed + what.unknown;
}

bool DebtorDays::AnsweredFrom(int32_t day) const {
  for (day = std::max(day, newest() - static_cast<int32_t>(kDays) + 1); day <= newest(); ++day) {
    const Day what = Read(day);
    if (what.unknown != 0 || what.answered != 0) return true;
  }
  return false;
}

}  // namespace dialgate
