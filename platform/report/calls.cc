#include "platform/report/calls.h"

#include "dialgate/calendar.h"
#include "dialgate/decision.h"

namespace dialgate::report {
namespace {

void Count(const Decided& decided, StatedCalls* calls) {
  ++calls->calls;
  if (decided.disclosures.bits == 0) ++calls->telling_nothing;
  for (size_t word = 1; word < calls->telling.size(); ++word) {
    if (decided.disclosures.Contains(static_cast<Disclosure>(word))) ++calls->telling[word];
  }
}

}  // namespace

bool IsAllowed(Reason reason) {
  Decision decision;
  decision.reason = reason;
  return decision.allowed();
}

void Calls::Take(const Record& record, std::optional<size_t> policy) {
  const Decided& decided = record.decided;
  const bool allowed = IsAllowed(decided.reason);
  total.Add(allowed);
  ++by_reason[static_cast<size_t>(decided.reason)];
  const bool has_zone = decided.key.role != Role::kNone;
  if (const auto local = ToLocal(record.at, decided.utc_offset)) {
    by_day[local->day].Add(allowed);
    if (has_zone) by_hour[local->weekday][local->minute / 60].Add(allowed);
  }
  if (!has_zone) without_zone.Add(allowed);
  if (decided.reason == Reason::kDeclaredContact) {
    Count(decided, &stated[{decided.key.role, decided.purpose, decided.mode}]);
  }
  if (decided.detail.kind != Detail::Kind::kNone && policy) {
    ++rules[{*policy, decided.key.role, decided.detail.kind, decided.detail.zone,
             decided.detail.index}];
  }
}

}  // namespace dialgate::report
