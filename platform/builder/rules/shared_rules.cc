#include "platform/builder/rules/shared_rules.h"

#include "platform/builder/rules/civil_text.h"

namespace dialgate::builder {
namespace {

constexpr uint32_t kMostReferences = 10;
constexpr uint32_t kMostReceiptHours = 8784;

}  // namespace

tl::expected<ClosedDates, Problem> ReadClosedDates(
    const google::protobuf::RepeatedPtrField<std::string>& dates, const Place& place) {
  ClosedDates days;
  for (int i = 0; i < dates.size(); ++i) {
    const auto day = ReadDate(dates[i]);
    if (!day || *day < 0) {
      return place.Wrong("closed_dates", i, "must be a date from 1970 on, as 2026-10-01");
    }
    days.insert(static_cast<uint32_t>(*day));
    if (days.size() > kMostClosedDates) {
      return place.Wrong("closed_dates", i, kTooManyClosedDates);
    }
  }
  return days;
}

tl::expected<void, Problem> CheckLimits(uint32_t max_references, uint32_t receipt_within_hours,
                                        const Place& place) {
  if (max_references > kMostReferences) return place.Wrong("max_references", "must be 0 to 10");
  if (receipt_within_hours > kMostReceiptHours) {
    return place.Wrong("receipt_within_hours", "must be 0, which asks for none, to 8784");
  }
  return {};
}

}  // namespace dialgate::builder
