// A site's rules.txtpb to the header of its policy.
#ifndef DIALGATE_PLATFORM_BUILDER_RULES_SITE_RULES_H
#define DIALGATE_PLATFORM_BUILDER_RULES_SITE_RULES_H

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "platform/builder/rules/problem.h"
#include "policy.pb.h"

namespace dialgate::builder {

// What the rules come to.
struct Header {
  // Fields 1 to 6, 8 and 11 to 17 are as they go into the policy, in their canonical order. The
  // lookup key's id, zones, zone sets, digests, signatures and tables are left to whoever reads the
  // accounts and contacts.
  proto::Policy policy;

  std::string region;  // of the site; one that libphonenumber knows
  std::vector<std::string>
      default_zones;            // up to 4 IANA names, each known, none twice; the first is primary
  uint32_t max_references = 5;  // an account, 0 to 10
  int32_t first_day = 0;        // UTC date of not_before, in days since 1970-01-01

  // One line each, for the person who builds: what was built, but is hardly what was meant.
  std::vector<std::string> warnings;
};

// Reads `text`, the content of a rules.txtpb; `name` is what errors call it. The profiles that it
// names tighten it. The first error wins: those of the text format, then those of the fields in the
// order of site_rules.proto. Same text, libphonenumber and tzdata: same header. Takes about a
// second, in which the dial plan is tested against libphonenumber.
tl::expected<Header, Problem> ReadSiteRules(std::string_view text, const std::string& name);

// The same of the file at `path`, by whose name errors call it.
tl::expected<Header, Problem> ReadSiteRulesFile(const std::string& path);

}  // namespace dialgate::builder

#endif
