// IANA time zones to the offsets that travel with a policy.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_ZONE_COMPILER_H
#define DIALGATE_PLATFORM_BUILDER_RULES_ZONE_COMPILER_H

#include <cstdint>
#include <set>
#include <string>
#include <tl/expected.hpp>

#include "platform/builder/rules/problem.h"
#include "policy.pb.h"

namespace dialgate::builder {

// Zones and links of this machine's tzdata. Any number of threads may use one.
class ZoneCompiler {
 public:
  // Reads the names in /usr/share/zoneinfo/tzdata.zi: what else absl would load (`localtime`,
  // `posix/...`, `Fixed/...`) is no zone. An error if that file is not there.
  static tl::expected<ZoneCompiler, Problem> Open();

  bool Knows(const std::string& name) const { return names_.count(name) != 0; }
  const std::set<std::string>& names() const { return names_; }

  // The offset of zone `name` at `not_before` and every change of it before `not_after`, UTC
  // seconds. Errors: the name is unknown or over 48 characters, or its offset changes more than 16
  // times.
  tl::expected<proto::Zone, Problem> Compile(const std::string& name, int64_t not_before,
                                             int64_t not_after) const;

 private:
  std::set<std::string> names_;
};

}  // namespace dialgate::builder

#endif
