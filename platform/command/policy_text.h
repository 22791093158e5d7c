// What a policy is and says, for a person.
#ifndef DIALGATE_PLATFORM_COMMAND_POLICY_TEXT_H
#define DIALGATE_PLATFORM_COMMAND_POLICY_TEXT_H

#include <functional>
#include <string>
#include <vector>

#include "dialgate/policy.h"

namespace dialgate::command {

// How an issuer's key is called: `policy.pub of issuer/`; empty: by its digits alone.
using KeyNames = std::function<std::string(const IssuerKey&)>;

// Issuer, site, serial, validity, what else stands once in a policy, and who signed it.
std::string HeadText(const Policy& policy, const std::vector<IssuerKey>& signers,
                     const KeyNames& names);

// The rules of each role, and who set them; and of the regulation profiles that the policy names,
// what no gate enforces.
std::string RolesText(const Policy& policy);

// How the site dials, and the zones of those who are called.
std::string DialingText(const Policy& policy);

// How many accounts and contacts there are.
std::string CountsText(const Policy& policy);

}  // namespace dialgate::command

#endif
