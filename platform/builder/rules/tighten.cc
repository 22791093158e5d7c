#include "platform/builder/rules/tighten.h"

#include <algorithm>
#include <map>

#include "platform/builder/rules/hours_in_common.h"

namespace dialgate::builder {
namespace {

using google::protobuf::RepeatedField;

void Intersect(const RepeatedField<int>& allowed, RepeatedField<int>* words) {
  if (allowed.empty()) return;
  const auto barred = [&allowed](int word) {
    return std::find(allowed.begin(), allowed.end(), word) == allowed.end();
  };
  words->erase(std::remove_if(words->begin(), words->end(), barred), words->end());
}

void TightenUnreached(const proto::RoleRules& profile, proto::RoleRules* rules) {
  if (!profile.has_debtor_unreached()) return;
  const proto::DebtorUnreached& asked = profile.debtor_unreached();
  proto::DebtorUnreached* unreached = rules->mutable_debtor_unreached();
  unreached->set_days(std::max(unreached->days(), asked.days()));
  unreached->set_per_day(std::max(unreached->per_day(), asked.per_day()));
}

void TightenMinimums(const proto::RoleRules& profile, proto::RoleRules* rules) {
  std::map<int, int32_t> minimums;
  for (const proto::RoleRules* from : {&profile, static_cast<const proto::RoleRules*>(rules)}) {
    for (const proto::MinDaysPastDue& minimum : from->min_days_past_due()) {
      int32_t& days = minimums.emplace(minimum.mode(), minimum.days()).first->second;
      days = std::max(days, minimum.days());
    }
  }
  rules->clear_min_days_past_due();
  for (const auto& [mode, days] : minimums) {
    proto::MinDaysPastDue* minimum = rules->add_min_days_past_due();
    minimum->set_mode(static_cast<proto::Mode>(mode));
    minimum->set_days(days);
  }
}

void TightenHours(const proto::RoleRules& profile, proto::RoleRules* rules) {
  if (profile.hours().empty()) return;
  if (rules->any_time()) {
    rules->set_any_time(false);
    *rules->mutable_hours() = profile.hours();
  } else {
    *rules->mutable_hours() = HoursInCommon(rules->hours(), profile.hours());
  }
}

// Of two that imply each other, which are identical, the first stays.
void DropImpliedCaps(proto::RoleRules* rules) {
  auto* caps = rules->mutable_caps();
  for (int i = 0; i < caps->size(); ++i) {
    for (int j = caps->size() - 1; j >= 0; --j) {
      if (i == j || !Implies((*caps)[i], (*caps)[j])) continue;
      caps->DeleteSubrange(j, 1);
      if (j < i) --i;
    }
  }
}

}  // namespace

proto::RoleRules Unrestricted(proto::Role role) {
  proto::RoleRules rules;
  rules.set_role(role);
  for (int word = 1; word < proto::Purpose_ARRAYSIZE; ++word) {
    rules.add_purposes(static_cast<proto::Purpose>(word));
  }
  for (int word = 1; word < proto::Mode_ARRAYSIZE; ++word) {
    rules.add_modes(static_cast<proto::Mode>(word));
  }
  for (int word = 1; word < proto::Disclosure_ARRAYSIZE; ++word) {
    rules.add_disclosures(static_cast<proto::Disclosure>(word));
  }
  rules.set_any_time(true);
  return rules;
}

void Tighten(const proto::RoleRules& profile, proto::RoleRules* rules) {
  rules->set_suspended(rules->suspended() || profile.suspended());
  Intersect(profile.purposes(), rules->mutable_purposes());
  Intersect(profile.modes(), rules->mutable_modes());
  Intersect(profile.disclosures(), rules->mutable_disclosures());
  rules->set_consent_required(rules->consent_required() || profile.consent_required());
  TightenUnreached(profile, rules);
  TightenMinimums(profile, rules);
  TightenHours(profile, rules);
  rules->mutable_caps()->MergeFrom(profile.caps());
  DropImpliedCaps(rules);
}

bool Implies(const proto::Cap& cap, const proto::Cap& other) {
  return cap.counts() == other.counts() && cap.per() == other.per() && cap.max() <= other.max() &&
         (cap.days() != 0) == (other.days() != 0) && cap.days() >= other.days() &&
         cap.minutes() >= other.minutes();
}

}  // namespace dialgate::builder
