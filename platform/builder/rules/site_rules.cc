#include "platform/builder/rules/site_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>

#include "platform/builder/rules/civil_text.h"
#include "platform/builder/rules/compose_profiles.h"
#include "platform/builder/rules/contact_number.h"
#include "platform/builder/rules/dialing.h"
#include "platform/builder/rules/role_rules.h"
#include "platform/builder/rules/role_warnings.h"
#include "platform/builder/rules/rules_text.h"
#include "platform/builder/rules/shared_rules.h"
#include "platform/builder/rules/zone_compiler.h"

namespace dialgate::builder {
namespace {

using Checked = tl::expected<void, Problem>;

constexpr uint32_t kFormat = 1;
constexpr int64_t kSecondsPerDay = 86400;
// So that no local time of a validity is before 1970 or past 32 bits of seconds, in whatever zone.
constexpr int64_t kEarliest = 2 * kSecondsPerDay;
constexpr int64_t kLatest = 49708 * kSecondsPerDay;  // 2106-02-05
constexpr int64_t kLongestValidity = 35 * kSecondsPerDay;
constexpr size_t kLongestName = 64;
constexpr int kMostDefaultZones = 4;
constexpr int kMostExemptNumbers = 32;
constexpr int kMostRestores = 64;
constexpr uint32_t kDefaultReferences = 5;
constexpr uint32_t kMostHistoryEvents = 28;

bool IsName(const std::string& text) {
  return !text.empty() && text.size() <= kLongestName &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

Checked ReadNames(const proto::SiteRules& rules, const Place& place, proto::Policy* policy) {
  constexpr char kNameRule[] = "must be 1 to 64 characters of printable ASCII";
  if (!IsName(rules.issuer())) return place.Wrong("issuer", kNameRule);
  if (!IsName(rules.site())) return place.Wrong("site", kNameRule);
  if (rules.serial() == 0) {
    return place.Wrong("serial", "must be 1 or more, and above that of the site's last policy");
  }
  policy->set_format(kFormat);
  policy->set_issuer(rules.issuer());
  policy->set_site(rules.site());
  policy->set_serial(rules.serial());
  return {};
}

Checked ReadValidity(const proto::SiteRules& rules, const Place& place, Header* header) {
  constexpr char kTimeRule[] = "must be a time in UTC, as 2026-11-01T00:00:00Z";
  const auto not_before = ReadUtcTime(rules.not_before());
  const auto not_after = ReadUtcTime(rules.not_after());
  if (!not_before) return place.Wrong("not_before", kTimeRule);
  if (*not_before < kEarliest) return place.Wrong("not_before", "must not be before 1970-01-03");
  if (!not_after) return place.Wrong("not_after", kTimeRule);
  if (*not_after >= kLatest) return place.Wrong("not_after", "must be before 2106-02-05");
  if (*not_after <= *not_before) return place.Wrong("not_after", "must be after not_before");
  if (*not_after - *not_before > kLongestValidity) {
    return place.Wrong("not_after", "must be at most 35 days after not_before");
  }
  header->policy.set_not_before(static_cast<uint64_t>(*not_before));
  header->policy.set_not_after(static_cast<uint64_t>(*not_after));
  header->first_day = static_cast<int32_t>(*not_before / kSecondsPerDay);
  return {};
}

Checked ReadZones(const proto::SiteRules& rules, const Place& place, Header* header) {
  if (!IsRegion(rules.region())) {
    return place.Wrong("region", "must be a country or area of ISO 3166 in capitals, as CN");
  }
  header->region = rules.region();
  const auto compiler = ZoneCompiler::Open();
  if (!compiler) return tl::unexpected(compiler.error());
  std::set<std::string> seen;
  for (int i = 0; i < rules.default_zones_size(); ++i) {
    const std::string& name = rules.default_zones(i);
    if (i == kMostDefaultZones) return place.Wrong("default_zones", i, "must be at most 4 zones");
    if (!seen.insert(name).second) {
      return place.Wrong("default_zones", i, "stands there already; write each zone once");
    }
    const auto zone = compiler->Compile(name, static_cast<int64_t>(header->policy.not_before()),
                                        static_cast<int64_t>(header->policy.not_after()));
    if (!zone) return place.Wrong("default_zones", i, zone.error().message);
    header->default_zones.push_back(name);
  }
  return {};
}

Checked AddClosedDates(const proto::SiteRules& rules, const Place& place, proto::Policy* policy) {
  const auto days = ReadClosedDates(rules.closed_dates(), place);
  if (!days) return tl::unexpected(days.error());
  policy->mutable_closed_dates()->Add(days->begin(), days->end());
  return {};
}

Checked ReadExemptNumbers(const proto::SiteRules& rules, const Place& place, Header* header) {
  const ContactNumberReader reader(header->region);
  std::set<std::string> numbers;
  for (int i = 0; i < rules.exempt_numbers_size(); ++i) {
    const std::string& text = rules.exempt_numbers(i);
    const ContactNumber read = reader.Read(text, {});
    char written[PhoneNumber::kMaxDigits + 1];
    const std::string_view canonical(written, read.number.Write(written));
    if (read.flaw != ContactNumber::Flaw::kNone || text != canonical) {
      return place.Wrong("exempt_numbers", i,
                         "must be a valid number in E.164, + and digits alone, as +864008205555");
    }
    numbers.insert(text);
    if (numbers.size() > kMostExemptNumbers) {
      return place.Wrong("exempt_numbers", i, "must be at most 32 numbers");
    }
  }
  for (const std::string& number : numbers) header->policy.add_exempt_numbers(number);
  return {};
}

Checked ReadLimits(const proto::SiteRules& rules, const Place& place, Header* header) {
  const Checked checked = CheckLimits(rules.max_references(), rules.receipt_within_hours(), place);
  header->max_references = rules.has_max_references() ? rules.max_references() : kDefaultReferences;
  header->policy.set_receipt_within_hours(rules.receipt_within_hours());
  return checked;
}

// `0123456789abcdef:17`: the number of a log and the sequence of its record.
bool ReadRestore(std::string_view id, uint64_t* log, uint64_t* sequence) {
  constexpr size_t kDigits = 16;
  if (id.size() < kDigits + 2 || id[kDigits] != ':' || id[kDigits + 1] == '0') return false;
  const char* const colon = id.data() + kDigits;
  const char* const end = id.data() + id.size();
  const auto first = std::from_chars(id.data(), colon, *log, 16);
  const auto second = std::from_chars(colon + 1, end, *sequence);
  return first.ec == std::errc() && first.ptr == colon && second.ec == std::errc() &&
         second.ptr == end;
}

Checked ReadRestores(const proto::SiteRules& rules, const Place& place, Header* header) {
  if (rules.restores_size() > kMostRestores) {
    return place.Wrong("restores", kMostRestores, "a policy lifts at most 64 withdrawals");
  }
  for (int i = 0; i < rules.restores_size(); ++i) {
    uint64_t log = 0, sequence = 0;
    if (!ReadRestore(rules.restores(i), &log, &sequence)) {
      return place.Wrong("restores", i,
                         "write the id that `dialgate withdraw` printed, such as "
                         "0123456789abcdef:17");
    }
    header->policy.add_restores(log);
    header->policy.add_restores(sequence);
  }
  return {};
}

Checked AddRoles(const RulesText& text, const Profiles& profiles, Header* header) {
  const auto roles = ComposeRoles(text, profiles);
  if (!roles) return tl::unexpected(roles.error());
  const uint32_t events = HistoryEvents(*roles);
  if (events > kMostHistoryEvents) {
    return text.place().Wrong(
        "roles",
        fmt::format("their caps need {} calls of one number, account or debtor remembered, "
                    "and a device remembers at most 28; lower or drop caps",
                    events));
  }
  header->policy.set_history_events(events);
  for (const proto::RoleRules& rules : *roles) *header->policy.add_roles() = rules;
  header->warnings = WarnOfRoles(header->policy, profiles);
  return {};
}

Checked AddDialPlan(const RulesText& text, Header* header) {
  auto derived = ReadDialing(text, header->region);
  if (!derived) return tl::unexpected(derived.error());
  *header->policy.mutable_dial_plan() = std::move(derived->plan);
  for (std::string& warning : derived->warnings) header->warnings.push_back(std::move(warning));
  return {};
}

}  // namespace

tl::expected<Header, Problem> ReadSiteRules(std::string_view text, const std::string& name) {
  const auto read = RulesText::Read(text, name);
  if (!read) return tl::unexpected(read.error());
  const proto::SiteRules& rules = read->rules();
  const Place place = read->place();
  Header header;
  Checked checked = ReadNames(rules, place, &header.policy);
  if (checked) checked = ReadValidity(rules, place, &header);
  if (checked) checked = ReadZones(rules, place, &header);
  if (checked) checked = AddClosedDates(rules, place, &header.policy);
  if (checked) checked = ReadExemptNumbers(rules, place, &header);
  if (checked) checked = ReadLimits(rules, place, &header);
  if (!checked) return tl::unexpected(checked.error());
  const auto profiles = NamedProfiles(*read);
  if (!profiles) return tl::unexpected(profiles.error());
  checked = ReadRestores(rules, place, &header);
  if (checked) checked = ComposeLimits(*read, *profiles, &header);
  if (checked) checked = AddRoles(*read, *profiles, &header);
  if (checked) checked = AddDialPlan(*read, &header);
  if (!checked) return tl::unexpected(checked.error());
  return header;
}

tl::expected<Header, Problem> ReadSiteRulesFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) {
    return tl::unexpected(Problem{path + ": cannot be read; name the site's rules"});
  }
  return ReadSiteRules(text, path);
}

}  // namespace dialgate::builder
