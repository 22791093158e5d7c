#include "platform/builder/rules/rule_origins.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "platform/builder/rules/role_rules.h"
#include "platform/builder/rules/tighten.h"

namespace dialgate::builder {
namespace {

// `part` of `rules` alone, as bytes; none where nothing is stated.
std::string BytesOf(RulePart part, const proto::RoleRules& rules) {
  proto::RoleRules alone;
  switch (part) {
    case RulePart::kPurposes: *alone.mutable_purposes() = rules.purposes(); break;
    case RulePart::kModes: *alone.mutable_modes() = rules.modes(); break;
    case RulePart::kDisclosures: *alone.mutable_disclosures() = rules.disclosures(); break;
    case RulePart::kConsent: alone.set_consent_required(rules.consent_required()); break;
    case RulePart::kHours: *alone.mutable_hours() = rules.hours(); break;
    case RulePart::kUnreached:
      if (rules.has_debtor_unreached()) {
        *alone.mutable_debtor_unreached() = rules.debtor_unreached();
      }
      break;
  }
  return alone.SerializeAsString();
}

bool Same(const proto::Cap& a, const proto::Cap& b) {
  return a.SerializeAsString() == b.SerializeAsString();
}

// The names of those of `profiles` whose rules of `role` are as `is` wants them.
std::string NamesOf(const Profiles& profiles, proto::Role role, const char* between,
                    const std::function<bool(const proto::RoleRules&)>& is) {
  std::string names;
  for (const Profile* profile : profiles) {
    const proto::RoleRules* rules = FindRole(role, profile->roles);
    if (rules == nullptr || !is(*rules)) continue;
    names += (names.empty() ? "" : between) + profile->name;
  }
  return names;
}

// What `profiles` come to with no site.
proto::RoleRules Together(const Profiles& profiles, proto::Role role) {
  proto::RoleRules rules = Unrestricted(role);
  for (const Profile* profile : profiles) {
    if (const auto* own = FindRole(role, profile->roles)) Tighten(*own, &rules);
  }
  return rules;
}

}  // namespace

RuleOrigins::RuleOrigins(proto::Policy header) : header_(std::move(header)) {
  for (const std::string& name : header_.profiles()) {
    const Profile* profile = FindProfile(name);
    if (profile != nullptr) {
      profiles_.push_back(profile);
    } else {
      unknown_.push_back(name);
    }
  }
}

std::string RuleOrigins::Of(proto::Role role, RulePart part) const {
  const proto::RoleRules* rules = RulesOf(role);
  if (rules == nullptr) return {};
  const std::string value = BytesOf(part, *rules);
  const std::string same = NamesOf(profiles_, role, ", ", [&](const proto::RoleRules& own) {
    return !value.empty() && BytesOf(part, own) == value;
  });
  if (!same.empty() || value != BytesOf(part, Together(profiles_, role))) return OrSite(same);
  return OrSite(NamesOf(profiles_, role, " with ", [part](const proto::RoleRules& own) {
    return !BytesOf(part, own).empty();
  }));
}

std::string RuleOrigins::OfSuspension(proto::Role role) const {
  std::string names;
  for (const Profile* profile : profiles_) {
    if (profile->Suspends(role)) names += (names.empty() ? "" : ", ") + profile->name;
  }
  return OrSite(names);
}

std::string RuleOrigins::OfMinimum(proto::Role role, proto::Mode mode) const {
  const auto days_of = [mode](const proto::RoleRules& rules) {
    const auto& all = rules.min_days_past_due();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [mode](const auto& each) { return each.mode() == mode; });
    return found == all.end() ? std::string() : found->SerializeAsString();
  };
  const proto::RoleRules* rules = RulesOf(role);
  if (rules == nullptr) return {};
  return OrSite(NamesOf(profiles_, role, ", ", [&](const proto::RoleRules& own) {
    return !days_of(own).empty() && days_of(own) == days_of(*rules);
  }));
}

std::string RuleOrigins::OfCap(proto::Role role, int index) const {
  const proto::RoleRules* rules = RulesOf(role);
  if (rules == nullptr || index >= rules->caps_size()) return {};
  const proto::Cap& cap = rules->caps(index);
  return OrSite(NamesOf(profiles_, role, ", ", [&cap](const proto::RoleRules& own) {
    return std::any_of(own.caps().begin(), own.caps().end(),
                       [&cap](const proto::Cap& other) { return Same(cap, other); });
  }));
}

std::string RuleOrigins::OfReceipts() const {
  std::string names;
  for (const Profile* profile : profiles_) {
    if (profile->receipt_within_hours == 0) continue;
    if (profile->receipt_within_hours != header_.receipt_within_hours()) continue;
    names += (names.empty() ? "" : ", ") + profile->name;
  }
  return OrSite(names);
}

const proto::RoleRules* RuleOrigins::RulesOf(proto::Role role) const {
  for (const proto::RoleRules& rules : header_.roles()) {
    if (rules.role() == role) return &rules;
  }
  return nullptr;
}

std::string RuleOrigins::OrSite(const std::string& names) const {
  if (header_.profiles().empty()) return {};
  return names.empty() ? "site" : names;
}

}  // namespace dialgate::builder
