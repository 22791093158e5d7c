#include "history_need.h"

#include <algorithm>

namespace dialgate::posix {
namespace {

bool CoversCap(const Cap& kept, const Cap& asked) {
  return kept.counts == asked.counts && kept.per == asked.per && kept.max >= asked.max &&
         kept.days >= asked.days && kept.minutes >= asked.minutes;
}

bool CoversCaps(const std::vector<Cap>& kept, const std::vector<Cap>& asked) {
  return std::all_of(asked.begin(), asked.end(), [&kept](const Cap& cap) {
    return std::any_of(kept.begin(), kept.end(),
                       [&cap](const Cap& other) { return CoversCap(other, cap); });
  });
}

}  // namespace

HistoryNeed NeedOf(const Policy& policy) {
  HistoryNeed need;
  for (Role role : {Role::kDebtor, Role::kGuarantor, Role::kReference, Role::kRepresentative}) {
    const RoleRules& rules = policy.RulesOf(role);
    const auto place = static_cast<unsigned>(role);
    FieldList caps = rules.caps;
    for (ByteView item; caps.Next(&item);) need.caps[place].push_back(ReadCap(item));
    need.unreached_days[place] = static_cast<uint8_t>(rules.unreached_days);
  }
  return need;
}

bool Covers(const HistoryNeed& kept, const HistoryNeed& asked) {
  for (unsigned role = 0; role < HistoryNeed::kRoles; ++role) {
    if (!CoversCaps(kept.caps[role], asked.caps[role])) return false;
    if (asked.unreached_days[role] > kept.unreached_days[role]) return false;
  }
  return true;
}

}  // namespace dialgate::posix
