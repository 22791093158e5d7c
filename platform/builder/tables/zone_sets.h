// The zones that contacts are in, as a policy holds them: each zone once, and each list of up to
// four once.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_ZONE_SETS_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_ZONE_SETS_H

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "platform/builder/rules/zone_compiler.h"
#include "policy.pb.h"

namespace dialgate::builder {

// Numbered in the order in which they are first asked for.
class ZoneSets {
 public:
  static constexpr size_t kMaxZones = 64;
  static constexpr size_t kMaxSets = 4095;
  static constexpr size_t kMaxZonesInSet = 4;

  // Offsets are those from `not_before` to `not_after`. `compiler` must outlive it.
  ZoneSets(const ZoneCompiler& compiler, int64_t not_before, int64_t not_after)
      : compiler_(&compiler), not_before_(not_before), not_after_(not_after) {}

  // The number of the set that `text` names, zones joined by `|`. Errors, as a sentence without a
  // place: a zone is unknown, there twice, or the fifth; there are too many zones, or too many
  // sets.
  tl::expected<uint16_t, std::string> Find(std::string_view text);

  bool empty() const { return sets_.empty(); }

  // Writes fields 9 and 10.
  void WriteTo(proto::Policy* policy) const;

 private:
  tl::expected<uint16_t, std::string> Add(std::string_view text);
  tl::expected<uint16_t, std::string> ZoneNumber(const std::string& name);

  const ZoneCompiler* compiler_;
  int64_t not_before_;
  int64_t not_after_;
  std::vector<proto::Zone> zones_;
  std::vector<uint64_t> sets_;  // as they go into the policy
  absl::flat_hash_map<std::string, uint16_t> known_;
};

}  // namespace dialgate::builder

#endif
