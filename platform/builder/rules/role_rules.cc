#include "platform/builder/rules/role_rules.h"

#include <fmt/format.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <map>
#include <set>

#include "platform/builder/rules/civil_text.h"

namespace dialgate::builder {
namespace {

using Checked = tl::expected<void, Problem>;
using google::protobuf::RepeatedField;

constexpr int kMostHours = 8;
constexpr int kMostCaps = 8;
constexpr uint32_t kMostCounted = 28;
constexpr uint32_t kMostCapDays = 366;
constexpr uint32_t kMostCapMinutes = 10080;
constexpr uint32_t kMostUnreachedDays = 14;
constexpr uint32_t kMostUnreachedCalls = 3;
constexpr int32_t kFewestDaysPastDue = -3660;
constexpr int32_t kMostDaysPastDue = 36600;

bool Within(uint32_t value, uint32_t least, uint32_t most) {
  return least <= value && value <= most;
}

// Copies the words of `field` in ascending order, each once. Number 0 is no word, nor is one above
// `last`.
Checked CopyWords(const RepeatedField<int>& words, int last, const Place& place,
                  const std::string& field, RepeatedField<int>* out) {
  std::set<int> sorted;
  for (int i = 0; i < words.size(); ++i) {
    if (words[i] < 1 || words[i] > last) {
      return place.Wrong(field, i, "is none of the words there are; write one of them");
    }
    sorted.insert(words[i]);
  }
  out->Add(sorted.begin(), sorted.end());
  return {};
}

Checked CheckFloor(const proto::RoleRules& rules, const Place& place) {
  if (rules.role() != proto::ROLE_REFERENCE) return {};
  const auto has = [](const RepeatedField<int>& words, int word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  if (has(rules.purposes(), proto::PURPOSE_COLLECT)) {
    return place.Wrong("purposes",
                       "a reference is never called to collect; take PURPOSE_COLLECT out");
  }
  if (has(rules.modes(), proto::MODE_PRERECORDED)) {
    return place.Wrong("modes",
                       "a reference is never called by a recording; take MODE_PRERECORDED out");
  }
  if (!rules.disclosures().empty()) {
    return place.Wrong("disclosures",
                       "a reference is never told anything; take the disclosures out");
  }
  return {};
}

Checked ReadUnreached(const proto::SiteRules::DebtorUnreached& in, const Place& place,
                      proto::DebtorUnreached* out) {
  if (!Within(in.days(), 1, kMostUnreachedDays)) return place.Wrong("days", "must be 1 to 14");
  if (!Within(in.per_day(), 1, kMostUnreachedCalls))
    return place.Wrong("per_day", "must be 1 to 3");
  out->set_days(in.days());
  out->set_per_day(in.per_day());
  return {};
}

Checked ReadMinimums(const proto::SiteRules::Role& in, const Place& place, proto::RoleRules* out) {
  std::map<int, int32_t> minimums;
  for (int i = 0; i < in.min_days_past_due_size(); ++i) {
    const auto& minimum = in.min_days_past_due(i);
    const Place inside = place.Inside("min_days_past_due", i);
    if (minimum.mode() < proto::MODE_MANUAL || minimum.mode() > proto::MODE_PRERECORDED) {
      return inside.Wrong("mode", "must be MODE_MANUAL, MODE_AUTOMATED or MODE_PRERECORDED");
    }
    if (!minimum.has_days() || minimum.days() < kFewestDaysPastDue ||
        minimum.days() > kMostDaysPastDue) {
      return inside.Wrong("days", "must be -3660 to 36600");
    }
    if (!minimums.emplace(minimum.mode(), minimum.days()).second) {
      return inside.Wrong("mode", "has a minimum already; state one for each mode");
    }
  }
  for (const auto& [mode, days] : minimums) {
    proto::MinDaysPastDue* minimum = out->add_min_days_past_due();
    minimum->set_mode(static_cast<proto::Mode>(mode));
    minimum->set_days(days);
  }
  return {};
}

Checked ReadHours(const proto::SiteRules::Hours& in, const Place& place, proto::Hours* out) {
  const auto weekdays = ReadWeekdays(in.weekdays());
  const auto from = ReadMinute(in.from());
  const auto to = ReadMinute(in.to());
  if (!weekdays) return place.Wrong("weekdays", "must be days and ranges of them, as Mon-Fri,Sun");
  if (!from) return place.Wrong("from", "must be a time of the day, as 08:00");
  if (!to) return place.Wrong("to", "must be a time of the day up to 24:00, as 20:30");
  if (*from >= *to) {
    return place.Wrong("from",
                       fmt::format("{} is not before `to`, {}; hours over midnight are two, to "
                                   "24:00 and from 00:00",
                                   in.from(), in.to()));
  }
  out->set_weekdays(*weekdays);
  out->set_from_minute(*from);
  out->set_to_minute(*to);
  return {};
}

Checked ReadAllHours(const proto::SiteRules::Role& in, const Place& place,
                     WithoutHours without_hours, proto::RoleRules* out) {
  out->set_any_time(in.any_time());
  if (in.any_time() && in.hours_size() > 0) {
    return place.Wrong("any_time", "stands beside hours; keep one of the two");
  }
  if (!in.any_time() && in.hours_size() == 0 && without_hours == WithoutHours::kError) {
    return place.Wrong("hours", "are missing; write hours, or any_time: true");
  }
  if (in.hours_size() > kMostHours) return place.Wrong("hours", kMostHours, "must be at most 8");
  for (int i = 0; i < in.hours_size(); ++i) {
    const Checked read = ReadHours(in.hours(i), place.Inside("hours", i), out->add_hours());
    if (!read) return read;
  }
  return {};
}

Checked ReadCap(const proto::SiteRules::Cap& in, const Place& place, proto::Cap* out) {
  if (in.counts() < proto::COUNTS_DIALED || in.counts() > proto::COUNTS_CONVERSATIONS) {
    return place.Wrong("counts", "must say which calls are counted, as COUNTS_DIALED");
  }
  if (!Within(in.max(), 1, kMostCounted)) return place.Wrong("max", "must be 1 to 28");
  if (in.has_days() == in.has_minutes()) {
    return place.Wrong(in.has_days() ? "minutes" : "days",
                       "a cap counts over days or over minutes; write one of the two");
  }
  if (in.has_days() && !Within(in.days(), 1, kMostCapDays)) {
    return place.Wrong("days", "must be 1 to 366");
  }
  if (in.has_minutes() && !Within(in.minutes(), 1, kMostCapMinutes)) {
    return place.Wrong("minutes", "must be 1 to 10080");
  }
  if (in.per() < proto::PER_NUMBER || in.per() > proto::PER_DEBTOR) {
    return place.Wrong("per", "must be PER_NUMBER, PER_ACCOUNT or PER_DEBTOR");
  }
  out->set_counts(in.counts());
  out->set_max(in.max());
  out->set_days(in.days());
  out->set_minutes(in.minutes());
  out->set_per(in.per());
  return {};
}

// Caps stand in the order in which they are written, by which a denial names them; identical ones
// once.
Checked ReadCaps(const proto::SiteRules::Role& in, const Place& place, proto::RoleRules* out) {
  if (in.caps_size() > kMostCaps) return place.Wrong("caps", kMostCaps, "must be at most 8");
  for (int i = 0; i < in.caps_size(); ++i) {
    proto::Cap cap;
    const Checked read = ReadCap(in.caps(i), place.Inside("caps", i), &cap);
    if (!read) return read;
    const bool known = std::any_of(out->caps().begin(), out->caps().end(), [&](const auto& other) {
      return google::protobuf::util::MessageDifferencer::Equals(cap, other);
    });
    if (!known) *out->add_caps() = cap;
  }
  return {};
}

Checked ReadWords(const proto::SiteRules::Role& in, const Place& place, proto::RoleRules* out) {
  Checked copied =
      CopyWords(in.purposes(), proto::PURPOSE_RELAY, place, "purposes", out->mutable_purposes());
  if (copied) {
    copied = CopyWords(in.modes(), proto::MODE_PRERECORDED, place, "modes", out->mutable_modes());
  }
  if (copied) {
    copied = CopyWords(in.disclosures(), proto::DISCLOSURE_BEHAVIOUR, place, "disclosures",
                       out->mutable_disclosures());
  }
  return copied ? CheckFloor(*out, place) : copied;
}

tl::expected<proto::RoleRules, Problem> ReadRole(const proto::SiteRules::Role& in,
                                                 const Place& place, WithoutHours without_hours) {
  proto::RoleRules out;
  if (in.role() < proto::ROLE_DEBTOR || in.role() > proto::ROLE_REPRESENTATIVE) {
    return place.Wrong("role",
                       "must be ROLE_DEBTOR, ROLE_GUARANTOR, ROLE_REFERENCE or "
                       "ROLE_REPRESENTATIVE");
  }
  out.set_role(in.role());
  out.set_suspended(in.suspended());
  out.set_consent_required(in.consent_required());
  Checked read = ReadWords(in, place, &out);
  if (read && in.has_debtor_unreached()) {
    read = ReadUnreached(in.debtor_unreached(), place.Inside("debtor_unreached"),
                         out.mutable_debtor_unreached());
  }
  if (read) read = ReadMinimums(in, place, &out);
  if (read) read = ReadAllHours(in, place, without_hours, &out);
  if (read) read = ReadCaps(in, place, &out);
  if (!read) return tl::unexpected(read.error());
  return out;
}

}  // namespace

tl::expected<std::vector<proto::RoleRules>, Problem> ReadRoles(const WrittenRoles& roles,
                                                               const Place& place,
                                                               WithoutHours without_hours) {
  std::map<int, proto::RoleRules> sorted;
  for (int i = 0; i < roles.size(); ++i) {
    const Place inside = place.Inside("roles", i);
    auto role = ReadRole(roles[i], inside, without_hours);
    if (!role) return tl::unexpected(role.error());
    if (!sorted.emplace(role->role(), *role).second) {
      return inside.Wrong("role", "has rules already; write all of a role's rules in one place");
    }
  }
  std::vector<proto::RoleRules> out;
  for (const auto& [number, rules] : sorted) out.push_back(rules);
  return out;
}

const proto::RoleRules* FindRole(proto::Role role, const std::vector<proto::RoleRules>& roles) {
  const auto found = std::find_if(roles.begin(), roles.end(),
                                  [role](const auto& rules) { return rules.role() == role; });
  return found == roles.end() ? nullptr : &*found;
}

}  // namespace dialgate::builder
