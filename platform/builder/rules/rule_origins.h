// Who set a value of a policy: the profiles that it names, or the site.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_RULE_ORIGINS_H
#define DIALGATE_PLATFORM_BUILDER_RULES_RULE_ORIGINS_H

#include <string>
#include <vector>

#include "platform/builder/rules/profiles.h"
#include "policy.pb.h"

namespace dialgate::builder {

enum class RulePart { kPurposes, kModes, kDisclosures, kConsent, kUnreached, kHours };

// Told by comparing each value with what the shipped profiles say of it themselves: a policy
// carries their names and no more. An answer is `us-reg-f`; `us-ma, us-reg-f` where both say just
// that; `id-ojk-19 with in-rbi-2022` where it is what they have in common; or `site` where they
// come to something else. It is empty if the policy names no profile.
class RuleOrigins {
 public:
  explicit RuleOrigins(proto::Policy header);

  std::string Of(proto::Role role, RulePart part) const;
  std::string OfSuspension(proto::Role role) const;
  std::string OfMinimum(proto::Role role, proto::Mode mode) const;  // of days past due
  std::string OfCap(proto::Role role, int index) const;             // by its place in the policy
  std::string OfReceipts() const;

  const Profiles& profiles() const { return profiles_; }
  // Names that the policy has, and that do not ship with this dialgate: they set what is the
  // site's here.
  const std::vector<std::string>& unknown() const { return unknown_; }

 private:
  const proto::RoleRules* RulesOf(proto::Role role) const;
  std::string OrSite(const std::string& names) const;

  proto::Policy header_;
  Profiles profiles_;
  std::vector<std::string> unknown_;
};

}  // namespace dialgate::builder

#endif
