#include <absl/strings/ascii.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "platform/builder/rules/role_rules.h"

namespace dialgate::builder {
namespace {

constexpr int64_t kSecondsPerDay = 86400;
constexpr int64_t kFarthestZone = 36 * 3600;  // from UTC, either way

// For every way of counting, over days and over minutes apart, the largest `max`.
class Need {
 public:
  void Add(const proto::Cap& cap) {
    uint32_t& most = most_[cap.counts() * 2u + (cap.minutes() != 0 ? 1u : 0u)];
    most = std::max(most, cap.max());
  }
  uint32_t events() const {
    uint32_t sum = 0;
    for (uint32_t most : most_) sum += most;
    return sum;
  }

 private:
  std::array<uint32_t, 2 * proto::Counts_ARRAYSIZE> most_ = {};
};

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

// Whether on some local date during the policy's validity, in whatever zone, calls may be made.
bool IsEverOpen(const proto::RoleRules& rules, const proto::Policy& policy) {
  uint32_t weekdays = rules.any_time() ? 0x7F : 0;
  for (const proto::Hours& hours : rules.hours()) weekdays |= hours.weekdays();
  const auto first = (static_cast<int64_t>(policy.not_before()) - kFarthestZone) / kSecondsPerDay;
  const auto last = (static_cast<int64_t>(policy.not_after()) + kFarthestZone) / kSecondsPerDay;
  for (int64_t day = std::max<int64_t>(first, 0); day <= last; ++day) {
    const int64_t weekday = (day + 3) % 7;  // 1970-01-01 was a Thursday
    if ((weekdays >> weekday & 1) != 0 && !IsClosed(day, policy)) return true;
  }
  return false;
}

// Why no call to this role is ever allowed; nothing if some could be.
std::string WhyNever(const proto::RoleRules& rules, const proto::Policy& policy) {
  if (rules.suspended()) return "it is suspended";
  if (rules.purposes().empty()) return "it has no purposes";
  if (rules.modes().empty()) return "it has no modes";
  if (!IsEverOpen(rules, policy)) return "no day of the policy has calling hours for it";
  if (!rules.has_debtor_unreached()) return {};
  const proto::RoleRules* debtor = RulesOf(proto::ROLE_DEBTOR, policy);
  if (debtor == nullptr) return "the debtor must be unreached first, and has no rules";
  if (debtor == &rules) return "it waits for itself to be called in vain";
  const std::string why = WhyNever(*debtor, policy);
  return why.empty() ? why : "the debtor must be unreached first, and can never be called: " + why;
}

}  // namespace

uint32_t HistoryEvents(const std::vector<proto::RoleRules>& roles) {
  Need number;
  uint32_t most = 0;
  for (const proto::RoleRules& rules : roles) {
    std::map<int, Need> needs;
    for (const proto::Cap& cap : rules.caps()) {
      (cap.per() == proto::PER_NUMBER ? number : needs[cap.per()]).Add(cap);
    }
    for (const auto& [per, need] : needs) most = std::max(most, need.events());
  }
  return std::max(most, number.events());
}

std::vector<std::string> WarnOfRoles(const proto::Policy& policy) {
  std::vector<std::string> warnings;
  if (policy.roles().empty()) {
    warnings.push_back("no role has rules: no contact can ever be called; add roles");
  }
  for (const proto::RoleRules& rules : policy.roles()) {
    const std::string name = NameOf(rules.role());
    const std::string why = WhyNever(rules, policy);
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
