#include "platform/builder/rules/hours_in_common.h"

#include <algorithm>

namespace dialgate::builder {
namespace {

bool SameMinutes(const proto::Hours& a, const proto::Hours& b) {
  return a.from_minute() == b.from_minute() && a.to_minute() == b.to_minute();
}

bool Touch(const proto::Hours& a, const proto::Hours& b) {
  return a.from_minute() <= b.to_minute() && b.from_minute() <= a.to_minute();
}

bool Covers(const proto::Hours& a, const proto::Hours& b) {
  return (b.weekdays() & ~a.weekdays()) == 0 && a.from_minute() <= b.from_minute() &&
         b.to_minute() <= a.to_minute();
}

// Puts the minutes of `other` into `hours` if one entry can say both.
bool Absorb(const proto::Hours& other, proto::Hours* hours) {
  if (Covers(*hours, other)) return true;
  if (SameMinutes(*hours, other)) {
    hours->set_weekdays(hours->weekdays() | other.weekdays());
    return true;
  }
  if (hours->weekdays() == other.weekdays() && Touch(*hours, other)) {
    hours->set_from_minute(std::min(hours->from_minute(), other.from_minute()));
    hours->set_to_minute(std::max(hours->to_minute(), other.to_minute()));
    return true;
  }
  return false;
}

bool AbsorbOne(HoursList* list) {
  for (int i = 0; i < list->size(); ++i) {
    for (int j = 0; j < list->size(); ++j) {
      if (i == j || !Absorb((*list)[j], list->Mutable(i))) continue;
      list->DeleteSubrange(j, 1);
      return true;
    }
  }
  return false;
}

}  // namespace

HoursList HoursInCommon(const HoursList& a, const HoursList& b) {
  HoursList common;
  for (const proto::Hours& one : a) {
    for (const proto::Hours& other : b) {
      proto::Hours both;
      both.set_weekdays(one.weekdays() & other.weekdays());
      both.set_from_minute(std::max(one.from_minute(), other.from_minute()));
      both.set_to_minute(std::min(one.to_minute(), other.to_minute()));
      if (both.weekdays() != 0 && both.from_minute() < both.to_minute()) *common.Add() = both;
    }
  }
  while (AbsorbOne(&common)) continue;
  return common;
}

}  // namespace dialgate::builder
