#include "platform/builder/rules/role_warnings.h"

#include <absl/strings/ascii.h>
#include <fmt/format.h>

#include <algorithm>

namespace dialgate::builder {
namespace {

constexpr int64_t kSecondsPerDay = 86400;
constexpr int64_t kFarthestZone = 36 * 3600;  // from UTC, either way
constexpr int64_t kFarthestBack = 31;         // days in which a debtor must have been tried

std::string NameOf(proto::Role role) {
  return absl::AsciiStrToLower(proto::Role_Name(role).substr(sizeof "ROLE_" - 1));
}

const proto::RoleRules* RulesOf(proto::Role role, const proto::Policy& policy) {
  for (const proto::RoleRules& rules : policy.roles()) {
    if (rules.role() == role) return &rules;
  }
  return nullptr;
}

bool IsClosed(int64_t day, const proto::Policy& policy) {
  const auto& dates = policy.closed_dates();
  return std::find(dates.begin(), dates.end(), static_cast<uint32_t>(day)) != dates.end();
}

// The first and the last local date of the policy's validity, in whatever zone.
int64_t FirstDay(const proto::Policy& policy) {
  return (static_cast<int64_t>(policy.not_before()) - kFarthestZone) / kSecondsPerDay;
}
int64_t LastDay(const proto::Policy& policy) {
  return (static_cast<int64_t>(policy.not_after()) + kFarthestZone) / kSecondsPerDay;
}

// Whether calls may be made on some minute of that local date.
bool IsOpenOn(int64_t day, const proto::RoleRules& rules, const proto::Policy& policy) {
  uint32_t weekdays = rules.any_time() ? 0x7F : 0;
  for (const proto::Hours& hours : rules.hours()) weekdays |= hours.weekdays();
  const int64_t weekday = (day + 3) % 7;  // 1970-01-01 was a Thursday
  return (weekdays >> weekday & 1) != 0 && !IsClosed(day, policy);
}

bool IsEverOpen(const proto::RoleRules& rules, const proto::Policy& policy) {
  for (int64_t day = std::max<int64_t>(FirstDay(policy), 0); day <= LastDay(policy); ++day) {
    if (IsOpenOn(day, rules, policy)) return true;
  }
  return false;
}

// Whether `cap`, of the debtor's role, lets `per_day` calls be made on each of `days`, ascending.
bool LetsTry(const proto::Cap& cap, const std::vector<int64_t>& days, uint32_t per_day) {
  if (cap.counts() != proto::COUNTS_DIALED || cap.per() == proto::PER_NUMBER) return true;
  for (const int64_t last : days) {
    const auto counted = std::count_if(days.begin(), days.end(), [&](int64_t day) {
      return day <= last && day > last - static_cast<int64_t>(cap.days());
    });
    if (static_cast<uint32_t>(counted) * per_day > cap.max()) return false;
  }
  return true;
}

// Whether before some day of the policy the debtor can have been tried as `unreached` asks.
bool CanBeTried(const proto::DebtorUnreached& unreached, const proto::RoleRules& debtor,
                const proto::Policy& policy) {
  for (int64_t today = FirstDay(policy); today <= LastDay(policy); ++today) {
    std::vector<int64_t> days;
    for (int64_t day = today - kFarthestBack; day < today; ++day) {
      if (IsOpenOn(day, debtor, policy)) days.push_back(day);
    }
    if (days.size() < unreached.days()) continue;
    days.erase(days.begin(), days.end() - unreached.days());
    if (std::all_of(debtor.caps().begin(), debtor.caps().end(), [&](const proto::Cap& cap) {
          return LetsTry(cap, days, unreached.per_day());
        })) {
      return true;
    }
  }
  return false;
}

std::string WhySuspended(proto::Role role, const Profiles& profiles) {
  std::string names;
  for (const Profile* profile : profiles) {
    if (profile->Suspends(role)) names += (names.empty() ? " by " : ", ") + profile->name;
  }
  return "it is suspended" + names;
}

std::string WhyNever(const proto::RoleRules& rules, const proto::Policy& policy,
                     const Profiles& profiles);

std::string WhyNeverUnreached(const proto::RoleRules& rules, const proto::Policy& policy,
                              const Profiles& profiles) {
  const proto::RoleRules* debtor = RulesOf(proto::ROLE_DEBTOR, policy);
  if (debtor == nullptr) return "the debtor must be unreached first, and has no rules";
  if (debtor == &rules) return "it waits for itself to be called in vain";
  const std::string why = WhyNever(*debtor, policy, profiles);
  if (!why.empty()) {
    return "the debtor must be unreached first, and can never be called: " + why;
  }
  return CanBeTried(rules.debtor_unreached(), *debtor, policy)
             ? ""
             : "the debtor must be unreached first, and his caps never let him be tried so often";
}

// Why no call to this role is ever allowed; nothing if some could be.
std::string WhyNever(const proto::RoleRules& rules, const proto::Policy& policy,
                     const Profiles& profiles) {
  const std::string_view common = profiles.empty() ? "" : " in common with its profiles";
  if (rules.suspended()) return WhySuspended(rules.role(), profiles);
  if (rules.purposes().empty()) return fmt::format("it has no purposes{}", common);
  if (rules.modes().empty()) return fmt::format("it has no modes{}", common);
  if (!rules.any_time() && rules.hours().empty()) {
    return fmt::format("it has no hours{}", common);
  }
  if (!IsEverOpen(rules, policy)) return "no day of the policy has calling hours for it";
  return rules.has_debtor_unreached() ? WhyNeverUnreached(rules, policy, profiles) : "";
}

}  // namespace

std::vector<std::string> WarnOfRoles(const proto::Policy& policy, const Profiles& profiles) {
  std::vector<std::string> warnings;
  if (policy.roles().empty()) {
    warnings.push_back("no role has rules: no contact can ever be called; add roles");
  }
  for (const proto::RoleRules& rules : policy.roles()) {
    const std::string name = NameOf(rules.role());
    const std::string why = WhyNever(rules, policy, profiles);
    if (!why.empty()) {
      warnings.push_back(fmt::format("role {} can never be called: {}", name, why));
    } else if (rules.caps().empty()) {
      warnings.push_back(
          fmt::format("role {} has no caps: it may be called without end; add caps", name));
    }
  }
  return warnings;
}

}  // namespace dialgate::builder
