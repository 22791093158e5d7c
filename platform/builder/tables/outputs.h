// The files that a build leaves: all of them, or none.
#ifndef DIALGATE_PLATFORM_BUILDER_TABLES_OUTPUTS_H
#define DIALGATE_PLATFORM_BUILDER_TABLES_OUTPUTS_H

#include <optional>
#include <tl/expected.hpp>

#include "platform/builder/rules/problem.h"
#include "platform/builder/tables/build_policy.h"
#include "platform/builder/tables/output_file.h"

namespace dialgate::builder {

// No file may be written over another one of the build. Errors: a path stands for two of them.
tl::expected<void, Problem> CheckPaths(const BuildRequest& request);

// Written beside their places; they go with the object where they are not kept. What nobody asked
// for is not there.
struct Outputs {
  std::optional<OutputFile> excluded;
  std::optional<OutputFile> manifest;
  std::optional<OutputFile> signature;
  std::optional<OutputFile> policy;

  // Errors: nothing can be written at one of the paths.
  tl::expected<void, Problem> Create(const BuildRequest& request);

  // Brings all to the disk, then puts them into their places: the policy last, so that it never
  // stands there without its manifest.
  tl::expected<void, Problem> Keep();
};

}  // namespace dialgate::builder

#endif
