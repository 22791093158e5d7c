// A policy as it can be read without its site's lookup key: all but whose numbers it lists.
#ifndef DIALGATE_PLATFORM_COMMAND_UNKEYED_POLICY_H
#define DIALGATE_PLATFORM_COMMAND_UNKEYED_POLICY_H

#include <string>
#include <vector>

#include "dialgate/posix/policy_keeper.h"

namespace dialgate::command {

struct UnkeyedPolicy {
  posix::LoadedPolicy loaded;
  std::vector<IssuerKey> signers;  // all of them, in the policy's order
};

// Opens a policy with the device's own reader: it is whole, what was signed is in it, and everyone
// whose key stands in it did sign. Whether that is anybody to be trusted is left to who looks at
// `signers`.
tl::expected<UnkeyedPolicy, posix::LoadError> OpenUnkeyed(const std::string& path);

}  // namespace dialgate::command

#endif
