#include "platform/builder/tables/zone_sets.h"

#include <absl/strings/str_split.h>

#include <algorithm>

#include "platform/builder/tables/problem_text.h"

namespace dialgate::builder {

tl::expected<uint16_t, std::string> ZoneSets::Find(std::string_view text) {
  const auto known = known_.find(absl::string_view(text.data(), text.size()));
  if (known != known_.end()) return known->second;
  const auto added = Add(text);
  if (added) known_.emplace(text, *added);
  return added;
}

tl::expected<uint16_t, std::string> ZoneSets::Add(std::string_view text) {
  const std::vector<std::string> names =
      absl::StrSplit(absl::string_view(text.data(), text.size()), '|');
  if (names.size() > kMaxZonesInSet) {
    return tl::make_unexpected(
        std::string("zones: a contact has at most 4; keep those in which the person can be"));
  }
  uint64_t set = 0;
  for (size_t i = 0; i < names.size(); ++i) {
    if (std::find(names.begin(), names.begin() + i, names[i]) != names.begin() + i) {
      return tl::make_unexpected("zones: " + Quoted(names[i]) + " is there twice; remove one");
    }
    const auto zone = ZoneNumber(names[i]);
    if (!zone) return tl::make_unexpected(zone.error());
    set |= (1 + static_cast<uint64_t>(*zone)) << 16 * i;
  }
  if (sets_.size() == kMaxSets) {
    return tl::make_unexpected(
        std::string("zones: a policy has at most 4,095 different lists of zones, and this is one "
                    "more; build the site in parts"));
  }
  sets_.push_back(set);
  return static_cast<uint16_t>(sets_.size() - 1);
}

tl::expected<uint16_t, std::string> ZoneSets::ZoneNumber(const std::string& name) {
  const auto same = [&](const proto::Zone& zone) { return zone.name() == name; };
  const auto known = std::find_if(zones_.begin(), zones_.end(), same);
  if (known != zones_.end()) return static_cast<uint16_t>(known - zones_.begin());
  if (!compiler_->Knows(name)) {
    return tl::make_unexpected(
        "zones: " + Quoted(name) +
        " is no time zone of this machine's tzdata; write an IANA name such as Asia/Shanghai");
  }
  if (zones_.size() == kMaxZones) {
    return tl::make_unexpected("zones: a policy has at most 64 zones, and " + Quoted(name) +
                               " is one more; build the site in parts");
  }
  const auto zone = compiler_->Compile(name, not_before_, not_after_);
  if (!zone) return tl::make_unexpected("zones: " + zone.error().message);
  zones_.push_back(*zone);
  return static_cast<uint16_t>(zones_.size() - 1);
}

void ZoneSets::WriteTo(proto::Policy* policy) const {
  for (const proto::Zone& zone : zones_) *policy->add_zones() = zone;
  for (const uint64_t set : sets_) policy->add_zone_sets(set);
}

}  // namespace dialgate::builder
