#include "platform/builder/rules/zone_compiler.h"

#include <absl/time/time.h>
#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace dialgate::builder {
namespace {

constexpr char kNames[] = "/usr/share/zoneinfo/tzdata.zi";
constexpr size_t kLongestName = 48;
constexpr int kMostTransitions = 16;

int32_t OffsetAt(const absl::TimeZone& zone, int64_t utc) {
  return zone.At(absl::FromUnixSeconds(utc)).offset;
}

// Adds every instant from `not_before` on and before `not_after` at which the offset becomes
// another one. `NextTransition` says the civil time of a change; the instant is that of
// `At(to).trans`, never of `At(from)`, which is an hour late in autumn. Changes of name alone have
// no effect here.
void AddTransitions(const absl::TimeZone& zone, int64_t not_before, int64_t not_after,
                    proto::Zone* out) {
  int32_t offset = out->utc_offset();
  absl::Time from = absl::FromUnixSeconds(not_before);
  for (absl::TimeZone::CivilTransition change; zone.NextTransition(from, &change);) {
    const absl::Time instant = zone.At(change.to).trans;
    const int64_t seconds = absl::ToUnixSeconds(instant);
    if (seconds >= not_after || instant <= from) return;
    from = instant;
    const int32_t next = OffsetAt(zone, seconds);
    if (next == offset) continue;
    offset = next;
    proto::Transition* transition = out->add_transitions();
    transition->set_after(static_cast<uint32_t>(seconds - not_before));
    transition->set_utc_offset(offset);
  }
}

}  // namespace

tl::expected<ZoneCompiler, Problem> ZoneCompiler::Open() {
  std::ifstream in(kNames);
  if (!in) {
    return tl::unexpected(Problem{
        fmt::format("{}: cannot be read, and time zones are known by it; install tzdata", kNames)});
  }
  ZoneCompiler compiler;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string kind, first, second;
    words >> kind >> first >> second;
    if (kind == "Z") compiler.names_.insert(first);
    if (kind == "L") compiler.names_.insert(second);
  }
  return compiler;
}

tl::expected<proto::Zone, Problem> ZoneCompiler::Compile(const std::string& name,
                                                         int64_t not_before,
                                                         int64_t not_after) const {
  absl::TimeZone zone;
  if (!Knows(name) || name.size() > kLongestName || !absl::LoadTimeZone(name, &zone)) {
    return tl::unexpected(Problem{fmt::format(
        "zone \"{}\" is not known; write an IANA name that stands in {}, as Asia/Shanghai", name,
        kNames)});
  }
  proto::Zone out;
  out.set_name(name);
  out.set_utc_offset(OffsetAt(zone, not_before));
  AddTransitions(zone, not_before, not_after, &out);
  if (out.transitions_size() > kMostTransitions) {
    return tl::unexpected(Problem{fmt::format(
        "zone \"{}\" changes its clock {} times while the policy is valid, more than {}; make the "
        "policy shorter",
        name, out.transitions_size(), kMostTransitions)});
  }
  return out;
}

}  // namespace dialgate::builder
